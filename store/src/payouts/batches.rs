//! Files for the bank: made from approved payouts, given to the bank as a whole, or taken apart again.

use blkout_core::{
    money::Currency,
    payouts::{BatchId, State},
    time::{CalendarDate, UtcMillis},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{
    Done, PayoutError, Payouts,
    actor::Actor,
    details::{follow_details, latest_versions},
    entities::{payout, payout_batch, payout_batch_item},
    files::BatchState,
    records::creator,
    steps::{Step, Steps},
};
use crate::MemberId;

/// Payouts in one file, at most; what is left goes into the next.
const MOST_IN_A_FILE: u64 = 1_000;

/// A file to make.
#[derive(Clone, Copy, Debug)]
pub struct NewBatch {
    /// Random bytes for its id.
    pub random: [u8; 10],
    /// The currency of its payouts.
    pub currency: Currency,
    /// On which day the bank is to pay.
    pub requested_on: CalendarDate,
}

impl Payouts<'_> {
    /// Puts every approved payout of a currency that stands in no file into a new one, at most 1 000.
    ///
    /// # Errors
    /// [`PayoutError`]
    pub async fn make_batch(&self, new: NewBatch, by: &MemberId, now: UtcMillis) -> Result<BatchId, PayoutError> {
        let by = by.clone();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    Actor::find(txn, &by).await?.standing().may_see()?;
                    let rows = payout::Entity::find()
                        .filter(payout::Column::State.eq(State::Approved.as_str()))
                        .filter(payout::Column::BatchId.is_null())
                        .filter(payout::Column::Currency.eq(new.currency.code()))
                        .order_by_asc(payout::Column::Id)
                        .limit(MOST_IN_A_FILE)
                        .all(txn)
                        .await?;
                    if rows.is_empty() {
                        return Err(PayoutError::NothingApproved);
                    }
                    let id: BatchId = super::new_id(now, new.random)?;
                    keep(txn, &id, &new, &by, now).await?;
                    let mut steps = Steps::begin(txn, now).await?;
                    for row in rows {
                        let item = payout_batch_item::Model {
                            batch_id: id.to_string(),
                            payout_id: row.id.clone(),
                            details_version: row.details_version,
                        };
                        payout_batch_item::Entity::insert(item.into_active_model()).exec_without_returning(txn).await?;
                        steps.take(row, Step::PutIntoFile(id.clone()), Some(&by)).await?;
                    }
                    steps.finish().await?;
                    Ok(id)
                })
            })
            .await
    }

    /// Records that a file was given to the bank: every payout in it is sent.
    ///
    /// # Errors
    /// [`PayoutError`]
    pub async fn send_batch(&self, id: &BatchId, by: &MemberId, now: UtcMillis) -> Result<Done, PayoutError> {
        let (id, by) = (id.clone(), by.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let (batch, rows) = act_on(txn, &id, &by).await?;
                    match state(&batch)? {
                        BatchState::Made => {}
                        BatchState::Sent => return Ok(Done::Before),
                        BatchState::Discarded => return Err(PayoutError::Discarded),
                    }
                    let mut steps = Steps::begin(txn, now).await?;
                    for row in rows {
                        steps.take(row, Step::Sent, Some(&by)).await?;
                    }
                    steps.finish().await?;
                    end(txn, batch, BatchState::Sent, &by, now).await
                })
            })
            .await
    }

    /// Records that a file was never given to the bank: its payouts wait for another one. Where bank details have
    /// changed since, approvals are void.
    ///
    /// # Errors
    /// [`PayoutError`]
    pub async fn discard_batch(&self, id: &BatchId, by: &MemberId, now: UtcMillis) -> Result<Done, PayoutError> {
        let (id, by) = (id.clone(), by.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let (batch, rows) = act_on(txn, &id, &by).await?;
                    match state(&batch)? {
                        BatchState::Made => {}
                        BatchState::Sent => return Err(PayoutError::SentAlready),
                        BatchState::Discarded => return Ok(Done::Before),
                    }
                    let mut steps = Steps::begin(txn, now).await?;
                    for row in rows {
                        let payee = creator(&row)?;
                        let out = payout::Model { batch_id: None, ..row.clone() };
                        steps.take(row, Step::TakenOutOfFile, Some(&by)).await?;
                        if let Some(version) = latest_versions(txn, Some(&payee)).await?.get(&payee) {
                            follow_details(txn, &mut steps, out, *version).await?;
                        }
                    }
                    steps.finish().await?;
                    end(txn, batch, BatchState::Discarded, &by, now).await
                })
            })
            .await
    }
}

/// The file and the payouts in it, if `by` may act on every one of them.
async fn act_on(
    txn: &DatabaseTransaction,
    id: &BatchId,
    by: &MemberId,
) -> Result<(payout_batch::Model, Vec<payout::Model>), PayoutError> {
    let actor = Actor::find(txn, by).await?;
    actor.standing().may_see()?;
    let batch = payout_batch::Entity::find_by_id(id.as_str()).one(txn).await?.ok_or(PayoutError::NotFound)?;
    let rows = payout::Entity::find()
        .filter(payout::Column::BatchId.eq(id.as_str()))
        .order_by_asc(payout::Column::Id)
        .all(txn)
        .await?;
    for row in &rows {
        actor.standing().may_act(&creator(row)?)?;
    }
    Ok((batch, rows))
}

async fn keep(
    txn: &DatabaseTransaction,
    id: &BatchId,
    new: &NewBatch,
    by: &MemberId,
    now: UtcMillis,
) -> Result<(), PayoutError> {
    let row = payout_batch::Model {
        id: id.to_string(),
        currency: new.currency.code().to_owned(),
        requested_on: new.requested_on.iso(),
        made_at: now.0,
        made_by: by.as_str().to_owned(),
        state: BatchState::Made.as_str().to_owned(),
        state_since: now.0,
        state_by: None,
    };
    payout_batch::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    Ok(())
}

async fn end(
    txn: &DatabaseTransaction,
    batch: payout_batch::Model,
    state: BatchState,
    by: &MemberId,
    now: UtcMillis,
) -> Result<Done, PayoutError> {
    let mut batch = batch.into_active_model();
    batch.state = Set(state.as_str().to_owned());
    batch.state_since = Set(now.0);
    batch.state_by = Set(Some(by.as_str().to_owned()));
    batch.update(txn).await?;
    Ok(Done::Now)
}

fn state(batch: &payout_batch::Model) -> Result<BatchState, PayoutError> {
    Ok(batch.state.parse().map_err(crate::StoreError::corrupt)?)
}
