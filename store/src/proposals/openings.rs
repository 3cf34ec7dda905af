//! The counted ballots of a closed vote, for everybody who wants to count again.

use blkout_core::governance::tally::latest_of_each_voter;
use blkout_core::governance::{CastBallot, Choice, ProposalId, Publication, VoterMark, publication};
use blkout_core::time::UtcMillis;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::Proposals;
use super::entities::{ballot, electorate_mark};
use crate::{MemberId, StoreError};

/// A counted ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Whose: a mark.
    pub mark: VoterMark,
    /// What it said.
    pub choice: Choice,
    /// Whether it was counted among the affected creators.
    pub creator: bool,
    /// Why it blocked.
    pub reason: Option<String>,
    /// In a roll call, the member who cast it.
    pub member_id: Option<MemberId>,
}

impl Proposals<'_> {
    /// The counted ballots of the latest round, sorted by mark. `None` while voting is open, and for ever where
    /// the rules withhold them (see [`publication`]).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn openings(&self, id: &ProposalId) -> Result<Option<Vec<Opening>>, StoreError> {
        let Some(proposal) = self.find(id).await? else { return Ok(None) };
        let Some(vote) = proposal.summary.vote else { return Ok(None) };
        let Some(tally) = vote.tally else { return Ok(None) };
        if publication(proposal.summary.secrecy, &tally) == Publication::OutcomeOnly {
            return Ok(None);
        }
        let db = self.store.reader();
        let marks = electorate_mark::Entity::find()
            .filter(electorate_mark::Column::ProposalId.eq(id.as_str()))
            .filter(electorate_mark::Column::Round.eq(vote.round))
            .all(db)
            .await?;
        let marks: std::collections::BTreeMap<String, electorate_mark::Model> =
            marks.into_iter().map(|row| (row.mark.clone(), row)).collect();
        let ballots = ballot::Entity::find()
            .filter(ballot::Column::ProposalId.eq(id.as_str()))
            .filter(ballot::Column::Round.eq(vote.round))
            .all(db)
            .await?;
        let mut cast = Vec::with_capacity(ballots.len());
        let mut reasons = std::collections::BTreeMap::new();
        for row in ballots {
            let voter: VoterMark = row.mark.parse().map_err(StoreError::corrupt)?;
            let choice: Choice = row.choice.parse().map_err(StoreError::corrupt)?;
            let creator = marks.get(&row.mark).is_some_and(|mark| mark.creator);
            reasons.extend(row.reason.map(|reason| ((voter, row.at), reason)));
            cast.push(CastBallot { voter, choice, at: UtcMillis(row.at), creator });
        }
        let counted = latest_of_each_voter(cast).map_err(StoreError::corrupt)?;
        let openings = counted.into_iter().map(|ballot| Opening {
            mark: ballot.voter,
            choice: ballot.choice,
            creator: ballot.creator,
            reason: reasons.remove(&(ballot.voter, ballot.at.0)),
            member_id: marks
                .get(&ballot.voter.to_string())
                .and_then(|row| MemberId::parse(row.roll_call_member_id.as_deref()?)),
        });
        Ok(Some(openings.collect()))
    }
}
