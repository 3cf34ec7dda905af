//! Casting a ballot, and finding one's own again.

use blkout_core::governance::{Ballot, Choice, ElectorateSalt, ProposalId, VoterMark};
use blkout_core::time::UtcMillis;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::Proposals;
use super::entities::{ballot, electorate, electorate_mark, proposal};
use super::records::{lifecycle, round};
use crate::{MemberId, StoreError};

/// Why a ballot was not taken. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CastBallotError {
    /// There is no proposal with this id.
    #[error("there is no such proposal")]
    NotFound,
    /// Voting has not begun or is over.
    #[error("this vote is not open")]
    NotOpen,
    /// The member was not in the electorate when it was frozen.
    #[error("this vote is open to the members who were active when it began")]
    NotInElectorate,
    /// The ballot is none of this kind of decision.
    #[error(transparent)]
    Ballot(#[from] blkout_core::governance::BallotError),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for CastBallotError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// What a voter takes away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Under which mark the ballot is kept.
    pub mark: VoterMark,
    /// The instant that it is kept with.
    pub at: UtcMillis,
}

/// A member's own part in a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnVote {
    /// The member's mark.
    pub mark: VoterMark,
    /// The ballot that counts, with the reason of a block; `None` before the first.
    pub ballot: Option<(Choice, Option<String>)>,
}

impl Proposals<'_> {
    /// Casts a ballot, or replaces the member's earlier one. Whether voting is open, whether the member belongs to
    /// the electorate and which ballot is the later are settled in one transaction.
    ///
    /// # Errors
    /// [`CastBallotError`].
    pub async fn cast_ballot(
        &self,
        id: &ProposalId,
        member_id: &MemberId,
        ballot: Ballot,
        now: UtcMillis,
    ) -> Result<Receipt, CastBallotError> {
        let (id, member_id) = (id.clone(), member_id.clone());
        self.store.write(|txn| Box::pin(async move { cast(txn, &id, &member_id, &ballot, now).await })).await
    }

    /// The member's own part in the latest round; `None` for somebody who is not in its electorate.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn own_vote(&self, id: &ProposalId, member_id: &MemberId) -> Result<Option<OwnVote>, StoreError> {
        let db = self.store.reader();
        let Some(row) = proposal::Entity::find_by_id(id.as_str()).one(db).await? else { return Ok(None) };
        let round = round(&lifecycle(&row)?);
        let Some(mark) = mark_in_electorate(db, &row.id, round, member_id).await? else { return Ok(None) };
        let latest = ballot::Entity::find()
            .filter(ballot::Column::ProposalId.eq(row.id.as_str()))
            .filter(ballot::Column::Round.eq(round))
            .filter(ballot::Column::Mark.eq(mark.to_string()))
            .order_by_desc(ballot::Column::At)
            .one(db)
            .await?;
        let ballot = latest
            .map(|row| row.choice.parse().map(|choice| (choice, row.reason)).map_err(StoreError::corrupt))
            .transpose()?;
        Ok(Some(OwnVote { mark, ballot }))
    }
}

async fn cast(
    txn: &DatabaseTransaction,
    id: &ProposalId,
    member_id: &MemberId,
    ballot: &Ballot,
    now: UtcMillis,
) -> Result<Receipt, CastBallotError> {
    let row = proposal::Entity::find_by_id(id.as_str()).one(txn).await?.ok_or(CastBallotError::NotFound)?;
    let kind = row.kind.parse().map_err(StoreError::corrupt)?;
    if !ballot.choice().allowed_in(kind) {
        return Err(blkout_core::governance::BallotError::BlockOutsideConsensus.into());
    }
    let lifecycle = lifecycle(&row)?;
    let last = ballot::Entity::find()
        .filter(ballot::Column::ProposalId.eq(row.id.as_str()))
        .order_by_desc(ballot::Column::At)
        .one(txn)
        .await?;
    // Two ballots in one millisecond, or a clock that was set back, must not make it unclear which is the later.
    let at = last.map_or(now, |last| now.max(UtcMillis(last.at).plus_ms(1)));
    if !lifecycle.accepts_ballots(now) || !lifecycle.accepts_ballots(at) {
        return Err(CastBallotError::NotOpen);
    }
    let round = round(&lifecycle);
    let mark = mark_in_electorate(txn, &row.id, round, member_id).await?.ok_or(CastBallotError::NotInElectorate)?;
    let kept = ballot::Model {
        proposal_id: row.id,
        at: at.0,
        round,
        mark: mark.to_string(),
        choice: ballot.choice().as_str().to_owned(),
        reason: ballot.reason().map(str::to_owned),
    };
    ballot::Entity::insert(kept.into_active_model()).exec_without_returning(txn).await?;
    Ok(Receipt { mark, at })
}

/// The member's mark in a round, if it is one of the frozen ones.
async fn mark_in_electorate(
    db: &impl ConnectionTrait,
    proposal_id: &str,
    round: i16,
    member_id: &MemberId,
) -> Result<Option<VoterMark>, StoreError> {
    let Some(frozen) = electorate::Entity::find_by_id((proposal_id.to_owned(), round)).one(db).await? else {
        return Ok(None);
    };
    let mut salt = [0; 32];
    hex::decode_to_slice(&frozen.salt, &mut salt).map_err(|_| StoreError::corrupt("an electorate without a salt"))?;
    let mark = ElectorateSalt::new(salt).mark(member_id.as_str());
    let key = (proposal_id.to_owned(), round, mark.to_string());
    Ok(electorate_mark::Entity::find_by_id(key).one(db).await?.map(|_| mark))
}
