//! The two tables of a statement: its sums, and its lines.

use blkout_core::{
    ledger::{Statement, StatementLine, TransactionKind},
    money::Money,
};
use krilla::tagging::{TableHeaderScope, Tag};

use super::paper::{MARGIN, Paper, Part, Style};

const SUM: Style = Style { size: 110, leading: 160, bold: true };
const NAME: Style = Style { size: 110, leading: 160, bold: false };
const HEAD: Style = Style { size: 85, leading: 110, bold: true };
const CELL: Style = Style { size: 85, leading: 110, bold: false };
/// Where the sums end, to the right.
const SUMS_END: i32 = MARGIN + 4_300;
/// Above and below the text of a row.
const PADDING: i32 = 25;

/// A column of the lines' table: name, left and right edge, whether it holds amounts.
struct Column {
    name: &'static str,
    left: i32,
    right: i32,
    is_amount: bool,
}

/// From margin to margin, with a gap before each next column.
const COLUMNS: [Column; 9] = [
    Column { name: "Number", left: 420, right: 880, is_amount: false },
    Column { name: "Date", left: 930, right: 1_530, is_amount: false },
    Column { name: "What for", left: 1_580, right: 3_450, is_amount: false },
    Column { name: "Paid", left: 3_500, right: 4_240, is_amount: true },
    Column { name: "All creators", left: 4_290, right: 5_030, is_amount: true },
    Column { name: "Platform", left: 5_080, right: 5_820, is_amount: true },
    Column { name: "Community", left: 5_870, right: 6_610, is_amount: true },
    Column { name: "Yours", left: 6_660, right: 7_300, is_amount: true },
    Column { name: "Balance", left: 7_350, right: 7_999, is_amount: true },
];

/// Names and amounts, one under another.
pub(super) fn sums(paper: &mut Paper, rows: &[(&str, String)]) -> Part {
    let mut parts = Vec::with_capacity(rows.len());
    for (name, amount) in rows {
        let foot = paper.top + NAME.size;
        let drawn = paper.face(false).drawable(name);
        let name = paper.put((MARGIN, foot), NAME, drawn, true);
        let left = SUMS_END - paper.face(true).width(amount, SUM.size);
        let drawn = paper.face(true).drawable(amount);
        let amount = paper.put((left, foot), SUM, drawn, true);
        let head = Part::group(Tag::TH(TableHeaderScope::Row), name.into_iter().collect());
        let cell = Part::group(Tag::TD, amount.into_iter().collect());
        parts.push(Part::group(Tag::TR, vec![head, cell]));
        paper.skip(NAME.leading);
    }
    let summary = Some("What you were owed, what came in, what was paid out, what you are owed".to_owned());
    Part::group(Tag::Table.with_summary(summary), vec![Part::group(Tag::TBody, parts)])
}

/// Every line, with the closing balance at the end. The head stands on every page and is said once.
pub(super) fn lines(paper: &mut Paper, statement: &Statement) -> Part {
    let head = row(paper, &COLUMNS.each_ref().map(|column| column.name.to_owned()), HEAD, Head::Columns);
    let mut rows = Vec::with_capacity(statement.lines.len());
    for line in &statement.lines {
        rows.push(row_or_turn(paper, &cells(line, statement), CELL));
    }
    let money = Money::new(statement.closing, statement.currency).to_string();
    let mut closing: [String; 9] = Default::default();
    "Owed to you at the end".clone_into(&mut closing[2]);
    closing[8] = money;
    let foot = row_or_turn(paper, &closing, HEAD);
    let summary = Some("Every payment and payout with its split".to_owned());
    Part::group(
        Tag::Table.with_summary(summary),
        vec![Part::group(Tag::THead, vec![head]), Part::group(Tag::TBody, rows), Part::group(Tag::TFoot, vec![foot])],
    )
}

fn cells(line: &StatementLine, statement: &Statement) -> [String; 9] {
    let money = |minor| Money::new(minor, statement.currency).to_string();
    let date = line.at.date();
    let date = format!("{} {} {}", date.day, line.at.month().short_name(), date.year);
    let what = match (line.kind, line.title.as_str()) {
        (kind, "") => kind.label().to_owned(),
        (TransactionKind::Charge, title) => title.to_owned(),
        (kind, title) => format!("{title} ({})", kind.label().to_lowercase()),
    };
    let split = |minor| if line.kind.concerns_a_payment() { money(minor) } else { "–".to_owned() };
    [
        line.number.to_string(),
        date,
        what,
        split(line.gross),
        split(line.creator_pool),
        split(line.platform),
        split(line.community),
        money(line.amount),
        money(line.balance),
    ]
}

/// What the cells of a row are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Names of the columns.
    Columns,
    /// The same names once more on the next page, for the eye.
    Again,
    /// Figures; the first cell names the row.
    None,
}

fn row_or_turn(paper: &mut Paper, cells: &[String; 9], style: Style) -> Part {
    let column = &COLUMNS[2];
    let drawn = paper.face(style.bold).drawable(&cells[2]).shown;
    let count = paper.face(style.bold).lines(&drawn, style.size, column.right - column.left).len();
    let height = style.leading * i32::try_from(count).unwrap_or(1) + 2 * PADDING;
    if !paper.has_room(height) {
        paper.turn();
        row(paper, &COLUMNS.each_ref().map(|column| column.name.to_owned()), HEAD, Head::Again);
    }
    row(paper, cells, style, Head::None)
}

fn row(paper: &mut Paper, cells: &[String; 9], style: Style, head: Head) -> Part {
    let top = paper.top + PADDING;
    let mut height = style.leading;
    let mut parts = Vec::with_capacity(cells.len());
    for (place, (column, text)) in COLUMNS.iter().zip(cells).enumerate() {
        let room = column.right - column.left;
        let face = paper.face(style.bold);
        let drawn = face.drawable(text);
        let lines = if column.is_amount { vec![drawn.shown] } else { face.lines(&drawn.shown, style.size, room) };
        let mut marks = Vec::with_capacity(lines.len());
        for (number, shown) in (0..).zip(lines) {
            let (style, width) = fitting(paper, &shown, style, room);
            let left = if column.is_amount { column.right - width } else { column.left };
            let foot = top + style.size + number * style.leading;
            let actual = drawn.actual.as_ref().map(|said| if number == 0 { said.clone() } else { String::new() });
            height = height.max((number + 1) * style.leading);
            let text = super::face::Drawable { shown, actual };
            marks.extend(paper.put((left, foot), style, text, head != Head::Again));
        }
        parts.push(match head {
            Head::Columns | Head::Again => Part::group(Tag::TH(TableHeaderScope::Column), marks),
            Head::None if place == 0 && !text.is_empty() => Part::group(Tag::TH(TableHeaderScope::Row), marks),
            Head::None => Part::group(Tag::TD, marks),
        });
    }
    paper.top = top + height + PADDING;
    paper.rule();
    Part::group(Tag::TR, parts)
}

/// Amounts are never broken or cut: one that is wider than its column gets smaller letters.
fn fitting(paper: &Paper, text: &str, style: Style, room: i32) -> (Style, i32) {
    let width = |size| paper.face(style.bold).width(text.trim_end(), size);
    let wide = width(style.size);
    if wide <= room {
        return (style, wide);
    }
    let size = (i64::from(style.size) * i64::from(room) / i64::from(wide.max(1))).max(10);
    let size = i32::try_from(size).unwrap_or(style.size);
    (Style { size, ..style }, width(size))
}
