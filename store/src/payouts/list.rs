//! Payouts to look at: for stewards what waits and what has ended, for a creator their own.

use blkout_core::{money::CreatorSlug, payouts::PayoutId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Payout, PayoutHistoryLine, Payouts, due::in_flight, entities::payout, records};
use crate::StoreError;

impl Payouts<'_> {
    /// One payout with everything that happened to it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn find(&self, id: &PayoutId) -> Result<Option<(Payout, Vec<PayoutHistoryLine>)>, StoreError> {
        let db = self.store.reader();
        let Some(row) = payout::Entity::find_by_id(id.as_str()).one(db).await? else { return Ok(None) };
        let Some(found) = records::payouts(db, vec![row]).await?.pop() else { return Ok(None) };
        Ok(Some((found, records::history(db, id).await?)))
    }

    /// Payouts that are on their way, the oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn in_flight(&self, limit: u64) -> Result<Vec<Payout>, StoreError> {
        let db = self.store.reader();
        let rows = payout::Entity::find()
            .filter(payout::Column::State.is_in(in_flight()))
            .order_by_asc(payout::Column::Id)
            .limit(limit)
            .all(db)
            .await?;
        records::payouts(db, rows).await
    }

    /// Payouts that have ended, the newest first and only those scheduled before the one that `before` names, at
    /// most `limit`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn ended(&self, before: Option<&PayoutId>, limit: u64) -> Result<Vec<Payout>, StoreError> {
        let db = self.store.reader();
        let mut found = payout::Entity::find().filter(payout::Column::EndedTransaction.is_not_null());
        if let Some(before) = before {
            found = found.filter(payout::Column::Id.lt(before.as_str()));
        }
        let rows = found.order_by_desc(payout::Column::Id).limit(limit).all(db).await?;
        records::payouts(db, rows).await
    }

    /// A creator's payouts, the newest first, at most `limit`. Who approved them is for stewards to see.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn history(&self, slug: &CreatorSlug, limit: u64) -> Result<Vec<Payout>, StoreError> {
        let db = self.store.reader();
        let rows = payout::Entity::find()
            .filter(payout::Column::Creator.eq(slug.as_str()))
            .order_by_desc(payout::Column::Id)
            .limit(limit)
            .all(db)
            .await?;
        records::payouts(db, rows).await
    }
}
