//! Approving a manual entry, which writes it into ledger and record, or taking it back.

use blkout_core::{
    membership::MemberStatus,
    payments::{
        ApplyError, apply_manual,
        manual::{ApprovalRefusal, ManualId, may_approve},
    },
    payouts::StewardStanding,
    time::UtcMillis,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::{KeptManual, Manual, ManualState, entity, kept};
use crate::{
    Member, MemberId, StoreError,
    agreements::{Covering, note_agreement},
    ledger::{Rows, payments},
    members::entity as member,
};

/// Why an entry was neither approved nor taken back. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ManualDecisionError {
    /// There is none with this id.
    #[error("there is no such entry")]
    NotFound,
    /// Somebody else has to do it.
    #[error(transparent)]
    Refused(#[from] ApprovalRefusal),
    /// It was decided before, the other way.
    #[error("this entry was decided meanwhile; nothing was changed")]
    Decided,
    /// It does not fit the ledger, such as a refund of more than is left.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ManualDecisionError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Manual<'_> {
    /// Approves an entry in the name of `by`: it goes into the ledger and the record in the same write. Approved by
    /// the same steward before, it stays as it is.
    ///
    /// # Errors
    /// [`ManualDecisionError`]
    pub async fn approve(&self, id: &ManualId, by: &MemberId, now: UtcMillis) -> Result<(), ManualDecisionError> {
        let (id, by) = (id.clone(), by.clone());
        self.store.write(|txn| Box::pin(async move { approve(txn, &id, &by, now).await })).await
    }

    /// Takes an entry back that waits. Any steward may.
    ///
    /// # Errors
    /// [`ManualDecisionError`]
    pub async fn withdraw(&self, id: &ManualId, by: &MemberId, now: UtcMillis) -> Result<(), ManualDecisionError> {
        let (id, by) = (id.clone(), by.clone());
        self.store
            .write_unseen(|txn| {
                Box::pin(async move {
                    let row = entity::Entity::find_by_id(id.as_str()).one(txn).await?;
                    let row = row.ok_or(ManualDecisionError::NotFound)?;
                    active_steward(txn, &by).await?.ok_or(ApprovalRefusal::NotSteward)?;
                    match row.state.parse()? {
                        ManualState::Withdrawn => Ok(()),
                        ManualState::Approved => Err(ManualDecisionError::Decided),
                        ManualState::Waiting => decide(txn, row, ManualState::Withdrawn, &by, now, None).await,
                    }
                })
            })
            .await
    }
}

async fn approve(
    txn: &DatabaseTransaction,
    id: &ManualId,
    by: &MemberId,
    now: UtcMillis,
) -> Result<(), ManualDecisionError> {
    let row = entity::Entity::find_by_id(id.as_str()).one(txn).await?.ok_or(ManualDecisionError::NotFound)?;
    match row.state.parse()? {
        ManualState::Approved if row.decided_by.as_deref() == Some(by.as_str()) => return Ok(()),
        ManualState::Approved | ManualState::Withdrawn => return Err(ManualDecisionError::Decided),
        ManualState::Waiting => {}
    }
    let KeptManual { entry: manual, weights, entered_by, .. } = kept::read(&row)?;
    let entry = manual.entry();
    let covering = Covering::of_work(txn, &entry.work).await?;
    let (shared, agreement) = covering.under(&entry);
    let shared_by = if shared.weights.is_gift() { &weights } else { &shared.weights };
    let steward = steward(txn, by).await?;
    may_approve(standing(steward.as_ref()), entered_by == *by, shared_by)?;

    let of = payments(txn, std::iter::once(entry.charge_id.as_str())).await?;
    let mut rows = Rows::begin(txn).await?;
    let share = rows.recorder().share();
    let mut applied = apply_manual(&manual.channel.account(), &shared, of.get(&entry.charge_id), share)?;
    note_agreement(&mut applied, &entry, agreement);
    let number = match rows.add(now, &applied) {
        Err(StoreError::Entry(too_long)) => return Err(ApplyError::from(too_long).into()),
        other => other?,
    };
    rows.finish(txn).await?;
    decide(txn, row, ManualState::Approved, by, now, Some(number)).await
}

async fn decide(
    txn: &DatabaseTransaction,
    row: entity::Model,
    state: ManualState,
    by: &MemberId,
    now: UtcMillis,
    number: Option<u64>,
) -> Result<(), ManualDecisionError> {
    let mut row = row.into_active_model();
    row.state = Set(state.as_str().to_owned());
    row.decided_by = Set(Some(by.as_str().to_owned()));
    row.decided_at = Set(Some(now.0));
    row.transaction_number = Set(number.map(i64::try_from).transpose().map_err(StoreError::corrupt)?);
    row.update(txn).await?;
    Ok(())
}

/// The member, if they look after manual entries now.
pub(super) async fn active_steward(txn: &DatabaseTransaction, by: &MemberId) -> Result<Option<Member>, StoreError> {
    let member = steward(txn, by).await?;
    Ok(member.filter(|member| standing(Some(member)).may_see().is_ok()))
}

/// The member as they are now: what a session knew may be over by the time of the write.
async fn steward(txn: &DatabaseTransaction, by: &MemberId) -> Result<Option<Member>, StoreError> {
    member::Entity::find_by_id(by.as_str()).one(txn).await?.map(Member::try_from).transpose()
}

fn standing(member: Option<&Member>) -> StewardStanding<'_> {
    StewardStanding {
        status: member.map_or(MemberStatus::Lapsed, |member| member.status),
        is_steward: member.is_some_and(|member| member.capabilities.steward),
        own_creator: member.and_then(|member| member.creator.as_ref()),
    }
}
