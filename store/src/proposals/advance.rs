//! What time does to proposals: reviews end and voting opens, voting ends and is counted.

use blkout_core::governance::{CastBallot, Choice, ElectorateSalt, Event, Outcome, ProposalId, State, Tally};
use blkout_core::time::UtcMillis;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::entities::{ballot, count, electorate, electorate_mark, proposal};
use super::records::{lifecycle, round, signed, unsigned};
use super::states::{load, record};
use super::{ProposalError, Proposals, electorates};
use crate::StoreError;

/// How many proposals one call looks at; the next call takes the next ones.
const DUE_AT_ONCE: u64 = 100;

/// What [`Proposals::advance`] did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advanced {
    /// Reviews that ended: these are open to votes now.
    pub opened: Vec<ProposalId>,
    /// Votes that were counted.
    pub closed: Vec<(ProposalId, Outcome)>,
}

impl Proposals<'_> {
    /// Does what is due at `now`: opens votes whose review is over and counts votes whose time is over. Each
    /// proposal is a transaction of its own. `new_salt` gives 32 fresh random bytes for each electorate, or `None`
    /// where the system has none to give.
    ///
    /// A vote that was due earlier is closed as of when it was due: ballots were taken until then and no longer.
    ///
    /// # Errors
    /// The first [`ProposalError`], after all that is due has been tried.
    pub async fn advance(
        &self,
        now: UtcMillis,
        mut new_salt: impl FnMut() -> Option<ElectorateSalt> + Send,
    ) -> Result<Advanced, ProposalError> {
        let due = proposal::Entity::find()
            .filter(proposal::Column::DueAt.lte(now.0))
            .order_by_asc(proposal::Column::DueAt)
            .limit(DUE_AT_ONCE)
            .all(self.store.reader())
            .await?;
        let mut advanced = Advanced::default();
        let mut first_error = None;
        for row in due {
            let id: ProposalId = row.id.parse().map_err(StoreError::corrupt)?;
            let done = match new_salt() {
                Some(salt) => self.advance_one(&id, now, salt).await,
                None => Err(ProposalError::NoRandomness),
            };
            match done {
                Ok(Some(State::Open)) => advanced.opened.push(id),
                Ok(Some(state)) => {
                    let outcome = Outcome::ALL.into_iter().find(|outcome| State::from(*outcome) == state);
                    advanced.closed.extend(outcome.map(|outcome| (id, outcome)));
                }
                Ok(None) => {}
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        first_error.map_or(Ok(advanced), Err)
    }

    /// Opens a vote that had no quorum again, once, with the members who are active now and without ballots.
    ///
    /// # Errors
    /// [`ProposalError`].
    pub async fn reopen(&self, id: &ProposalId, salt: ElectorateSalt, now: UtcMillis) -> Result<(), ProposalError> {
        let id = id.clone();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = load(txn, &id).await?;
                    let next = record(txn, row.clone(), Event::Reopened, now).await?;
                    electorates::freeze(txn, &row, round(&next), salt, now).await?;
                    Ok(())
                })
            })
            .await
    }

    /// The state that the proposal came to; `None` if another process was quicker.
    async fn advance_one(
        &self,
        id: &ProposalId,
        now: UtcMillis,
        salt: ElectorateSalt,
    ) -> Result<Option<State>, ProposalError> {
        let id = id.clone();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = load(txn, &id).await?;
                    let before = lifecycle(&row)?;
                    let Some(due) = before.due_at().filter(|due| *due <= now) else { return Ok(None) };
                    let next = if before.state() == State::Review {
                        let next = record(txn, row.clone(), Event::Opened, now).await?;
                        electorates::freeze(txn, &row, round(&next), salt, now).await?;
                        next
                    } else {
                        let outcome = count_round(txn, &row, round(&before), due).await?;
                        record(txn, row, Event::Closed(outcome), due).await?
                    };
                    Ok(Some(next.state()))
                })
            })
            .await
    }
}

/// Counts the ballots of a round and keeps the count.
async fn count_round(
    txn: &DatabaseTransaction,
    row: &proposal::Model,
    round: i16,
    closed_at: UtcMillis,
) -> Result<Outcome, StoreError> {
    let frozen = electorate::Entity::find_by_id((row.id.clone(), round)).one(txn).await?;
    let frozen = frozen.ok_or_else(|| StoreError::corrupt("a vote without an electorate"))?;
    let kind = row.kind.parse().map_err(StoreError::corrupt)?;
    let ballots = cast_ballots(txn, &row.id, round).await?;
    let tally = Tally::count(kind, unsigned(frozen.members)?, unsigned(frozen.affected_creators)?, ballots)
        .map_err(StoreError::corrupt)?;
    let counts = tally.counts();
    let kept = count::Model {
        proposal_id: row.id.clone(),
        round,
        support: signed(counts.support)?,
        oppose: signed(counts.oppose)?,
        abstain: signed(counts.abstain)?,
        block: signed(counts.block)?,
        creators: signed(counts.creators)?,
        creators_support: signed(counts.creators_support)?,
        creators_oppose: signed(counts.creators_oppose)?,
        outcome: tally.outcome().as_str().to_owned(),
        closed_at: closed_at.0,
    };
    count::Entity::insert(kept.into_active_model()).exec_without_returning(txn).await?;
    Ok(tally.outcome())
}

/// Every ballot of a round, replaced ones too, as a count reads them.
pub(super) async fn cast_ballots(
    db: &impl ConnectionTrait,
    proposal_id: &str,
    round: i16,
) -> Result<Vec<CastBallot<String>>, StoreError> {
    let creators: std::collections::BTreeSet<String> = electorate_mark::Entity::find()
        .filter(electorate_mark::Column::ProposalId.eq(proposal_id))
        .filter(electorate_mark::Column::Round.eq(round))
        .filter(electorate_mark::Column::Creator.eq(true))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.mark)
        .collect();
    let rows = ballot::Entity::find()
        .filter(ballot::Column::ProposalId.eq(proposal_id))
        .filter(ballot::Column::Round.eq(round))
        .all(db)
        .await?;
    rows.into_iter()
        .map(|row| {
            let choice: Choice = row.choice.parse().map_err(StoreError::corrupt)?;
            Ok(CastBallot { creator: creators.contains(&row.mark), voter: row.mark, choice, at: UtcMillis(row.at) })
        })
        .collect()
}
