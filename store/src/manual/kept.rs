//! Manual entries as they are kept, and as stewards see them.

use std::{fmt, str::FromStr};

use blkout_core::{
    money::{CreatorSlug, Currency, Money, Weights},
    payments::manual::{ManualEntry, Matter},
    time::UtcMillis,
};

use super::entity;
use crate::{MemberId, StoreError};

/// Where a manual entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManualState {
    /// Waits for another steward.
    Waiting,
    /// In the ledger.
    Approved,
    /// Taken back before it was approved.
    Withdrawn,
}

impl ManualState {
    const ALL: [Self; 3] = [Self::Waiting, Self::Approved, Self::Withdrawn];

    /// The word of the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Withdrawn => "withdrawn",
        }
    }
}

impl FromStr for ManualState {
    type Err = StoreError;

    fn from_str(word: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|state| state.as_str() == word);
        known.ok_or_else(|| StoreError::corrupt(format!("`{word}` is no state of a manual entry")))
    }
}

/// A manual entry with its way so far.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptManual {
    /// What was entered. Of a refund, the title is that of its payment.
    pub entry: ManualEntry,
    /// What it was for.
    pub work: String,
    /// Who shares it; of a refund, who shared its payment.
    pub weights: Weights,
    /// Which steward entered it.
    pub entered_by: MemberId,
    /// When.
    pub entered_at: UtcMillis,
    /// Where it stands.
    pub state: ManualState,
    /// When it was approved or taken back.
    pub decided_at: Option<UtcMillis>,
    /// What is left of a payment that was approved, in minor units; `None` for everything else.
    pub left: Option<i64>,
}

impl fmt::Debug for KeptManual {
    /// Shows the id and the state only: notes and names are the stewards' alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptManual").field("id", &self.entry.id).field("state", &self.state).finish_non_exhaustive()
    }
}

/// The entry of a row.
pub(super) fn read(row: &entity::Model) -> Result<KeptManual, StoreError> {
    let currency: Currency = row.currency.parse().map_err(StoreError::corrupt)?;
    let weights: Vec<(CreatorSlug, u64)> = serde_json::from_str(&row.weights).map_err(StoreError::corrupt)?;
    let weights = Weights::new(weights).map_err(StoreError::corrupt)?;
    let matter = match &row.refund_of {
        Some(of) => Matter::Refund { of: of.parse().map_err(StoreError::corrupt)? },
        None => Matter::Payment { work: row.work.clone(), weights: weights.clone() },
    };
    Ok(KeptManual {
        entry: ManualEntry {
            id: row.id.parse().map_err(StoreError::corrupt)?,
            matter,
            amount: Money::new(row.amount, currency),
            day: UtcMillis(row.day),
            channel: row.channel.parse().map_err(StoreError::corrupt)?,
            note: row.note.clone(),
        },
        work: row.work.clone(),
        weights,
        entered_by: MemberId::parse(&row.entered_by).ok_or_else(|| StoreError::corrupt("a member's id is not one"))?,
        entered_at: UtcMillis(row.entered_at),
        state: row.state.parse()?,
        decided_at: row.decided_at.map(UtcMillis),
        left: None,
    })
}

/// The row of a new entry; `work` and `weights` are those of the payment it is about.
pub(super) fn row(
    entry: &ManualEntry,
    work: &str,
    weights: &Weights,
    by: &MemberId,
    now: UtcMillis,
) -> Result<entity::Model, StoreError> {
    let pairs: Vec<(&CreatorSlug, u64)> = weights.iter().collect();
    Ok(entity::Model {
        id: entry.id.to_string(),
        refund_of: match &entry.matter {
            Matter::Refund { of } => Some(of.to_string()),
            Matter::Payment { .. } => None,
        },
        currency: entry.amount.currency.code().to_owned(),
        amount: entry.amount.minor,
        day: entry.day.0,
        channel: entry.channel.as_str().to_owned(),
        work: work.to_owned(),
        weights: serde_json::to_string(&pairs).map_err(StoreError::corrupt)?,
        note: entry.note.clone(),
        entered_by: by.as_str().to_owned(),
        entered_at: now.0,
        state: ManualState::Waiting.as_str().to_owned(),
        decided_by: None,
        decided_at: None,
        transaction_number: None,
    })
}
