//! What an event of the payment processor means for the ledger.
//!
//! Only what is needed is ever read: the payer's name, address and card stand in fields that these types do not have,
//! so they are left behind at the door (rules.md, Money: "Payers are private by default").

mod notice;
mod objects;

pub use notice::Notice;
pub use objects::{About, Charge, Dispute, Payout, Refund, RefundedCharge};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{
    RowProblem,
    report::{filled, plain_text},
};

/// What stands around every event: all that is read of one that is not understood.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Head {
    /// The processor's id of the event.
    pub id: String,
    /// What it is about, such as `charge.succeeded`.
    #[serde(rename = "type")]
    pub kind: String,
    /// When it happened, in seconds since 1970; missing in hand-made ones.
    #[serde(default)]
    pub created: Option<i64>,
}

/// The events that move money, each with another object inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Somebody paid; or a payment that had no balance transaction yet has one now.
    Charge,
    /// A charge with the list of its refunds, as older versions of the processor's interface send it.
    RefundedCharge,
    /// One refund.
    Refund,
    /// Money taken through the payer's bank, or brought back.
    Dispute,
    /// Money moved to the bank.
    Payout,
}

/// What is wrong with an event, and where in its object. The text that is at fault is never repeated.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct EventError {
    /// The field.
    pub field: &'static str,
    /// The reason.
    pub problem: RowProblem,
}

impl Head {
    /// What the event is about; `None` for all those that mean nothing to the ledger.
    pub fn topic(&self) -> Option<Topic> {
        match self.kind.as_str() {
            "charge.succeeded" | "charge.captured" | "charge.updated" => Some(Topic::Charge),
            "charge.refunded" => Some(Topic::RefundedCharge),
            "refund.created" | "refund.updated" | "charge.refund.updated" => Some(Topic::Refund),
            "charge.dispute.funds_withdrawn"
            | "charge.dispute.funds_reinstated"
            | "charge.dispute.created"
            | "charge.dispute.updated"
            | "charge.dispute.closed" => Some(Topic::Dispute),
            "payout.paid" => Some(Topic::Payout),
            _ => None,
        }
    }

    /// Whether it tells of something that was told before: the shop may have changed its words since.
    pub fn is_update(&self) -> bool {
        self.kind == "charge.updated"
    }

    /// Whether it tells by its kind that a dispute has moved money; others only list what has moved by then.
    pub(super) fn moves_disputed_money(&self) -> bool {
        matches!(self.kind.as_str(), "charge.dispute.funds_withdrawn" | "charge.dispute.funds_reinstated")
    }

    /// The event's own id, checked.
    ///
    /// # Errors
    /// [`EventError`] for one that is missing, too long or not plain text.
    pub fn checked_id(&self) -> Result<String, EventError> {
        plain_text(&self.id).and_then(filled).map_err(|problem| EventError { field: "id", problem })
    }

    /// SHA-256, in hexadecimal, of everything in the event that matters: two deliveries of one event must agree on
    /// it. How often the processor has tried, and whatever else it adds, does not count.
    pub fn digest(&self, notices: &[Notice]) -> String {
        let mut digest = Sha256::new();
        let mut field = |text: &str| {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        };
        field("blkout payment event 1");
        field(&self.kind);
        for notice in notices {
            field(&notice.entry.digest());
            field(if notice.fee_follows { "fee follows" } else { "fee known" });
        }
        hex::encode(digest.finalize())
    }
}

#[cfg(test)]
mod tests;
