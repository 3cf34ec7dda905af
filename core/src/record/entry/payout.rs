//! A step of a payout as the record keeps it.

use std::{fmt, str::FromStr};

use super::text::{DecodeError, Lines, Writer};
use crate::{
    money::{CreatorSlug, Currency},
    time::UtcMillis,
};

/// A payout has come a step further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutEntry {
    /// The payout's id (UUID).
    pub payout: String,
    /// What happened to it.
    pub event: PayoutEvent,
    /// Whose money it is.
    pub creator: CreatorSlug,
    /// The currency of the amount.
    pub currency: Currency,
    /// Minor units, above zero.
    pub amount: i64,
    /// When it was written.
    pub recorded: UtcMillis,
    /// The ledger's number of the transaction that goes with it: for [`PayoutEvent::Scheduled`],
    /// [`PayoutEvent::Settled`] and [`PayoutEvent::Failed`].
    pub transaction: Option<u64>,
    /// Who approved, without saying who: for [`PayoutEvent::Approval`].
    pub mark: Option<ApprovalMark>,
}

/// What can happen to a payout (rules.md, Money, "Payout").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PayoutEvent {
    /// The money has been set aside.
    Scheduled,
    /// A steward has approved it; it takes two.
    Approval,
    /// The approvals no longer count: what was approved has changed.
    ApprovalsVoid,
    /// The bank has been told to pay.
    Sent,
    /// The bank has paid.
    Settled,
    /// It did not work; the money is the creator's balance again.
    Failed,
}

impl PayoutEvent {
    /// Every event.
    pub const ALL: [Self; 6] =
        [Self::Scheduled, Self::Approval, Self::ApprovalsVoid, Self::Sent, Self::Settled, Self::Failed];

    /// The word of the record and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Approval => "approval",
            Self::ApprovalsVoid => "approvals_void",
            Self::Sent => "sent",
            Self::Settled => "settled",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for PayoutEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The word is not an event of a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not one of scheduled, approval, approvals_void, sent, settled, failed")]
pub struct UnknownPayoutEvent;

impl FromStr for PayoutEvent {
    type Err = UnknownPayoutEvent;

    fn from_str(word: &str) -> Result<Self, UnknownPayoutEvent> {
        Self::ALL.into_iter().find(|event| event.as_str() == word).ok_or(UnknownPayoutEvent)
    }
}

/// A salted commitment to who approved: two marks of one payout show two people, and neither shows who.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApprovalMark(pub [u8; 32]);

impl fmt::Display for ApprovalMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// Not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("is not a mark of 64 hexadecimal digits")]
pub struct BadMark;

impl FromStr for ApprovalMark {
    type Err = BadMark;

    fn from_str(text: &str) -> Result<Self, BadMark> {
        let mut mark = [0; 32];
        hex::decode_to_slice(text, &mut mark).map_err(|_| BadMark)?;
        Ok(Self(mark))
    }
}

impl PayoutEntry {
    pub(super) fn write(&self, to: &mut Writer) {
        to.text("payout", &self.payout);
        to.field("event", self.event);
        to.text("creator", self.creator.as_str());
        to.field("currency", self.currency.code());
        to.field("amount", self.amount);
        to.field("recorded", self.recorded.0);
        to.optional("transaction", self.transaction);
        to.optional("mark", self.mark);
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            payout: lines.text("payout")?,
            event: lines.field("event")?,
            creator: CreatorSlug::new(lines.text("creator")?).map_err(|_| DecodeError::Value("creator"))?,
            currency: lines.field("currency")?,
            amount: lines.field("amount")?,
            recorded: UtcMillis(lines.field("recorded")?),
            transaction: lines.optional("transaction")?,
            mark: lines.optional("mark")?,
        })
    }
}
