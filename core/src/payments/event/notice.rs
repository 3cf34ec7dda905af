//! One balance transaction as an event tells of it.

use serde::Deserialize;

use super::EventError;
use crate::{
    ledger::TransactionKind,
    money::{Currency, MAX_PAYMENT_MINOR, Money, Weights},
    payments::{
        Entry, RowProblem,
        report::{check_sign, filled, plain_text},
    },
    time::{EARLIEST, LATEST, SECOND_MS, TimeError, UtcMillis},
};

/// One balance transaction as an event, or a row of a file, tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is told. While the fee is not known, it is 0 here.
    pub entry: Entry,
    /// Whether the fee is still to be told, by the file or by a later event.
    pub fee_follows: bool,
}

impl From<Entry> for Notice {
    /// A row of a file: it always has its fee.
    fn from(entry: Entry) -> Self {
        Self { entry, fee_follows: false }
    }
}

/// The balance transaction of an object: by its id, or whole where the sender was asked for that.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Moved {
    Id(String),
    Whole(BalanceTransaction),
}

/// A balance transaction: the very row of the file. Amounts in minor units.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct BalanceTransaction {
    pub(super) id: String,
    pub(super) amount: i64,
    currency: String,
    created: i64,
    fee: i64,
    net: i64,
}

/// What the object around a balance transaction says about it.
pub(super) struct Around<'o> {
    pub(super) kind: TransactionKind,
    /// Minor units; below zero for what went away.
    pub(super) gross: i64,
    pub(super) currency: &'o str,
    /// Seconds since 1970.
    pub(super) created: i64,
    pub(super) charge_id: &'o str,
    pub(super) weights: Weights,
    pub(super) work: String,
}

impl Around<'_> {
    /// The notice: from the whole balance transaction if it is there, else from what stands around its id.
    pub(super) fn notice(self, moved: &Moved) -> Result<Notice, EventError> {
        let at_fault = |field| move |problem| EventError { field, problem };
        let (id, gross, currency, created, fee) = match moved {
            Moved::Id(id) => (id.as_str(), self.gross, self.currency, self.created, None),
            Moved::Whole(row) => (row.id.as_str(), row.amount, row.currency.as_str(), row.created, Some(row.fee)),
        };
        let id = plain_text(id).and_then(filled).map_err(at_fault("balance_transaction"))?;
        let currency: Currency = currency.parse().map_err(|error| at_fault("currency")(RowProblem::Currency(error)))?;
        for (field, amount) in [("amount", gross), ("fee", fee.unwrap_or(0))] {
            if amount.unsigned_abs() > MAX_PAYMENT_MINOR.unsigned_abs() {
                return Err(at_fault(field)(RowProblem::TooLarge(Money::new(amount, currency).major_text())));
            }
        }
        check_sign(self.kind, Money::new(gross, currency)).map_err(at_fault("amount"))?;
        // Both within a ten-thousandth of the range of i64, so the difference fits.
        let net = gross - fee.unwrap_or(0);
        if let Moved::Whole(row) = moved
            && row.net != net
        {
            let shown = |minor| Money::new(minor, currency).major_text();
            return Err(at_fault("net")(RowProblem::Net { net: shown(row.net), expected: shown(net) }));
        }
        let at = instant(created).map_err(|error| at_fault("created")(RowProblem::Time(error)))?;
        let charge_id = plain_text(self.charge_id).map_err(at_fault("charge"))?;
        let charge_id =
            if self.kind.concerns_a_payment() { filled(charge_id).map_err(at_fault("charge"))? } else { String::new() };
        let entry = Entry {
            id,
            at,
            currency,
            kind: self.kind,
            gross,
            fee: fee.unwrap_or(0),
            net,
            charge_id,
            weights: self.weights,
            work: self.work,
        };
        Ok(Notice { entry, fee_follows: fee.is_none() })
    }
}

/// The instant `seconds` after the start of 1970.
fn instant(seconds: i64) -> Result<UtcMillis, TimeError> {
    let at = seconds.checked_mul(SECOND_MS).map(UtcMillis);
    at.filter(|at| (EARLIEST..=LATEST).contains(at)).ok_or(TimeError::Range)
}
