//! The columns of the payment processor's itemised report, and what each may hold.

use std::fmt;

use super::Entry;
use crate::{
    ledger::TransactionKind,
    money::{AmountError, CreatorSlug, Currency, MAX_PAYMENT_MINOR, Money, Weights},
    time::UtcMillis,
};

/// The longest id or title, in characters.
pub const MAX_TEXT_CHARS: usize = 500;

/// The largest weight of a creator; what the databases hold.
pub const MAX_WEIGHT: u64 = i64::MAX.unsigned_abs();

/// A column that the import reads. All others, the payer's among them, are never looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The unique id of the row.
    Id,
    /// When it happened, UTC.
    Created,
    /// ISO 4217.
    Currency,
    /// Major units.
    Gross,
    /// Major units.
    Fee,
    /// Major units; gross − fee.
    Net,
    /// Charge, refund, dispute, reversal of a dispute, fee or payout.
    Category,
    /// The charge that the row is about.
    Charge,
    /// `creator:weight` pairs.
    Creators,
    /// What was bought.
    Work,
}

impl Column {
    /// Every column that the import needs.
    pub const ALL: [Self; 10] = [
        Self::Id,
        Self::Created,
        Self::Currency,
        Self::Gross,
        Self::Fee,
        Self::Net,
        Self::Category,
        Self::Charge,
        Self::Creators,
        Self::Work,
    ];

    /// The name in the head of the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "balance_transaction_id",
            Self::Created => "created_utc",
            Self::Currency => "currency",
            Self::Gross => "gross",
            Self::Fee => "fee",
            Self::Net => "net",
            Self::Category => "reporting_category",
            Self::Charge => "charge_id",
            Self::Creators => "payment_metadata[creators]",
            Self::Work => "payment_metadata[work]",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where each column stands in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns([usize; Column::ALL.len()]);

/// Why the head of a file is not that of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// A column is missing.
    #[error("the column `{0}` is missing; export the itemised balance report with all its columns")]
    Missing(Column),
    /// A column is there twice.
    #[error("the column `{0}` is there twice, so it is not clear which one counts")]
    Twice(Column),
}

/// What is wrong with one row, and in which column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{column}: {problem}")]
pub struct ReportError {
    /// The column.
    pub column: Column,
    /// The reason.
    pub problem: RowProblem,
}

