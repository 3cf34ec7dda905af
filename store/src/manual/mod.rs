//! The repository of manual entries: entered by one steward, approved by another, and only then in the ledger.

mod check;
mod decide;
mod enter;
pub(crate) mod entity;
mod kept;

pub(crate) use check::check_manual;
pub use decide::ManualDecisionError;
pub use enter::ManualEntryError;
pub use kept::{KeptManual, ManualState};

use blkout_core::{payments::manual::ManualId, time::UtcMillis};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{Store, StoreError, ledger, new_id::new_id};

/// The most entries that one list shows.
pub const MAX_LISTED_MANUAL: u64 = 100;

/// See [`Store::manual`].
#[derive(Clone, Copy, Debug)]
pub struct Manual<'s> {
    pub(crate) store: &'s Store,
}

impl Manual<'_> {
    /// The entries that wait for an approval, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn waiting(&self) -> Result<Vec<KeptManual>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::State.eq(ManualState::Waiting.as_str()))
            .order_by_asc(entity::Column::EnteredAt)
            .order_by_asc(entity::Column::Id)
            .limit(MAX_LISTED_MANUAL)
            .all(self.store.reader())
            .await?;
        rows.iter().map(kept::read).collect()
    }

    /// The entries that were approved, the newest first, at most [`MAX_LISTED_MANUAL`], with what is left of each
    /// payment.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn approved(&self) -> Result<Vec<KeptManual>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::State.eq(ManualState::Approved.as_str()))
            .order_by_desc(entity::Column::DecidedAt)
            .order_by_desc(entity::Column::Id)
            .limit(MAX_LISTED_MANUAL)
            .all(self.store.reader())
            .await?;
        let mut entries = rows.iter().map(kept::read).collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<String> = entries.iter().map(|kept| kept.entry.id.payment_id()).collect();
        let payments = ledger::payments(self.store.reader(), ids.iter().map(String::as_str)).await?;
        for kept in &mut entries {
            kept.left = payments.get(&kept.entry.id.payment_id()).map(|payment| payment.remaining);
        }
        Ok(entries)
    }

    /// The entry with this id.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn find(&self, id: &ManualId) -> Result<Option<KeptManual>, StoreError> {
        let row = entity::Entity::find_by_id(id.as_str()).one(self.store.reader()).await?;
        let Some(row) = row else { return Ok(None) };
        let mut kept = kept::read(&row)?;
        if kept.state == ManualState::Approved {
            let payment_id = id.payment_id();
            let payments = ledger::payments(self.store.reader(), std::iter::once(payment_id.as_str())).await?;
            kept.left = payments.get(&payment_id).map(|payment| payment.remaining);
        }
        Ok(Some(kept))
    }
}

/// A new id (`UUIDv7`), from the instant and ten random bytes that the caller drew.
///
/// # Errors
/// None in practice: every UUID has the form of an id.
pub fn fresh_manual_id(now: UtcMillis, random: [u8; 10]) -> Result<ManualId, StoreError> {
    new_id(now, random)
}
