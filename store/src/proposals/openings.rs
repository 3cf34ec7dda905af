//! The counted ballots of a closed vote, for everybody who wants to count again.

use std::collections::BTreeMap;

use blkout_core::governance::tally::latest_of_each_voter;
use blkout_core::governance::{CastBallot, Choice, ProposalId, Publication, VoterMark, publication};
use blkout_core::time::UtcMillis;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::Proposals;
use super::entities::{ballot, electorate_mark};
use crate::StoreError;
use crate::members::entity as member;

/// Ids in one statement, below the limit of either engine (32 766 on SQLite).
const IDS_AT_ONCE: usize = 16_000;

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
    /// In a roll call, the name of the member who cast it; `None` also for somebody who is no longer here.
    pub name: Option<String>,
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
        let marks: BTreeMap<String, electorate_mark::Model> =
            marks.into_iter().map(|row| (row.mark.clone(), row)).collect();
        let ballots = ballot::Entity::find()
            .filter(ballot::Column::ProposalId.eq(id.as_str()))
            .filter(ballot::Column::Round.eq(vote.round))
            .all(db)
            .await?;
        let mut cast = Vec::with_capacity(ballots.len());
        let mut reasons = BTreeMap::new();
        for row in ballots {
            let voter: VoterMark = row.mark.parse().map_err(StoreError::corrupt)?;
            let choice: Choice = row.choice.parse().map_err(StoreError::corrupt)?;
            let creator = marks.get(&row.mark).is_some_and(|mark| mark.creator);
            reasons.extend(row.reason.map(|reason| ((voter, row.at), reason)));
            cast.push(CastBallot { voter, choice, at: UtcMillis(row.at), creator });
        }
        let counted = latest_of_each_voter(cast).map_err(StoreError::corrupt)?;
        let names = roll_call_names(db, marks.values()).await?;
        let openings = counted.into_iter().map(|ballot| Opening {
            mark: ballot.voter,
            choice: ballot.choice,
            creator: ballot.creator,
            reason: reasons.remove(&(ballot.voter, ballot.at.0)),
            name: marks
                .get(&ballot.voter.to_string())
                .and_then(|row| names.get(row.roll_call_member_id.as_deref()?).cloned()),
        });
        Ok(Some(openings.collect()))
    }
}

/// The names of those whom a roll call keeps beside their marks, by id.
async fn roll_call_names(
    db: &impl ConnectionTrait,
    marks: impl Iterator<Item = &electorate_mark::Model>,
) -> Result<BTreeMap<String, String>, StoreError> {
    let ids: Vec<&str> = marks.filter_map(|row| row.roll_call_member_id.as_deref()).collect();
    let mut names = BTreeMap::new();
    for chunk in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(String, String)> = member::Entity::find()
            .select_only()
            .columns([member::Column::Id, member::Column::Name])
            .filter(member::Column::Id.is_in(chunk.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        names.extend(rows);
    }
    Ok(names)
}
