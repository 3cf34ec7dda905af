//! A manual entry as a steward types it: every field as text, read into an entry or sent back with what to change.

use super::{Channel, ManualEntry, ManualId, Matter};
use crate::{
    money::{AmountError, Currency, MAX_PAYMENT_MINOR, Money, UnknownCurrency},
    payments::{MAX_TEXT_CHARS, RowProblem, sharing, work_title},
    time::{TimeError, UtcMillis},
};

/// The longest note, in characters.
pub const MAX_NOTE_CHARS: usize = 500;

/// Why an entry cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManualProblem {
    /// Not an amount.
    #[error("the amount {0}")]
    Amount(#[from] AmountError),
    /// Nothing, or less.
    #[error("the amount has to be above zero")]
    NotAbove,
    /// Beyond what the ledger takes.
    #[error("the amount is larger than the ledger takes at once")]
    TooLarge,
    /// Not a currency.
    #[error("{0}")]
    Currency(#[from] UnknownCurrency),
    /// Not a day.
    #[error("the day must be written as YYYY-MM-DD, such as 2026-03-14")]
    Day,
    /// Later than today.
    #[error("the day is still to come; enter it once the money is here")]
    Future,
    /// Neither bank nor cash.
    #[error("choose bank transfer or cash")]
    Channel,
    /// No title.
    #[error("write what it was for, such as a title or the name of the event")]
    NoWork,
    /// Too long a title.
    #[error("what it was for has at most {MAX_TEXT_CHARS} characters")]
    Work,
    /// Creators and weights cannot be read.
    #[error("{0}")]
    Creators(RowProblem),
    /// Too long a note.
    #[error("the note has at most {MAX_NOTE_CHARS} characters")]
    Note,
}

/// A form as it was typed, every field as text.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'f> {
    /// Major units.
    pub amount: &'f str,
    /// ISO 4217.
    pub currency: &'f str,
    /// `YYYY-MM-DD`.
    pub day: &'f str,
    /// `bank` or `cash`.
    pub channel: &'f str,
    /// What it was for.
    pub work: &'f str,
    /// One `creator:weight` on each line; nothing for a gift.
    pub creators: &'f str,
    /// What stewards want to remember.
    pub note: &'f str,
}

impl Typed<'_> {
    /// Reads the entry of a payment. `now` is the time at which it is entered. Every field that is not in order comes
    /// back with its name and the reason.
    ///
    /// # Errors
    /// The fields, in the order of the form.
    pub fn payment(&self, id: ManualId, now: UtcMillis) -> Result<ManualEntry, Vec<(&'static str, ManualProblem)>> {
        let work = work_title(self.work).map_err(|_| ManualProblem::Work);
        let work = work.and_then(|work| if work.is_empty() { Err(ManualProblem::NoWork) } else { Ok(work) });
        let weights = sharing(self.creators).map_err(ManualProblem::Creators);
        let mut faults = Vec::new();
        let matter = match (work, weights) {
            (Ok(work), Ok(weights)) => Some(Matter::Payment { work, weights }),
            (work, weights) => {
                faults.extend(work.err().map(|problem| ("work", problem)));
                faults.extend(weights.err().map(|problem| ("creators", problem)));
                None
            }
        };
        self.entry(id, matter, faults, now)
    }

    /// Reads the entry of money given back; title and creators are those of the payment `of`. Otherwise like
    /// [`Typed::payment`].
    ///
    /// # Errors
    /// The fields, in the order of the form.
    pub fn refund(
        &self,
        id: ManualId,
        of: ManualId,
        now: UtcMillis,
    ) -> Result<ManualEntry, Vec<(&'static str, ManualProblem)>> {
        self.entry(id, Some(Matter::Refund { of }), Vec::new(), now)
    }

    fn entry(
        &self,
        id: ManualId,
        matter: Option<Matter>,
        matter_faults: Vec<(&'static str, ManualProblem)>,
        now: UtcMillis,
    ) -> Result<ManualEntry, Vec<(&'static str, ManualProblem)>> {
        let mut faults = Vec::new();
        let currency = self.currency.trim().parse::<Currency>().map_err(ManualProblem::from);
        // Without a currency, the number of decimals is not known; any amount that would do in pounds is let pass.
        let amount = amount(self.amount, currency.as_ref().copied().unwrap_or(Currency::GBP));
        let day = day(self.day, now);
        let channel = self.channel.parse::<Channel>();
        let note = note(self.note);
        faults.extend(amount.as_ref().err().map(|problem| ("amount", problem.clone())));
        faults.extend(currency.as_ref().err().map(|problem| ("currency", problem.clone())));
        faults.extend(day.as_ref().err().map(|problem| ("day", problem.clone())));
        faults.extend(channel.as_ref().err().map(|problem| ("channel", problem.clone())));
        faults.extend(matter_faults);
        faults.extend(note.as_ref().err().map(|problem| ("note", problem.clone())));
        match (matter, amount, day, channel, note) {
            (Some(matter), Ok(amount), Ok(day), Ok(channel), Ok(note)) if faults.is_empty() => {
                Ok(ManualEntry { id, matter, amount, day, channel, note })
            }
            _ => Err(faults),
        }
    }
}

fn amount(text: &str, currency: Currency) -> Result<Money, ManualProblem> {
    let money = Money::parse_major(text.trim(), currency)?;
    match money.minor {
        ..=0 => Err(ManualProblem::NotAbove),
        1..=MAX_PAYMENT_MINOR => Ok(money),
        _ => Err(ManualProblem::TooLarge),
    }
}

fn day(text: &str, now: UtcMillis) -> Result<UtcMillis, ManualProblem> {
    let start = UtcMillis::parse_report(&format!("{} 00:00:00", text.trim()));
    let start = start.map_err(|_: TimeError| ManualProblem::Day)?;
    if start > now { Err(ManualProblem::Future) } else { Ok(start) }
}

fn note(text: &str) -> Result<String, ManualProblem> {
    let words = work_title(text).map_err(|_| ManualProblem::Note)?;
    if words.chars().count() > MAX_NOTE_CHARS { Err(ManualProblem::Note) } else { Ok(words) }
}
