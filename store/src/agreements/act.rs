//! Answering an agreement, taking it back, ending it; with its entry in the record where money is concerned.

use blkout_core::{
    agreements::{Act, ActRefusal, Agreement, AgreementId, State},
    money::{CreatorSlug, Weights},
    record::entry::{AgreementEntry, Entry},
    time::UtcMillis,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
};

use super::{
    Agreements,
    entities::{agreement, agreement_party},
    kept,
};
use crate::{StoreError, record::Recorder};

/// Why something was not done with an agreement. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AgreementActError {
    /// There is none with this id.
    #[error("there is no such agreement")]
    NotFound,
    /// The rules do not allow it.
    #[error(transparent)]
    Refused(#[from] ActRefusal),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for AgreementActError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Agreements<'_> {
    /// Does `act` in the name of `creator`, and answers where the agreement stands then. When it comes into force or
    /// ends, its entry goes into the record in the same write; an older agreement about the same matter ends with it.
    ///
    /// # Errors
    /// [`AgreementActError`]
    pub async fn act(
        &self,
        id: &AgreementId,
        act: Act,
        creator: &CreatorSlug,
        now: UtcMillis,
    ) -> Result<State, AgreementActError> {
        let (id, creator) = (id.clone(), creator.clone());
        self.store.write(|txn| Box::pin(async move { act_on(txn, &id, act, &creator, now).await })).await
    }
}

async fn act_on(
    txn: &DatabaseTransaction,
    id: &AgreementId,
    act: Act,
    creator: &CreatorSlug,
    now: UtcMillis,
) -> Result<State, AgreementActError> {
    let found = agreement::Entity::find_by_id(id.as_str()).all(txn).await?;
    let found = kept::with_parties(txn, found).await?.into_iter().next();
    let (row, parties) = found.ok_or(AgreementActError::NotFound)?;
    let before = kept::read(row.clone(), &parties)?.agreement;
    let after = before.after(act, creator)?;
    if after == before {
        return Ok(after.state);
    }
    if after.accepted != before.accepted {
        let accepted = agreement_party::ActiveModel {
            agreement_id: Set(id.to_string()),
            creator: Set(creator.to_string()),
            accepted_at: Set(Some(now.0)),
            ..Default::default()
        };
        accepted.update(txn).await?;
    }
    match after.state {
        State::InForce => begin(txn, row, &after, now).await?,
        State::Ended => {
            let mut recorder = Recorder::begin(txn).await?;
            end(txn, &mut recorder, row, now).await?;
            recorder.finish(txn).await?;
        }
        state => {
            let mut row = row.into_active_model();
            row.state = Set(state.as_str().to_owned());
            row.update(txn).await?;
        }
    }
    Ok(after.state)
}

/// The agreement comes into force, and ends those of the same creators about the same work.
async fn begin(
    txn: &DatabaseTransaction,
    row: agreement::Model,
    agreed: &Agreement,
    now: UtcMillis,
) -> Result<(), AgreementActError> {
    let in_force = agreement::Entity::find()
        .filter(agreement::Column::Work.eq(row.work.as_str()))
        .filter(agreement::Column::State.eq(State::InForce.as_str()))
        .all(txn)
        .await?;
    let mut recorder = Recorder::begin(txn).await?;
    let mut since = now;
    for (older, parties) in kept::with_parties(txn, in_force).await? {
        if kept::terms(older.work.clone(), &parties)?.same_matter(&agreed.terms) {
            since = since.max(end(txn, &mut recorder, older, since).await?);
        }
    }
    recorder.add(&Entry::Agreement(AgreementEntry {
        agreement: row.id.clone(),
        recorded: since,
        work: agreed.terms.work().to_owned(),
        weights: agreed.terms.weights().clone(),
    }))?;
    recorder.finish(txn).await?;
    let mut row = row.into_active_model();
    row.state = Set(State::InForce.as_str().to_owned());
    row.since = Set(Some(since.0));
    row.update(txn).await?;
    Ok(())
}

/// The agreement ends; answers when. A clock that was set back does not end it before it began.
async fn end(
    txn: &DatabaseTransaction,
    recorder: &mut Recorder,
    row: agreement::Model,
    now: UtcMillis,
) -> Result<UtcMillis, StoreError> {
    let until = UtcMillis(row.since.unwrap_or(now.0)).max(now);
    recorder.add(&Entry::Agreement(AgreementEntry {
        agreement: row.id.clone(),
        recorded: until,
        work: row.work.clone(),
        weights: Weights::default(),
    }))?;
    let mut row = row.into_active_model();
    row.state = Set(State::Ended.as_str().to_owned());
    row.until = Set(Some(until.0));
    row.update(txn).await?;
    Ok(until)
}
