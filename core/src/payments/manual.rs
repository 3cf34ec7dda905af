//! Payments that no processor reports: a bank transfer, cash at an event. One steward enters them, another approves.

mod typed;

pub use typed::{MAX_NOTE_CHARS, ManualProblem, Typed};

use std::str::FromStr;

use super::Entry;
use crate::{
    id::uuid_id,
    ledger::{Account, TransactionKind},
    money::{CreatorSlug, Money, Weights},
    payouts::StewardStanding,
    time::{CalendarDate, UtcMillis},
};

uuid_id! {
    /// The name of a manual entry.
    ManualId
}

impl ManualId {
    /// The idempotency key in the ledger.
    pub fn key(&self) -> String {
        format!("manual:{}", self.0)
    }

    /// The id of the payment that an entry of money received becomes.
    pub fn payment_id(&self) -> String {
        format!("{PAYMENT_PREFIX}{}", self.0)
    }

    /// The entry behind a payment's id; `None` for payments that came another way.
    pub fn of_payment(payment_id: &str) -> Option<Self> {
        payment_id.strip_prefix(PAYMENT_PREFIX)?.parse().ok()
    }
}

/// What the ids of such payments begin with.
const PAYMENT_PREFIX: &str = "manual_";

/// Where the money came in, or went back from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A bank transfer.
    Bank,
    /// Cash.
    Cash,
}

impl Channel {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Bank, Self::Cash];

    /// The word of forms and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bank => "bank",
            Self::Cash => "cash",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Bank => "Bank transfer",
            Self::Cash => "Cash",
        }
    }

    /// The account that it is posted to.
    pub fn account(self) -> Account {
        match self {
            Self::Bank => Account::Bank,
            Self::Cash => Account::Cash,
        }
    }
}

impl FromStr for Channel {
    type Err = ManualProblem;

    fn from_str(word: &str) -> Result<Self, ManualProblem> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == word).ok_or(ManualProblem::Channel)
    }
}

/// What an entry is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Money received.
    Payment {
        /// What was bought.
        work: String,
        /// Who shares it; empty for a gift.
        weights: Weights,
    },
    /// Money of such a payment given back.
    Refund {
        /// The entry of the payment.
        of: ManualId,
    },
}

/// An entry that waits for its approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManualEntry {
    /// Its name.
    pub id: ManualId,
    /// What it is about.
    pub matter: Matter,
    /// What came in or went back; above zero.
    pub amount: Money,
    /// The first instant of the day on which it happened, UTC.
    pub day: UtcMillis,
    /// How.
    pub channel: Channel,
    /// What stewards want to remember. Never about the payer.
    pub note: String,
}

impl ManualEntry {
    /// The day.
    pub fn date(&self) -> CalendarDate {
        self.day.date()
    }

    /// What it becomes in the ledger once it is approved.
    pub fn entry(&self) -> Entry {
        let (kind, gross, charge_id, weights, work) = match &self.matter {
            Matter::Payment { work, weights } => {
                let id = self.id.payment_id();
                (TransactionKind::ManualPayment, self.amount.minor, id, weights.clone(), work.clone())
            }
            Matter::Refund { of } => {
                let given_back = -self.amount.minor;
                (TransactionKind::ManualRefund, given_back, of.payment_id(), Weights::default(), String::new())
            }
        };
        Entry {
            id: self.id.key(),
            at: self.day,
            currency: self.amount.currency,
            kind,
            gross,
            fee: 0,
            net: gross,
            charge_id,
            weights,
            work,
        }
    }
}

/// Why somebody may not approve an entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApprovalRefusal {
    /// Only active stewards do.
    #[error("manual entries are looked after by active stewards")]
    NotSteward,
    /// Whoever entered it.
    #[error("you entered it, so another steward has to approve it")]
    OwnEntry,
    /// It would pay them.
    #[error("you share in it as {0}, so another steward has to approve it")]
    OwnMoney(CreatorSlug),
}

/// Whether a steward may approve an entry that `shared_by` will share: never the one who entered it, never one who
/// gets a part of it.
///
/// # Errors
/// [`ApprovalRefusal`]
pub fn may_approve(
    standing: StewardStanding<'_>,
    entered_it: bool,
    shared_by: &Weights,
) -> Result<(), ApprovalRefusal> {
    standing.may_see().map_err(|_| ApprovalRefusal::NotSteward)?;
    if entered_it {
        return Err(ApprovalRefusal::OwnEntry);
    }
    match standing.own_creator {
        Some(own) if shared_by.iter().any(|(creator, _)| creator == own) => Err(ApprovalRefusal::OwnMoney(own.clone())),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
