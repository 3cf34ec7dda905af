//! Paper: pages of marks with their places, and the tree that says what each mark is. Filled first, painted at the end,
//! so that one part of the program knows about places and another about PDF.
//!
//! Lengths are in tenths of a point, whole numbers, from the upper left corner of a landscape A4 page.

use krilla::tagging::TagKind;

use super::face::{Drawable, Face};

/// Width of a page.
pub(super) const PAGE_WIDTH: i32 = 8_419;
/// Height of a page.
pub(super) const PAGE_HEIGHT: i32 = 5_953;
/// White on every side.
pub(super) const MARGIN: i32 = 420;
/// The lowest place for text; below it stands the foot of the page.
const BOTTOM: i32 = PAGE_HEIGHT - MARGIN - 150;

/// How a line of text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Size of the letters.
    pub(super) size: i32,
    /// From one line to the next.
    pub(super) leading: i32,
    /// Whether the letters are bold.
    pub(super) bold: bool,
}

/// One line of text at its place.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) x: i32,
    /// The line that the letters stand on.
    pub(super) y: i32,
    pub(super) size: i32,
    pub(super) bold: bool,
    pub(super) text: Drawable,
    /// Its number in the tree; `None` for what only belongs to the paper, such as a repeated head of a table.
    pub(super) number: Option<usize>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) marks: Vec<Mark>,
    /// Heights of thin lines across the page.
    pub(super) rules: Vec<i32>,
}

/// A part of the tree of what things are.
#[derive(Debug)]
pub(super) enum Part {
    /// Something made of parts.
    Group(TagKind, Vec<Part>),
    /// A mark, by its number.
    Mark(usize),
}

impl Part {
    pub(super) fn group(tag: impl Into<TagKind>, parts: Vec<Self>) -> Self {
        Self::Group(tag.into(), parts)
    }
}

/// Sheets as they fill.
pub(super) struct Paper {
    regular: Face,
    bold: Face,
    pub(super) sheets: Vec<Sheet>,
    /// Where the next line begins.
    pub(super) top: i32,
    marks: usize,
}

impl Paper {
    /// One empty sheet; `None` when the fonts cannot be read.
    pub(super) fn new() -> Option<Self> {
        let (regular, bold) = (Face::regular()?, Face::bold()?);
        Some(Self { regular, bold, sheets: vec![Sheet::default()], top: MARGIN, marks: 0 })
    }

    pub(super) fn face(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }

    /// Whether `height` still fits on the sheet.
    pub(super) fn has_room(&self, height: i32) -> bool {
        self.top + height <= BOTTOM
    }

    /// Begins the next sheet.
    pub(super) fn turn(&mut self) {
        self.sheets.push(Sheet::default());
        self.top = MARGIN;
    }

    /// Leaves a gap.
    pub(super) fn skip(&mut self, height: i32) {
        self.top += height;
    }

    /// Draws a thin line across the sheet, here.
    pub(super) fn rule(&mut self) {
        let height = self.top;
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.rules.push(height);
        }
    }

    /// Puts one line of text at `x` with its feet at `y`. `said` is false for what is only there for the eye.
    pub(super) fn put(&mut self, (x, y): (i32, i32), style: Style, text: Drawable, said: bool) -> Option<Part> {
        if text.shown.trim().is_empty() {
            return None;
        }
        let number = said.then_some(self.marks);
        self.marks += usize::from(said);
        let mark = Mark { x, y, size: style.size, bold: style.bold, text, number };
        self.sheets.last_mut()?.marks.push(mark);
        number.map(Part::Mark)
    }

    /// Sets a paragraph from margin to margin, turning the page where it has to.
    pub(super) fn paragraph(&mut self, tag: impl Into<TagKind>, style: Style, text: &str) -> Part {
        let Drawable { shown, actual } = self.face(style.bold).drawable(text);
        let lines = self.face(style.bold).lines(&shown, style.size, PAGE_WIDTH - 2 * MARGIN);
        let mut parts = Vec::with_capacity(lines.len());
        for (place, line) in lines.into_iter().enumerate() {
            if !self.has_room(style.leading) {
                self.turn();
            }
            // The whole of what is really said stands with the first line.
            let actual = actual.as_ref().map(|said| if place == 0 { said.clone() } else { String::new() });
            let foot = (MARGIN, self.top + style.size);
            parts.extend(self.put(foot, style, Drawable { shown: line, actual }, true));
            self.top += style.leading;
        }
        Part::group(tag, parts)
    }
}
