//! Two tellings of one balance transaction, an event's and a file's, and whether they meet.
//!
//! Both carry the processor's id of the balance transaction, so they become one transaction of the ledger, not two. An
//! event usually knows the id and not yet the fee; what it says of the time may lie some seconds from the file's.

use super::{ApplyError, event::Notice};
use crate::{
    ledger::{Account, Postings, Transaction, TransactionKind, Unbalanced},
    time::UtcMillis,
};

/// A balance transaction as the ledger holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// What was recorded. The weights are those of the payment.
    pub notice: Notice,
    /// Whether the weights are those of an agreement, so that the payment itself may have named fewer creators.
    pub by_agreement: bool,
}

/// What follows when a balance transaction that the ledger holds is told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meeting {
    /// Nothing: it says the same.
    Same,
    /// It says the same, and brings the fee, in minor units, that was still to follow. It may be 0.
    Fee(i64),
    /// It says something else: one of the two is wrong.
    Conflict(Field),
}

/// What two tellings can disagree about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// What happened.
    Kind,
    /// The currency.
    Currency,
    /// The amount.
    Amount,
    /// The processor's fee.
    Fee,
    /// The charge that it is about.
    Charge,
    /// Who shares it.
    Creators,
}

impl Field {
    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Currency => "currency",
            Self::Amount => "amount",
            Self::Fee => "fee",
            Self::Charge => "charge",
            Self::Creators => "creators",
        }
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl Recorded {
    /// Holds another telling of the same balance transaction against what is recorded. The time is not compared, and
    /// neither is the title, which moves no money.
    pub fn meets(&self, told: &Notice) -> Meeting {
        let (known, other) = (&self.notice.entry, &told.entry);
        let fees_differ = known.fee != other.fee && !self.notice.fee_follows && !told.fee_follows;
        let differs = [
            (Field::Kind, known.kind != other.kind),
            (Field::Currency, known.currency != other.currency),
            (Field::Amount, known.gross != other.gross),
            (Field::Charge, known.charge_id != other.charge_id),
            (Field::Creators, known.kind == TransactionKind::Charge && !self.names_the_same(told)),
            (Field::Fee, fees_differ),
        ];
        if let Some((field, _)) = differs.into_iter().find(|(_, differs)| *differs) {
            return Meeting::Conflict(field);
        }
        if self.notice.fee_follows && !told.fee_follows { Meeting::Fee(other.fee) } else { Meeting::Same }
    }

    fn names_the_same(&self, told: &Notice) -> bool {
        let (known, other) = (&self.notice.entry.weights, &told.entry.weights);
        if !self.by_agreement {
            return known == other;
        }
        let is_party = |creator| known.iter().any(|(party, _)| party == creator);
        !other.is_gift() && other.iter().all(|(creator, _)| is_party(creator))
    }
}

/// The transaction that brings a fee which was still to follow: a fee of the processor's own, beside the transaction
/// `corrects`, under the key `<balance transaction>:fee`. The creators' parts stay as they are (rules.md, Money,
/// "Base").
///
/// # Errors
/// [`Unbalanced`] for a fee that has no opposite.
pub fn late_fee(recorded: &Notice, fee: i64, corrects: u64, at: UtcMillis) -> Result<Transaction, Unbalanced> {
    let gross = fee.checked_neg().ok_or(Unbalanced::TooLarge)?;
    let entry = super::Entry {
        id: format!("{}:fee", recorded.entry.id),
        at,
        currency: recorded.entry.currency,
        kind: TransactionKind::Fee,
        gross,
        fee: 0,
        net: gross,
        charge_id: String::new(),
        weights: crate::money::Weights::default(),
        work: String::new(),
    };
    Ok(Transaction {
        content_digest: entry.digest(),
        idempotency_key: entry.id,
        kind: entry.kind,
        occurred_at: entry.at,
        currency: entry.currency,
        gross,
        fee: 0,
        payment_id: None,
        title: String::new(),
        corrects: Some(corrects),
        postings: Postings::balanced([(Account::Processor, gross), (Account::Fees, fee)])?,
    })
}

impl ApplyError {
    /// Whether what does not fit the ledger now may fit once more has been told: a refund that came before its charge,
    /// a reversal before its dispute, a refund before the reversal that makes room for it.
    pub fn may_fit_later(&self) -> bool {
        matches!(self, Self::NoSuchCharge(_) | Self::OverReturned { .. } | Self::OverReversed { .. })
    }
}

#[cfg(test)]
mod tests;