/// The reasons for which a row is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowProblem {
    /// Nothing there.
    #[error("is empty")]
    Empty,
    /// Over [`MAX_TEXT_CHARS`] characters, or with control characters.
    #[error("is longer than {MAX_TEXT_CHARS} characters or holds control characters")]
    Text,
    /// Not an instant.
    #[error("{0}")]
    Time(#[from] crate::time::TimeError),
    /// Not a currency.
    #[error("{0}")]
    Currency(#[from] crate::money::UnknownCurrency),
    /// Not an amount.
    #[error("`{0}` {1}")]
    Amount(String, AmountError),
    /// Beyond what the ledger takes.
    #[error("`{0}` is larger than the ledger takes in one row")]
    TooLarge(String),
    /// gross − fee is another amount.
    #[error("is {net}, but gross less fee is {expected}")]
    Net {
        /// What the row says.
        net: String,
        /// What it should say.
        expected: String,
    },
    /// Not one of the six kinds.
    #[error("{0}")]
    Kind(#[from] crate::ledger::UnknownKind),
    /// The wrong sign for its kind.
    #[error("is {gross}, but the gross of a {kind} cannot be {wrong} zero")]
    Sign {
        /// The gross in the row.
        gross: String,
        /// The kind of the row.
        kind: TransactionKind,
        /// "above" or "below".
        wrong: &'static str,
    },
    /// Not `creator:weight` pairs.
    #[error("`{0}` is not of the form creator:weight, such as ada:2,bo:1")]
    Pair(String),
    /// A weight that is not a whole number of 1 or more.
    #[error("the weight of `{0}` must be a whole number of 1 or more")]
    Weight(String),
    /// Not a creator's name.
    #[error("{0}")]
    Slug(#[from] crate::money::SlugError),
    /// The weights contradict each other.
    #[error("{0}")]
    Weights(#[from] crate::money::WeightsError),
}

impl Columns {
    /// Finds the columns in the head of a file; their order does not matter and unknown ones are left alone.
    ///
    /// # Errors
    /// [`HeaderError`] when one is missing or there twice.
    pub fn find(header: &[&str]) -> Result<Self, HeaderError> {
        let mut places = [0; Column::ALL.len()];
        for (place, column) in places.iter_mut().zip(Column::ALL) {
            let mut found = header.iter().enumerate().filter(|(_, name)| **name == column.name()).map(|(i, _)| i);
            *place = found.next().ok_or(HeaderError::Missing(column))?;
            if found.next().is_some() {
                return Err(HeaderError::Twice(column));
            }
        }
        Ok(Self(places))
    }

    /// Reads one row; `cell` answers the text at a place of the row.
    ///
    /// # Errors
    /// [`ReportError`] with the column and the reason.
    pub fn read<'a>(&self, cell: impl Fn(usize) -> &'a str) -> Result<Entry, ReportError> {
        let text = |column: Column| cell(self.0[column as usize]);
        let at_fault = |column: Column| move |problem: RowProblem| ReportError { column, problem };

        let id = plain_text(text(Column::Id)).and_then(filled).map_err(at_fault(Column::Id))?;
        let at = UtcMillis::parse_report(text(Column::Created)).map_err(|e| at_fault(Column::Created)(e.into()))?;
        let currency: Currency =
            text(Column::Currency).parse().map_err(|e| at_fault(Column::Currency)(RowProblem::Currency(e)))?;
        let kind: TransactionKind = TransactionKind::of_report(text(Column::Category))
            .map_err(|e| at_fault(Column::Category)(RowProblem::Kind(e)))?;
        let amount = |column: Column| amount(text(column), currency).map_err(at_fault(column));
        let (gross, fee, net) = (amount(Column::Gross)?, amount(Column::Fee)?, amount(Column::Net)?);
        // Each is within a ten-thousandth of the range of i64, so the difference fits.
        let expected = gross - fee;
        if net != expected {
            let major = |minor| Money::new(minor, currency).major_text();
            let problem = RowProblem::Net { net: major(net), expected: major(expected) };
            return Err(at_fault(Column::Net)(problem));
        }
        check_sign(kind, Money::new(gross, currency)).map_err(at_fault(Column::Gross))?;

        let charge_id = plain_text(text(Column::Charge)).map_err(at_fault(Column::Charge))?;
        let charge_id = if kind.concerns_a_payment() {
            filled(charge_id).map_err(at_fault(Column::Charge))?
        } else {
            String::new()
        };
        let (weights, work) = if kind == TransactionKind::Charge {
            let weights = weights(text(Column::Creators)).map_err(at_fault(Column::Creators))?;
            (weights, one_line(text(Column::Work)).map_err(at_fault(Column::Work))?)
        } else {
            (Weights::default(), String::new())
        };
        Ok(Entry { id, at, currency, kind, gross, fee, net, charge_id, weights, work })
    }
}

pub(super) fn plain_text(text: &str) -> Result<String, RowProblem> {
    let text = text.trim();
    if text.chars().count() > MAX_TEXT_CHARS || text.chars().any(char::is_control) {
        return Err(RowProblem::Text);
    }
    Ok(text.to_owned())
}

/// A title may stand on several lines in the file; it is kept on one.
pub(super) fn one_line(text: &str) -> Result<String, RowProblem> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    plain_text(&words.collect::<Vec<_>>().join(" "))
}

pub(super) fn filled(text: String) -> Result<String, RowProblem> {
    if text.is_empty() { Err(RowProblem::Empty) } else { Ok(text) }
}

fn amount(text: &str, currency: Currency) -> Result<i64, RowProblem> {
    let shown = || text.chars().take(40).collect::<String>();
    let money = Money::parse_major(text, currency).map_err(|e| RowProblem::Amount(shown(), e))?;
    if money.minor.abs() > MAX_PAYMENT_MINOR {
        return Err(RowProblem::TooLarge(shown()));
    }
    Ok(money.minor)
}

pub(super) fn check_sign(kind: TransactionKind, gross: Money) -> Result<(), RowProblem> {
    let wrong = match kind {
        TransactionKind::Charge | TransactionKind::DisputeReversal if gross.minor < 0 => "below",
        TransactionKind::Refund | TransactionKind::Dispute if gross.minor > 0 => "above",
        _ => return Ok(()),
    };
    Err(RowProblem::Sign { gross: gross.major_text(), kind, wrong })
}

/// Reads `ada:2,bo:1`; nothing at all is a gift.
pub(super) fn weights(text: &str) -> Result<Weights, RowProblem> {
    if text.trim().is_empty() {
        return Ok(Weights::default());
    }
    let pairs = text.split(',').map(|pair| {
        let shown = || pair.trim().chars().take(40).collect::<String>();
        let (creator, weight) = pair.trim().rsplit_once(':').ok_or_else(|| RowProblem::Pair(shown()))?;
        let creator = CreatorSlug::for_address(creator.trim())?;
        let weight = weight.trim();
        let is_number = !weight.is_empty() && weight.bytes().all(|b| b.is_ascii_digit());
        let weight = weight.parse::<u64>().ok().filter(|w| is_number && (1..=MAX_WEIGHT).contains(w));
        Ok((creator, weight.ok_or_else(|| RowProblem::Weight(shown()))?))
    });
    let pairs = pairs.collect::<Result<Vec<_>, RowProblem>>()?;
    Ok(Weights::new(pairs)?)
}

#[cfg(test)]
mod tests;
