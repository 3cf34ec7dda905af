//! One step of a payout: state, event, ledger and record change together, or none of them does.

use blkout_core::{
    money::{CreatorSlug, Money},
    payments::Applied,
    payouts::{ApprovalSalt, BatchId, Event, FailureReason, Lifecycle, Movement, PayoutId, State},
    record::entry::{ApprovalMark, Entry, PayoutEntry, PayoutEvent},
    time::UtcMillis,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use super::{
    PayoutError,
    entities::{payout, payout_approval, payout_event},
    records::{approvals_of, creator, lifecycle, money},
};
use crate::{MemberId, StoreError, ledger::Rows};

/// What happens to a payout, with what is kept of it.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Approval(MemberId),
    DetailsChanged { version: i64 },
    PutIntoFile(BatchId),
    TakenOutOfFile,
    Sent,
    Settled,
    Failed(FailureReason),
}

impl Step {
    fn event(&self) -> Event<MemberId> {
        match self {
            Self::Approval(by) => Event::Approval(by.clone()),
            Self::DetailsChanged { .. } => Event::DetailsChanged,
            Self::PutIntoFile(_) => Event::PutIntoFile,
            Self::TakenOutOfFile => Event::TakenOutOfFile,
            Self::Sent => Event::Sent,
            Self::Settled => Event::Settled,
            Self::Failed(_) => Event::Failed,
        }
    }

    /// What the public record says of it; files are the co-op's own affair.
    fn recorded(&self) -> Option<PayoutEvent> {
        match self {
            Self::Approval(_) => Some(PayoutEvent::Approval),
            Self::DetailsChanged { .. } => Some(PayoutEvent::ApprovalsVoid),
            Self::PutIntoFile(_) | Self::TakenOutOfFile => None,
            Self::Sent => Some(PayoutEvent::Sent),
            Self::Settled => Some(PayoutEvent::Settled),
            Self::Failed(_) => Some(PayoutEvent::Failed),
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::PutIntoFile(_) => "batched",
            Self::TakenOutOfFile => "unbatched",
            other => other.recorded().map_or("", PayoutEvent::as_str),
        }
    }
}

/// Steps of payouts within one write.
#[derive(Debug)]
pub(super) struct Steps<'t> {
    txn: &'t DatabaseTransaction,
    rows: Rows,
    now: UtcMillis,
}

impl<'t> Steps<'t> {
    /// Begins; whoever does has the writers' turn.
    pub(super) async fn begin(txn: &'t DatabaseTransaction, now: UtcMillis) -> Result<Self, StoreError> {
        Ok(Self { txn, rows: Rows::begin(txn).await?, now })
    }

    /// Ends: what was written to the ledger and the record is now complete.
    pub(super) async fn finish(self) -> Result<(), StoreError> {
        self.rows.finish(self.txn).await
    }

    /// Sets `money` aside for a new payout.
    pub(super) async fn schedule(
        &mut self,
        id: &PayoutId,
        (creator, money): (&CreatorSlug, Money),
        salt: &ApprovalSalt,
        details_version: i64,
    ) -> Result<(), PayoutError> {
        let number = self.move_money(Movement::SetAside, id, creator, money)?;
        self.record(PayoutEvent::Scheduled, id, (creator, money), Some(number), None)?;
        self.rows.flush(self.txn).await?;
        let row = payout::Model {
            id: id.to_string(),
            creator: creator.to_string(),
            currency: money.currency.code().to_owned(),
            amount: money.minor,
            state: State::Scheduled.as_str().to_owned(),
            scheduled_at: self.now.0,
            state_since: self.now.0,
            salt: hex::encode(salt.as_bytes()),
            details_version,
            batch_id: None,
            scheduled_transaction: signed(number)?,
            ended_transaction: None,
            failure_reason: None,
        };
        payout::Entity::insert(row.into_active_model()).exec_without_returning(self.txn).await?;
        let event = payout_event::Model {
            payout_id: id.to_string(),
            sequence: 1,
            event: PayoutEvent::Scheduled.as_str().to_owned(),
            state: State::Scheduled.as_str().to_owned(),
            at: self.now.0,
            member_id: None,
        };
        payout_event::Entity::insert(event.into_active_model()).exec_without_returning(self.txn).await?;
        Ok(())
    }

