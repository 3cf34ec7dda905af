//! What stewards do with one payout: approve it, and say how it ended.

use blkout_core::{
    payouts::{FailureReason, PayoutId, State},
    time::UtcMillis,
};
use sea_orm::DatabaseTransaction;

use super::{
    Done, PayoutError, Payouts,
    actor::Actor,
    entities::payout,
    records::{approvals_of, creator},
    steps::{Step, Steps, load},
};
use crate::{MemberId, StoreError};

impl Payouts<'_> {
    /// Approves a payout as `by`, who looked at version `details_version` of the bank details. The second approval,
    /// by another steward, makes it approved; a second one by the same steward changes nothing.
    ///
    /// # Errors
    /// [`PayoutError`]
    pub async fn approve(
        &self,
        id: &PayoutId,
        by: &MemberId,
        details_version: i64,
        now: UtcMillis,
    ) -> Result<Done, PayoutError> {
        let (id, by) = (id.clone(), by.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = act_on(txn, &id, &by).await?;
                    let approvals = approvals_of(txn, &row).await?;
                    if approvals.iter().any(|approval| approval.member_id == by.as_str()) {
                        return Ok(Done::Before);
                    }
                    if row.details_version != details_version {
                        return Err(PayoutError::DetailsChanged);
                    }
                    take(txn, row, Step::Approval(by.clone()), &by, now).await
                })
            })
            .await
    }

    /// Records that the bank has paid.
    ///
    /// # Errors
    /// [`PayoutError`]
    pub async fn settle(&self, id: &PayoutId, by: &MemberId, now: UtcMillis) -> Result<Done, PayoutError> {
        self.end(id, by, (State::Sent, State::Settled), Step::Settled, now).await
    }

    /// Records that a payout failed; its money is the creator's balance again. `seen` is the state that `by` looked
    /// at: what was withdrawn before it was sent must not fail after it was.
    ///
    /// # Errors
    /// [`PayoutError`]
    pub async fn fail(
        &self,
        id: &PayoutId,
        by: &MemberId,
        (seen, reason): (State, FailureReason),
        now: UtcMillis,
    ) -> Result<Done, PayoutError> {
        self.end(id, by, (seen, State::Failed), Step::Failed(reason), now).await
    }

    async fn end(
        &self,
        id: &PayoutId,
        by: &MemberId,
        (seen, ending): (State, State),
        step: Step,
        now: UtcMillis,
    ) -> Result<Done, PayoutError> {
        let (id, by) = (id.clone(), by.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = act_on(txn, &id, &by).await?;
                    if row.state == ending.as_str() {
                        return Ok(Done::Before);
                    }
                    if row.state != seen.as_str() {
                        return Err(PayoutError::MovedOn(row.state.parse().map_err(StoreError::corrupt)?));
                    }
                    take(txn, row, step, &by, now).await
                })
            })
            .await
    }
}

/// The payout, if `by` may act on it.
async fn act_on(txn: &DatabaseTransaction, id: &PayoutId, by: &MemberId) -> Result<payout::Model, PayoutError> {
    let actor = Actor::find(txn, by).await?;
    actor.standing().may_see()?;
    let row = load(txn, id).await?;
    let payee = creator(&row)?;
    actor.standing().may_act(&payee)?;
    Ok(row)
}

async fn take(
    txn: &DatabaseTransaction,
    row: payout::Model,
    step: Step,
    by: &MemberId,
    now: UtcMillis,
) -> Result<Done, PayoutError> {
    let mut steps = Steps::begin(txn, now).await?;
    steps.take(row, step, Some(by)).await?;
    steps.finish().await?;
    Ok(Done::Now)
}
