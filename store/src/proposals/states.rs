//! Drafting a proposal and the events of its life, each in one transaction with the state that follows.

use blkout_core::governance::proposal::ProposeRefusal;
use blkout_core::governance::{Event, Lifecycle, ProposalId, ProposerStanding, State, TransitionError};
use blkout_core::time::UtcMillis;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};

use super::entities::{proposal, proposal_event};
use super::records::{NewProposal, lifecycle};
use super::{Proposals, electorates};
use crate::{MemberId, StoreError};

/// Why something cannot be done with a proposal.
#[derive(Debug, thiserror::Error)]
pub enum ProposalError {
    /// There is none with this id.
    #[error("there is no such proposal")]
    NotFound,
    /// Only the author can do it.
    #[error("only its author can do this")]
    NotYours,
    /// The member cannot propose now.
    #[error(transparent)]
    Propose(#[from] ProposeRefusal),
    /// The state does not allow it.
    #[error(transparent)]
    Transition(#[from] TransitionError),
    /// No salt for an electorate could be drawn.
    #[error("the system gives no random bytes")]
    NoRandomness,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ProposalError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Proposals<'_> {
    /// Keeps a draft.
    ///
    /// # Errors
    /// [`StoreError`], also when the id is taken.
    pub async fn draft(&self, new: NewProposal, author: &MemberId, now: UtcMillis) -> Result<(), StoreError> {
        let author_id = author.as_str().to_owned();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let draft = Lifecycle::draft(new.kind, now);
                    let row = proposal::Model {
                        id: new.id.to_string(),
                        title: new.title.as_str().to_owned(),
                        body: new.text.as_str().to_owned(),
                        category: new.category.as_str().to_owned(),
                        kind: new.kind.as_str().to_owned(),
                        secrecy: new.secrecy.as_str().to_owned(),
                        affects_creators: new.affects_creators,
                        author_id,
                        created_at: now.0,
                        state: draft.state().as_str().to_owned(),
                        state_since: now.0,
                        due_at: None,
                        reopenings: 0,
                    };
                    proposal::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Puts the author's draft up for review, if the author may propose now.
    ///
    /// # Errors
    /// [`ProposalError`].
    pub async fn submit(&self, id: &ProposalId, author: &MemberId, now: UtcMillis) -> Result<(), ProposalError> {
        let (id, author) = (id.clone(), author.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = owned_by(txn, &id, &author).await?;
                    standing(txn, &author).await?.may_propose(now)?;
                    record(txn, row, Event::Submitted, now).await.map(drop)
                })
            })
            .await
    }

    /// Takes the author's draft or proposal in review back.
    ///
    /// # Errors
    /// [`ProposalError`].
    pub async fn withdraw(&self, id: &ProposalId, author: &MemberId, now: UtcMillis) -> Result<(), ProposalError> {
        let (id, author) = (id.clone(), author.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = owned_by(txn, &id, &author).await?;
                    record(txn, row, Event::Withdrawn, now).await.map(drop)
                })
            })
            .await
    }

    /// Records that what was decided has been done.
    ///
    /// # Errors
    /// [`ProposalError`].
    pub async fn mark_implemented(&self, id: &ProposalId, now: UtcMillis) -> Result<(), ProposalError> {
        self.happen(id, Event::Implemented, now).await
    }

    /// Files what has been done.
    ///
    /// # Errors
    /// [`ProposalError`].
    pub async fn archive(&self, id: &ProposalId, now: UtcMillis) -> Result<(), ProposalError> {
        self.happen(id, Event::Archived, now).await
    }

    async fn happen(&self, id: &ProposalId, event: Event, now: UtcMillis) -> Result<(), ProposalError> {
        let id = id.clone();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = load(txn, &id).await?;
                    record(txn, row, event, now).await.map(drop)
                })
            })
            .await
    }
}

pub(super) async fn load(txn: &DatabaseTransaction, id: &ProposalId) -> Result<proposal::Model, ProposalError> {
    proposal::Entity::find_by_id(id.as_str()).one(txn).await?.ok_or(ProposalError::NotFound)
}

/// The author's proposal. A draft that belongs to somebody else is not there for anybody else.
async fn owned_by(
    txn: &DatabaseTransaction,
    id: &ProposalId,
    member_id: &MemberId,
) -> Result<proposal::Model, ProposalError> {
    let row = load(txn, id).await?;
    match (row.author_id == member_id.as_str(), row.state == State::Draft.as_str()) {
        (true, _) => Ok(row),
        (false, true) => Err(ProposalError::NotFound),
        (false, false) => Err(ProposalError::NotYours),
    }
}

async fn standing(txn: &DatabaseTransaction, member_id: &MemberId) -> Result<ProposerStanding, ProposalError> {
    let open_proposals = proposal::Entity::find()
        .filter(proposal::Column::AuthorId.eq(member_id.as_str()))
        .filter(proposal::Column::State.is_in([State::Review, State::Open].map(State::as_str)))
        .count(txn)
        .await?;
    Ok(ProposerStanding { active_since: electorates::active_since(txn, member_id).await?, open_proposals })
}

/// Applies `event` to the proposal of `row` and keeps both the event and the state that follows.
pub(super) async fn record(
    txn: &DatabaseTransaction,
    row: proposal::Model,
    event: Event,
    at: UtcMillis,
) -> Result<Lifecycle, ProposalError> {
    let next = lifecycle(&row)?.apply(event, at)?;
    let sequence = proposal_event::Entity::find()
        .filter(proposal_event::Column::ProposalId.eq(row.id.as_str()))
        .count(txn)
        .await?;
    let kept = proposal_event::Model {
        proposal_id: row.id.clone(),
        sequence: super::records::signed(sequence)? + 1,
        event: event.as_str().to_owned(),
        state: next.state().as_str().to_owned(),
        at: at.0,
    };
    proposal_event::Entity::insert(kept.into_active_model()).exec_without_returning(txn).await?;
    let mut changed = row.into_active_model();
    changed.state = Set(next.state().as_str().to_owned());
    changed.state_since = Set(next.since().0);
    changed.due_at = Set(next.due_at().map(|due| due.0));
    changed.reopenings = Set(i16::from(next.reopenings()));
    changed.update(txn).await?;
    Ok(next)
}
