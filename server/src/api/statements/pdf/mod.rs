//! A statement as PDF: tagged, with a title, a language and table heads, so that it can be read out (PDF/UA-1).
//!
//! A line with letters that are written from right to left among others is drawn in one direction and may look out of
//! order; what is read out or copied is always as it was written.

mod face;
mod paint;
mod paper;
mod table;

use std::num::NonZeroU16;

use blkout_core::{
    ledger::Statement,
    money::{FLOOR_BPS, Money},
    time::UtcMillis,
};
use krilla::{
    error::KrillaError,
    tagging::{Tag, TagKind},
};

use self::{
    paint::{Claim, Imprint, paint},
    paper::{Paper, Part, Style},
};
use super::period::Period;

/// The most lines of a PDF: some 250 pages. Longer statements come as CSV or JSON.
pub(super) const MAX_LINES: i64 = 5_000;

const TITLE: Style = Style { size: 200, leading: 260, bold: true };
const HEADING: Style = Style { size: 130, leading: 180, bold: true };
const TEXT: Style = Style { size: 100, leading: 140, bold: false };

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub(super) enum PdfError {
    /// The fonts inside the program cannot be read.
    #[error("the fonts of the program cannot be read")]
    Fonts,
    /// The document breaks a rule of PDF/UA, or something in it cannot be written.
    #[error("the document could not be written: {0:?}")]
    Document(KrillaError),
    /// A sum beyond 64 bits.
    #[error("a sum of the statement is too large")]
    TooLarge,
}

/// The document. It is checked against PDF/UA-1 as it is written; where a title's letters break a rule of it, the same
/// document is written without that claim.
///
/// # Errors
/// [`PdfError`].
pub(super) fn write(statement: &Statement, period: Period, made_at: UtcMillis) -> Result<Vec<u8>, PdfError> {
    let title = format!("Statement for {}, {}, {}", statement.creator, period.in_words(), statement.currency.code());
    let imprint = Imprint { title: &title, made_at };
    let (paper, tree) = set(statement, &imprint)?;
    match paint(paper, tree, &imprint, Claim::Accessible) {
        Err(KrillaError::Validation(broken)) => {
            tracing::warn!(?broken, "a statement does not keep PDF/UA-1");
            let (paper, tree) = set(statement, &imprint)?;
            paint(paper, tree, &imprint, Claim::None)
        }
        other => other,
    }
    .map_err(PdfError::Document)
}

/// Everything at its place, with what it is.
fn set(statement: &Statement, imprint: &Imprint<'_>) -> Result<(Paper, Vec<Part>), PdfError> {
    let mut paper = Paper::new().ok_or(PdfError::Fonts)?;
    let code = statement.currency.code();
    let title = imprint.title;
    let mut parts = vec![paper.paragraph(heading(1, title), TITLE, title)];
    paper.skip(60);
    let made = format!(
        "Drawn up on {} from the public ledger. Dates are those of UTC; a tax year begins at midnight in Britain. \
         Amounts are in {code}.",
        imprint.made_at.date()
    );
    parts.push(paper.paragraph(Tag::P, TEXT, &made));
    paper.skip(80);
    parts.push(table::sums(&mut paper, &sums(statement)?));
    paper.skip(120);
    let heading_of_lines = "Every payment and payout, in the order in which it happened";
    parts.push(paper.paragraph(heading(2, heading_of_lines), HEADING, heading_of_lines));
    if statement.lines.is_empty() {
        parts.push(paper.paragraph(Tag::P, TEXT, "Nothing came in and nothing was paid out in this period."));
    } else {
        paper.skip(40);
        parts.push(table::lines(&mut paper, statement));
    }
    paper.skip(120);
    let rule = "How to read and check it";
    parts.push(paper.paragraph(heading(2, rule), HEADING, rule));
    for sentence in explanation() {
        parts.push(paper.paragraph(Tag::P, TEXT, &sentence));
        paper.skip(40);
    }
    Ok((paper, vec![Part::group(Tag::Section, parts)]))
}

fn heading(level: u16, title: &str) -> TagKind {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    Tag::Hn(level, Some(title.to_owned())).into()
}

/// The four figures that most people look for, named.
fn sums(statement: &Statement) -> Result<Vec<(&'static str, String)>, PdfError> {
    let money = |minor: i64| Money::new(minor, statement.currency).to_string();
    let earned = statement.earned().ok_or(PdfError::TooLarge)?;
    let paid_out = statement.paid_out().ok_or(PdfError::TooLarge)?;
    Ok(vec![
        ("Owed to you at the start", money(statement.opening)),
        ("Came in for your work, refunds taken off", money(earned)),
        ("Paid out to you, payouts on their way included", money(paid_out)),
        ("Owed to you at the end", money(statement.closing)),
    ])
}

fn explanation() -> [String; 3] {
    [
        format!(
            "Of each payment the creators get {}% or more, rounded up to the next penny; the platform at most 10%, rounded \
             down; the community fund the rest. The card processor’s fee is paid by the co-op, never by you.",
            FLOOR_BPS / 100
        ),
        "The column Yours is what this payment changed for you. A payment that was given back stands with a minus. A \
         payout takes out of the balance what is on its way to your bank; if it fails, the money returns to the balance."
            .to_owned(),
        "The first column is the transaction’s number in the public ledger, at /ledger/ and the number. There anybody \
         finds the terms of the split and its entry in the record, and can compute it again. The CSV and JSON files of \
         this statement hold the same figures."
            .to_owned(),
    ]
}

#[cfg(test)]
mod tests;