    /// Takes `step` with the payout of `row` and answers the state that follows. `by` is who did it, if anybody.
    pub(super) async fn take(
        &mut self,
        row: payout::Model,
        step: Step,
        by: Option<&MemberId>,
    ) -> Result<State, PayoutError> {
        let approvals = approvals_of(self.txn, &row).await?;
        let next = lifecycle(&row, &approvals)?.apply(step.event())?;
        let id: PayoutId = row.id.parse().map_err(StoreError::corrupt)?;
        let payee = (&creator(&row)?, money(&row)?);
        let set_aside = u64::try_from(row.scheduled_transaction).map_err(StoreError::corrupt)?;
        let ended = match step {
            Step::Settled => Some(self.move_money(Movement::Paid(set_aside), &id, payee.0, payee.1)?),
            Step::Failed(_) => Some(self.move_money(Movement::Returned(set_aside), &id, payee.0, payee.1)?),
            _ => None,
        };
        let mark = match &step {
            Step::Approval(by) => Some(self.keep_approval(&row, &id, by).await?),
            _ => None,
        };
        if let Some(event) = step.recorded() {
            self.record(event, &id, payee, ended, mark)?;
        }
        // The ledger's rows first: the payout refers to them.
        self.rows.flush(self.txn).await?;
        self.keep_event(&row, &step, next.state(), by).await?;
        self.keep_state(row, &step, &next, ended).await?;
        Ok(next.state())
    }

    async fn keep_state(
        &self,
        row: payout::Model,
        step: &Step,
        next: &Lifecycle<MemberId>,
        ended: Option<u64>,
    ) -> Result<(), PayoutError> {
        let before = (row.id.clone(), row.state.clone());
        let mut change = payout::ActiveModel { state: Set(next.state().as_str().to_owned()), ..Default::default() };
        if before.1 != next.state().as_str() {
            change.state_since = Set(self.now.0);
        }
        match step {
            Step::DetailsChanged { version } => change.details_version = Set(*version),
            Step::PutIntoFile(batch) => change.batch_id = Set(Some(batch.to_string())),
            Step::TakenOutOfFile => change.batch_id = Set(None),
            Step::Failed(reason) => change.failure_reason = Set(Some(reason.as_str().to_owned())),
            Step::Approval(_) | Step::Sent | Step::Settled => {}
        }
        if let Some(number) = ended {
            change.ended_transaction = Set(Some(signed(number)?));
        }
        // Only from the state that was looked at: nobody else has the turn, and this would show if somebody had.
        let changed = payout::Entity::update_many()
            .set(change)
            .filter(payout::Column::Id.eq(before.0))
            .filter(payout::Column::State.eq(before.1))
            .exec(self.txn)
            .await?;
        if changed.rows_affected == 1 {
            Ok(())
        } else {
            Err(StoreError::corrupt("a payout changed while it was being changed").into())
        }
    }

    async fn keep_event(
        &self,
        row: &payout::Model,
        step: &Step,
        state: State,
        by: Option<&MemberId>,
    ) -> Result<(), StoreError> {
        let of_this = payout_event::Column::PayoutId.eq(row.id.as_str());
        let before = payout_event::Entity::find().filter(of_this).count(self.txn).await?;
        let event = payout_event::Model {
            payout_id: row.id.clone(),
            sequence: signed(before)? + 1,
            event: step.word().to_owned(),
            state: state.as_str().to_owned(),
            at: self.now.0,
            member_id: by.map(|id| id.as_str().to_owned()),
        };
        payout_event::Entity::insert(event.into_active_model()).exec_without_returning(self.txn).await?;
        Ok(())
    }

    async fn keep_approval(
        &self,
        row: &payout::Model,
        id: &PayoutId,
        by: &MemberId,
    ) -> Result<ApprovalMark, StoreError> {
        let mut salt = [0; 32];
        hex::decode_to_slice(&row.salt, &mut salt).map_err(|_| StoreError::corrupt("a payout without a salt"))?;
        let mark = ApprovalSalt::new(salt).mark(id, by.as_str());
        let kept = payout_approval::Model {
            payout_id: row.id.clone(),
            details_version: row.details_version,
            member_id: by.as_str().to_owned(),
            mark: mark.to_string(),
            at: self.now.0,
        };
        payout_approval::Entity::insert(kept.into_active_model()).exec_without_returning(self.txn).await?;
        Ok(mark)
    }

    fn move_money(
        &mut self,
        movement: Movement,
        id: &PayoutId,
        creator: &CreatorSlug,
        money: Money,
    ) -> Result<u64, StoreError> {
        let transaction = movement.transaction(id, creator, money, self.now).map_err(StoreError::corrupt)?;
        self.rows.add(self.now, &Applied { transaction, payment: None, distribution: None })
    }

    fn record(
        &mut self,
        event: PayoutEvent,
        id: &PayoutId,
        (creator, money): (&CreatorSlug, Money),
        transaction: Option<u64>,
        mark: Option<ApprovalMark>,
    ) -> Result<(), StoreError> {
        let entry = PayoutEntry {
            payout: id.to_string(),
            event,
            creator: creator.clone(),
            currency: money.currency,
            amount: money.minor,
            recorded: self.now,
            transaction,
            mark,
        };
        self.rows.recorder().add(&Entry::Payout(entry)).map(drop)
    }
}

pub(super) async fn load(txn: &DatabaseTransaction, id: &PayoutId) -> Result<payout::Model, PayoutError> {
    payout::Entity::find_by_id(id.as_str()).one(txn).await?.ok_or(PayoutError::NotFound)
}

fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(StoreError::corrupt)
}
