//! From filled sheets to the bytes of a tagged PDF.

use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    error::KrillaError,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    outline::{Outline, OutlineNode},
    page::PageSettings,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, Node, SpanTag, TagGroup, TagTree},
    text::TextDirection,
};

use blkout_core::time::UtcMillis;

use super::{
    face::Drawable,
    paper::{MARGIN, Mark, PAGE_HEIGHT, PAGE_WIDTH, Paper, Part, Style},
};

/// The language of what we write; the titles of works may be in any.
const LANGUAGE: &str = "en-GB";
/// The foot of every page.
const FOOT: Style = Style { size: 75, leading: 100, bold: false };

/// What a document is called, and when it was made.
pub(super) struct Imprint<'t> {
    pub(super) title: &'t str,
    pub(super) made_at: UtcMillis,
}

/// What a document says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// It keeps PDF/UA-1, and is checked as it is written.
    Accessible,
    /// Nothing; it is tagged all the same.
    None,
}

/// Paints the sheets.
///
/// # Errors
/// What krilla finds wrong with the document.
pub(super) fn paint(
    mut paper: Paper,
    tree: Vec<Part>,
    imprint: &Imprint<'_>,
    claim: Claim,
) -> Result<Vec<u8>, KrillaError> {
    number_pages(&mut paper, imprint.title);
    // There is one validator at most and no version is asked for, so the two always fit.
    let configuration = match claim {
        Claim::Accessible => ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).finish(),
        Claim::None => ConfigurationBuilder::new().finish(),
    };
    let configuration = configuration.unwrap_or_default();
    let mut document = Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let mut names: Vec<Option<Identifier>> = Vec::new();
    for sheet in &paper.sheets {
        let settings = PageSettings::from_wh(points(PAGE_WIDTH), points(PAGE_HEIGHT)).unwrap_or_default();
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        for height in &sheet.rules {
            let line = Rect::from_xywh(points(MARGIN), points(*height), points(PAGE_WIDTH - 2 * MARGIN), points(5));
            let mut path = PathBuilder::new();
            if let Some(line) = line {
                path.push_rect(line);
            }
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
            if let Some(path) = path.finish() {
                surface.draw_path(&path);
            }
            surface.end_tagged();
        }
        for Mark { x, y, size, bold, text, number } in &sheet.marks {
            let tag = match number {
                Some(_) => ContentTag::Span(SpanTag::empty().with_actual_text(text.actual.as_deref())),
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
            };
            let name = surface.start_tagged(tag);
            let font = paper.face(*bold).font.clone();
            let place = Point::from_xy(points(*x), points(*y));
            surface.draw_text(place, font, points(*size), &text.shown, false, TextDirection::Auto);
            surface.end_tagged();
            if let Some(number) = *number {
                names.resize(names.len().max(number + 1), None);
                names[number] = Some(name);
            }
        }
        surface.finish();
        page.finish();
    }
    let mut tags = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
    for part in tree {
        tags.push(node(part, &names));
    }
    document.set_tag_tree(tags);
    let mut outline = Outline::new();
    let start = XyzDestination::new(0, Point::from_xy(points(MARGIN), points(MARGIN)));
    outline.push_child(OutlineNode::new(imprint.title.to_owned(), start));
    document.set_outline(outline);
    document.set_metadata(
        Metadata::new()
            .title(imprint.title.to_owned())
            .language(LANGUAGE.to_owned())
            .creator("BLKOUT".to_owned())
            .creation_date(date(imprint.made_at)),
    );
    document.finish()
}

/// Writes `title, page 2 of 5` at the foot of every sheet.
fn number_pages(paper: &mut Paper, title: &str) {
    let all = paper.sheets.len();
    for place in 0..all {
        let Drawable { shown, .. } = paper.face(false).drawable(&format!("{title}, page {} of {all}", place + 1));
        let text = Drawable { shown, actual: None };
        let foot = Mark { x: MARGIN, y: PAGE_HEIGHT - MARGIN, size: FOOT.size, bold: FOOT.bold, text, number: None };
        paper.sheets[place].marks.push(foot);
    }
}

fn node(part: Part, names: &[Option<Identifier>]) -> Node {
    match part {
        Part::Group(tag, parts) => {
            TagGroup::with_children(tag, parts.into_iter().map(|part| node(part, names)).collect()).into()
        }
        Part::Mark(number) => match names.get(number).copied().flatten() {
            Some(name) => name.into(),
            // Every mark was painted above.
            None => TagGroup::new(krilla::tagging::Tag::NonStruct).into(),
        },
    }
}

fn date(at: UtcMillis) -> DateTime {
    let day = at.date();
    let year = u16::try_from(day.year).unwrap_or(u16::MAX);
    DateTime::new(year).month(day.month).day(day.day)
}

/// Tenths of a point as points. Nothing on a page is further than the page is wide.
#[expect(clippy::float_arithmetic, reason = "PDF's coordinates are floating point; no amount is ever one")]
fn points(tenths: i32) -> f32 {
    f32::from(i16::try_from(tenths).unwrap_or(i16::MAX)) / 10.0
}
