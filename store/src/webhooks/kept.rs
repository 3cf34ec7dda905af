//! A notice and the row that keeps it, one turned into the other.

use std::collections::BTreeMap;

use blkout_core::{
    money::{CreatorSlug, Currency, Weights},
    payments::{Entry, event::Notice},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Webhooks, entities::notice};
use crate::StoreError;

/// Something that an event has told and that does not fit the ledger yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What it is; the payer is no part of it.
    pub notice: Notice,
    /// The event that told it.
    pub event_id: String,
    /// Since when it waits.
    pub told_at: UtcMillis,
}

impl Webhooks<'_> {
    /// What has waited since `before` or longer, the oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn waiting(&self, before: UtcMillis) -> Result<Vec<Waiting>, StoreError> {
        let rows = notice::Entity::find()
            .filter(notice::Column::TransactionNumber.is_null())
            .filter(notice::Column::ToldAt.lte(before.0))
            .order_by_asc(notice::Column::ToldAt)
            .order_by_asc(notice::Column::Id)
            .all(self.store.reader())
            .await?;
        let waiting = rows.into_iter().map(|row| {
            let (event_id, told_at) = (row.event_id.clone(), UtcMillis(row.told_at));
            Ok(Waiting { notice: read(row)?, event_id, told_at })
        });
        waiting.collect()
    }
}

/// The notice of a row.
pub(super) fn read(row: notice::Model) -> Result<Notice, StoreError> {
    let weights: Vec<(CreatorSlug, u64)> = serde_json::from_str(&row.weights).map_err(StoreError::corrupt)?;
    let currency: Currency = row.currency.parse().map_err(StoreError::corrupt)?;
    let fee = row.fee.unwrap_or(0);
    let net = row.gross.checked_sub(fee).ok_or_else(|| StoreError::corrupt("a notice has a sum that does not fit"))?;
    let entry = Entry {
        id: row.id,
        at: UtcMillis(row.at),
        currency,
        kind: row.kind.parse().map_err(StoreError::corrupt)?,
        gross: row.gross,
        fee,
        net,
        charge_id: row.charge_id,
        weights: Weights::new(weights).map_err(StoreError::corrupt)?,
        work: row.work,
    };
    Ok(Notice { entry, fee_follows: row.fee.is_none() })
}

/// The row of a notice that `event_id` told; `number` is that of its transaction, if it has one.
pub(super) fn row(
    notice: &Notice,
    event_id: &str,
    told_at: UtcMillis,
    number: Option<u64>,
) -> Result<notice::Model, StoreError> {
    let Notice { entry, fee_follows } = notice;
    let weights: Vec<(&CreatorSlug, u64)> = entry.weights.iter().collect();
    Ok(notice::Model {
        id: entry.id.clone(),
        event_id: event_id.to_owned(),
        told_at: told_at.0,
        at: entry.at.0,
        currency: entry.currency.code().to_owned(),
        kind: entry.kind.word().to_owned(),
        gross: entry.gross,
        fee: (!fee_follows).then_some(entry.fee),
        charge_id: entry.charge_id.clone(),
        weights: serde_json::to_string(&weights).map_err(StoreError::corrupt)?,
        work: entry.work.clone(),
        transaction_number: number.map(i64::try_from).transpose().map_err(StoreError::corrupt)?,
    })
}

/// The rows of the notices with these ids.
pub(super) async fn find(
    txn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = &str>,
) -> Result<Vec<notice::Model>, StoreError> {
    Ok(notice::Entity::find().filter(notice::Column::Id.is_in(ids)).all(txn).await?)
}

/// The notices with these ids that wait, by id.
pub(crate) async fn waiting_notices(
    txn: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = &str>,
) -> Result<BTreeMap<String, Notice>, StoreError> {
    let waiting = find(txn, ids).await?.into_iter().filter(|row| row.transaction_number.is_none());
    waiting.map(|row| Ok((row.id.clone(), read(row)?))).collect()
}
