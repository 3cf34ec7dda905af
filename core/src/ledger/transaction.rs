//! What happened: one transaction of the ledger.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Postings;
use crate::{money::Currency, time::UtcMillis};

/// The kinds of transaction: first the payment processor's, in the words of its reports, then the co-op's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionKind {
    /// Somebody paid.
    Charge,
    /// Money given back to the payer, in whole or in part.
    Refund,
    /// Money taken back through the payer's bank.
    Dispute,
    /// A dispute decided for the co-op: the money comes back.
    DisputeReversal,
    /// A fee of the processor that belongs to no payment.
    Fee,
    /// Money moved from the processor to the bank.
    Payout,
    /// Somebody paid by bank transfer or in cash; entered by one steward and approved by another.
    ManualPayment,
    /// A payment of that kind given back, in whole or in part.
    ManualRefund,
    /// Part of a creator's balance set aside for a payout.
    PayoutScheduled,
    /// A payout has arrived: the bank has paid it.
    PayoutSettled,
    /// A payout has failed: the money is the creator's balance again.
    PayoutReturned,
}

/// The word is not a kind of transaction.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not one of charge, refund, dispute, dispute_reversal, fee, payout")]
pub struct UnknownKind(pub String);

impl TransactionKind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Charge,
        Self::Refund,
        Self::Dispute,
        Self::DisputeReversal,
        Self::Fee,
        Self::Payout,
        Self::ManualPayment,
        Self::ManualRefund,
        Self::PayoutScheduled,
        Self::PayoutSettled,
        Self::PayoutReturned,
    ];

    /// The kind that a row of the processor's report names.
    ///
    /// # Errors
    /// [`UnknownKind`] for every other word, the co-op's own kinds included: no report can make one of these.
    pub fn of_report(text: &str) -> Result<Self, UnknownKind> {
        text.parse().ok().filter(|kind: &Self| kind.is_processors()).ok_or_else(|| UnknownKind::of(text))
    }

    /// Whether it comes from the payment processor.
    pub fn is_processors(self) -> bool {
        matches!(self, Self::Charge | Self::Refund | Self::Dispute | Self::DisputeReversal | Self::Fee | Self::Payout)
    }

    /// The word used in reports, addresses and the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Refund => "refund",
            Self::Dispute => "dispute",
            Self::DisputeReversal => "dispute_reversal",
            Self::Fee => "fee",
            Self::Payout => "payout",
            Self::ManualPayment => "manual_payment",
            Self::ManualRefund => "manual_refund",
            Self::PayoutScheduled => "payout_scheduled",
            Self::PayoutSettled => "payout_settled",
            Self::PayoutReturned => "payout_returned",
        }
    }

    /// What people call it on the ledger page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Charge => "Payment",
            Self::Refund => "Refund",
            Self::Dispute => "Dispute",
            Self::DisputeReversal => "Dispute won",
            Self::Fee => "Processor fee",
            Self::Payout => "To the bank",
            Self::ManualPayment => "Payment by transfer or cash",
            Self::ManualRefund => "Transfer or cash given back",
            Self::PayoutScheduled => "Payout on its way",
            Self::PayoutSettled => "Payout arrived",
            Self::PayoutReturned => "Payout failed, money returned",
        }
    }

    /// Whether it changes how much of a payment is kept, and so its split.
    pub fn concerns_a_payment(self) -> bool {
        matches!(
            self,
            Self::Charge
                | Self::Refund
                | Self::Dispute
                | Self::DisputeReversal
                | Self::ManualPayment
                | Self::ManualRefund
        )
    }

    /// Whether it brings a new payment.
    pub fn is_payment(self) -> bool {
        matches!(self, Self::Charge | Self::ManualPayment)
    }
}

impl fmt::Display for TransactionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

impl FromStr for TransactionKind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let known = Self::ALL.into_iter().find(|kind| kind.word() == text);
        known.ok_or_else(|| UnknownKind::of(text))
    }
}

impl UnknownKind {
    fn of(text: &str) -> Self {
        Self(text.chars().take(40).collect())
    }
}

/// A transaction ready to be written. It names no payer, because nothing that holds a payer reaches this type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// The processor's id of the row: the same key with the same content is the same transaction, with other
    /// content it is refused (rules.md, Money).
    pub idempotency_key: String,
    /// SHA-256, in hexadecimal, of everything in the row that matters.
    pub content_digest: String,
    /// What happened.
    pub kind: TransactionKind,
    /// When, by the processor's clock.
    pub occurred_at: UtcMillis,
    /// The ledger that it belongs to.
    pub currency: Currency,
    /// What the payer paid (positive) or got back (negative), or what moved, in minor units.
    pub gross: i64,
    /// The processor's fee on it, in minor units; negative when a fee was given back.
    pub fee: i64,
    /// The payment that it is about, by the processor's charge id.
    pub payment_id: Option<String>,
    /// What was bought, or what the row is.
    pub title: String,
    /// The ledger's number of the transaction that this one corrects or completes.
    pub corrects: Option<u64>,
    /// Where the money went.
    pub postings: Postings,
}
