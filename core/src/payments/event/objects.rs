//! The objects inside of events, in the processor's words, and the notices that follow from each.
//!
//! Versions of the processor's interface differ: a field that one of them leaves out is optional here.

use serde::Deserialize;

use super::{
    EventError, Head, Notice,
    notice::{Around, BalanceTransaction, Moved},
};
use crate::{
    ledger::TransactionKind,
    money::Weights,
    payments::{
        RowProblem,
        report::{one_line, weights},
    },
};

/// An event with its object.
#[derive(Clone, Debug, Deserialize)]
pub struct About<T> {
    data: Data<T>,
}

#[derive(Clone, Debug, Deserialize)]
struct Data<T> {
    object: T,
}

impl<T> About<T> {
    /// The object.
    pub fn into_object(self) -> T {
        self.data.object
    }
}

/// A payment.
#[derive(Clone, Debug, Deserialize)]
pub struct Charge {
    id: String,
    amount: i64,
    amount_captured: Option<i64>,
    currency: String,
    created: i64,
    balance_transaction: Option<Moved>,
    metadata: Option<Metadata>,
}

/// What the shop wrote to a payment: the same two fields as in the file, `payment_metadata[creators]` and
/// `payment_metadata[work]`. Others are never looked at.
#[derive(Clone, Debug, Default, Deserialize)]
struct Metadata {
    creators: Option<String>,
    work: Option<String>,
}

/// A payment of which money was given back.
#[derive(Clone, Debug, Deserialize)]
pub struct RefundedCharge {
    id: String,
    refunds: Option<Refunds>,
}

#[derive(Clone, Debug, Deserialize)]
struct Refunds {
    data: Vec<Refund>,
}

/// Money given back. The amount is above zero.
#[derive(Clone, Debug, Deserialize)]
pub struct Refund {
    amount: i64,
    currency: String,
    created: i64,
    charge: Option<Reference>,
    balance_transaction: Option<Moved>,
    status: Option<String>,
}

/// Money taken through the payer's bank, and perhaps brought back. The amount is above zero.
#[derive(Clone, Debug, Deserialize)]
pub struct Dispute {
    amount: i64,
    currency: String,
    created: i64,
    charge: Reference,
    balance_transactions: Option<Vec<BalanceTransaction>>,
    balance_transaction: Option<Moved>,
}

/// Money moved to the bank. The amount is above zero; below, it came back from the bank.
#[derive(Clone, Debug, Deserialize)]
pub struct Payout {
    amount: i64,
    currency: String,
    created: i64,
    balance_transaction: Option<Moved>,
}

/// Another object: by its id, or whole.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Reference {
    Id(String),
    Whole { id: String },
}

impl Reference {
    fn id(&self) -> &str {
        match self {
            Self::Id(id) | Self::Whole { id } => id,
        }
    }
}

impl Charge {
    /// The payment, if it has a balance transaction: one that was only authorised has moved no money.
    ///
    /// # Errors
    /// [`EventError`].
    pub fn notices(self) -> Result<Vec<Notice>, EventError> {
        let Some(moved) = self.balance_transaction else { return Ok(Vec::new()) };
        let Metadata { creators, work } = self.metadata.unwrap_or_default();
        let at_fault = |field| move |problem| EventError { field, problem };
        let around = Around {
            kind: TransactionKind::Charge,
            // Of what was authorised only a part may have been taken.
            gross: self.amount_captured.filter(|captured| *captured > 0).unwrap_or(self.amount),
            currency: &self.currency,
            created: self.created,
            charge_id: &self.id,
            weights: weights(creators.as_deref().unwrap_or_default()).map_err(at_fault("metadata.creators"))?,
            work: one_line(work.as_deref().unwrap_or_default()).map_err(at_fault("metadata.work"))?,
        };
        around.notice(&moved).map(|notice| vec![notice])
    }
}

impl RefundedCharge {
    /// The refunds that stand in the charge. Newer versions of the interface leave them out and tell of each by an
    /// event of its own.
    ///
    /// # Errors
    /// [`EventError`].
    pub fn notices(self) -> Result<Vec<Notice>, EventError> {
        let refunds = self.refunds.map(|refunds| refunds.data).unwrap_or_default();
        let notices = refunds.into_iter().map(|refund| refund.notice(Some(&self.id)));
        notices.filter_map(Result::transpose).collect()
    }
}

impl Refund {
    /// The refund, if it has moved money and names its charge.
    ///
    /// # Errors
    /// [`EventError`].
    pub fn notices(self) -> Result<Vec<Notice>, EventError> {
        self.notice(None).map(|notice| notice.into_iter().collect())
    }

    fn notice(self, charge_id: Option<&str>) -> Result<Option<Notice>, EventError> {
        // One that failed has brought its money back.
        let has_failed = matches!(self.status.as_deref(), Some("failed" | "canceled"));
        let charge_id = charge_id.or(self.charge.as_ref().map(Reference::id));
        let (Some(moved), Some(charge_id), false) = (self.balance_transaction, charge_id, has_failed) else {
            return Ok(None);
        };
        let around = Around {
            kind: TransactionKind::Refund,
            gross: opposite(self.amount)?,
            currency: &self.currency,
            created: self.created,
            charge_id,
            weights: Weights::default(),
            work: String::new(),
        };
        around.notice(&moved).map(Some)
    }
}

impl Dispute {
    /// Every movement that the dispute lists, whichever of them the event is about; without a list, the one that it
    /// names by its id, if the event says which way the money went.
    ///
    /// # Errors
    /// [`EventError`].
    pub fn notices(self, head: &Head) -> Result<Vec<Notice>, EventError> {
        let listed = self.balance_transactions.clone().unwrap_or_default();
        if listed.is_empty() && !head.moves_disputed_money() {
            return Ok(Vec::new());
        }
        if listed.is_empty() {
            let (kind, gross) = match head.kind.as_str() {
                "charge.dispute.funds_reinstated" => (TransactionKind::DisputeReversal, self.amount),
                _ => (TransactionKind::Dispute, opposite(self.amount)?),
            };
            let named = self.balance_transaction.clone();
            return named.into_iter().map(|moved| self.around(kind, gross, head).notice(&moved)).collect();
        }
        let notices = listed.into_iter().map(|row| {
            let kind = if row.amount > 0 { TransactionKind::DisputeReversal } else { TransactionKind::Dispute };
            self.around(kind, row.amount, head).notice(&Moved::Whole(row))
        });
        notices.collect()
    }

    fn around(&self, kind: TransactionKind, gross: i64, head: &Head) -> Around<'_> {
        Around {
            kind,
            gross,
            currency: &self.currency,
            // The dispute itself is as old as its opening, the event as young as the movement.
            created: head.created.unwrap_or(self.created),
            charge_id: self.charge.id(),
            weights: Weights::default(),
            work: String::new(),
        }
    }
}

impl Payout {
    /// The payout, if it carries its balance transaction.
    ///
    /// # Errors
    /// [`EventError`].
    pub fn notices(self) -> Result<Vec<Notice>, EventError> {
        let Some(moved) = self.balance_transaction else { return Ok(Vec::new()) };
        let around = Around {
            kind: TransactionKind::Payout,
            gross: opposite(self.amount)?,
            currency: &self.currency,
            created: self.created,
            charge_id: "",
            weights: Weights::default(),
            work: String::new(),
        };
        around.notice(&moved).map(|notice| vec![notice])
    }
}

fn opposite(amount: i64) -> Result<i64, EventError> {
    let too_large = || EventError { field: "amount", problem: RowProblem::TooLarge(amount.to_string()) };
    amount.checked_neg().ok_or_else(too_large)
}
