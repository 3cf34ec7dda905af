//! Holding the tables of votes against each other: every proposal's state against its events, every frozen electorate
//! against its marks, and every count against the ballots, counted again.
//!
//! Ballots are on no public record, so that what was changed in an open vote cannot be told here: of a closed one, the
//! kept count and the ballots have to say the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use blkout_core::governance::{
    CastBallot, Counts, DecisionKind, Electorate, ElectorateSalt, Event, Lifecycle, Outcome, Secrecy, Tally,
};
use blkout_core::time::UtcMillis;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::Proposals;
use super::advance::cast_ballots;
use super::entities::{count, electorate, electorate_mark, proposal, proposal_event};
use super::records::{round, unsigned};
use crate::members::entity as member;
use crate::{Check, StoreError};

/// Proposals looked at together.
const BATCH_ROWS: u64 = 64;

/// What the tables say of one proposal.
struct Kept {
    row: proposal::Model,
    events: Vec<proposal_event::Model>,
    electorates: BTreeMap<i16, electorate::Model>,
    counts: BTreeMap<i16, count::Model>,
}

/// From when until when a round took ballots; still open without an end.
type Rounds = BTreeMap<i16, (UtcMillis, Option<UtcMillis>)>;

impl Proposals<'_> {
    /// Follows every proposal through its events again, and counts every closed vote again. Best run while nobody
    /// writes. `looked_at` is how many proposals there are.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer; what is wrong in it is a finding and no error.
    pub async fn check(&self) -> Result<Check, StoreError> {
        let db = self.store.reader();
        let members: Vec<String> =
            member::Entity::find().select_only().column(member::Column::Id).into_tuple().all(db).await?;
        let (mut check, mut after) = (Check::default(), String::new());
        loop {
            let batch = self.kept_after(&after).await?;
            let Some(last) = batch.last() else { return Ok(check) };
            after.clone_from(&last.row.id);
            for kept in &batch {
                check.looked_at += 1;
                if let Err(what) = self.check_one(kept, &members).await? {
                    check.fault("proposals", &kept.row.id, what);
                }
            }
        }
    }

    async fn kept_after(&self, after: &str) -> Result<Vec<Kept>, StoreError> {
        let db = self.store.reader();
        let rows = proposal::Entity::find()
            .filter(proposal::Column::Id.gt(after))
            .order_by_asc(proposal::Column::Id)
            .limit(BATCH_ROWS)
            .all(db)
            .await?;
        let mut kept = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.id.as_str();
            let events = proposal_event::Entity::find()
                .filter(proposal_event::Column::ProposalId.eq(id))
                .order_by_asc(proposal_event::Column::Sequence)
                .all(db)
                .await?;
            let electorates = electorate::Entity::find().filter(electorate::Column::ProposalId.eq(id)).all(db).await?;
            let counts = count::Entity::find().filter(count::Column::ProposalId.eq(id)).all(db).await?;
            kept.push(Kept {
                events,
                electorates: electorates.into_iter().map(|row| (row.round, row)).collect(),
                counts: counts.into_iter().map(|row| (row.round, row)).collect(),
                row,
            });
        }
        Ok(kept)
    }

    /// The inner result says in words what is wrong.
    async fn check_one(&self, kept: &Kept, members: &[String]) -> Result<Result<(), String>, StoreError> {
        let rounds = match follow(kept) {
            Ok(rounds) => rounds,
            Err(what) => return Ok(Err(what)),
        };
        if !kept.electorates.keys().chain(kept.counts.keys()).all(|round| rounds.contains_key(round)) {
            return Ok(Err("there is an electorate or a count of a round that was never opened".to_owned()));
        }
        for (round, (opened, closed)) in rounds {
            if let Err(what) = self.check_round(kept, round, (opened, closed), members).await? {
                return Ok(Err(format!("round {round}: {what}")));
            }
        }
        Ok(Ok(()))
    }

    async fn check_round(
        &self,
        kept: &Kept,
        round: i16,
        (opened, closed): (UtcMillis, Option<UtcMillis>),
        members: &[String],
    ) -> Result<Result<(), String>, StoreError> {
        let db = self.store.reader();
        let Some(frozen) = kept.electorates.get(&round) else {
            return Ok(Err("nobody was frozen as its electorate".to_owned()));
        };
        let marks = electorate_mark::Entity::find()
            .filter(electorate_mark::Column::ProposalId.eq(kept.row.id.as_str()))
            .filter(electorate_mark::Column::Round.eq(round))
            .all(db)
            .await?;
        let ballots = match cast_ballots(db, &kept.row.id, round).await {
            Ok(ballots) => ballots,
            Err(StoreError::Corrupt(what)) => return Ok(Err(what)),
            Err(error) => return Err(error),
        };
        let in_time = |ballot: &CastBallot<_>| opened <= ballot.at && closed.is_none_or(|closed| ballot.at < closed);
        if !ballots.iter().all(in_time) {
            return Ok(Err("a ballot was cast while voting was not open".to_owned()));
        }
        Ok(check_electorate(&kept.row, frozen, opened, &marks, members)
            .and_then(|()| check_count(&kept.row, frozen, closed, kept.counts.get(&round), ballots)))
    }
}

/// Follows the events from the draft to the present state; answers when each round was open.
fn follow(kept: &Kept) -> Result<Rounds, String> {
    let row = &kept.row;
    let kind: DecisionKind = row.kind.parse().map_err(|error| format!("{error}"))?;
    let (mut now, mut rounds) = (Lifecycle::draft(kind, UtcMillis(row.created_at)), Rounds::new());
    for (kept_event, number) in kept.events.iter().zip(1_i64..) {
        let (word, at) = (kept_event.event.as_str(), UtcMillis(kept_event.at));
        let event = event(word, kept.counts.get(&round(&now)));
        let event = event.ok_or_else(|| format!("event {number}, {word}, is none, or has no count"))?;
        // A vote is closed as of when it was due, however late that is done.
        if matches!(event, Event::Closed(_)) && now.due_at() != Some(at) {
            return Err(format!("event {number}, {word}, is not at the end of the time for voting"));
        }
        now = now.apply(event, at).map_err(|error| format!("event {number}, {word}: {error}"))?;
        if (kept_event.sequence, kept_event.state.as_str()) != (number, now.state().as_str()) {
            return Err(format!("event {number}, {word}, leads to {} and says {}", now.state(), kept_event.state));
        }
        match event {
            Event::Opened | Event::Reopened => {
                rounds.insert(round(&now), (at, None));
            }
            Event::Closed(_) => rounds.entry(round(&now)).or_insert((at, None)).1 = Some(at),
            _ => {}
        }
    }
    let due = now.due_at().map(|due| due.0);
    same("its state", (row.state.as_str(), now.state().as_str()))?;
    same("the time of its state", (row.state_since, now.since().0))?;
    same("the number of its reopenings", (row.reopenings, i16::from(now.reopenings())))?;
    if row.due_at == due { Ok(rounds) } else { Err("when it is due is not what follows from its events".to_owned()) }
}

/// The event that a word stands for; a closing takes its outcome from the count.
fn event(word: &str, counted: Option<&count::Model>) -> Option<Event> {
    let known =
        [Event::Submitted, Event::Withdrawn, Event::Opened, Event::Reopened, Event::Implemented, Event::Archived];
    let closed = || Some(Event::Closed(counted?.outcome.parse().ok()?));
    let found = known.into_iter().find(|event| event.as_str() == word);
    if found.is_none() && word == Event::Closed(Outcome::Failed).as_str() { closed() } else { found }
}

/// The electorate against its marks, and against the members as far as they can be told from them.
fn check_electorate(
    row: &proposal::Model,
    frozen: &electorate::Model,
    opened: UtcMillis,
    marks: &[electorate_mark::Model],
    members: &[String],
) -> Result<(), String> {
    let by_name = row.secrecy == Secrecy::RollCall.as_str();
    same("when its electorate was frozen", (frozen.frozen_at, opened.0))?;
    same("the number of who may vote", (frozen.members, marks.len().try_into().unwrap_or(i64::MAX)))?;
    let creators = marks.iter().filter(|mark| mark.creator).count();
    same("the number of affected creators", (frozen.affected_creators, creators.try_into().unwrap_or(i64::MAX)))?;
    let kind: DecisionKind = row.kind.parse().map_err(|error| format!("{error}"))?;
    if creators > 0 && !(row.affects_creators && kind.rule().asks_affected_creators) {
        return Err("creators are told apart where they are not asked".to_owned());
    }
    if marks.iter().any(|mark| mark.roll_call_member_id.is_some() != by_name) {
        return Err("names stand beside the marks of a secret vote, or are missing in a roll call".to_owned());
    }
    let mut salt = [0; 32];
    hex::decode_to_slice(&frozen.salt, &mut salt).map_err(|_| "its electorate has no salt".to_owned())?;
    let salt = ElectorateSalt::new(salt);
    let known: BTreeSet<&str> = marks.iter().map(|mark| mark.mark.as_str()).collect();
    let voters: Vec<&String> = members.iter().filter(|id| known.contains(salt.mark(id).to_string().as_str())).collect();
    // Without each of its members an electorate cannot be digested again.
    if voters.is_empty() && !marks.is_empty() {
        return Err("none of its marks is that of a member".to_owned());
    }
    if marks.iter().any(|mark| {
        mark.roll_call_member_id.as_deref().is_some_and(|member| salt.mark(member).to_string() != mark.mark)
    }) {
        return Err("a name stands beside the mark of somebody else".to_owned());
    }
    let digest = Electorate::freeze(voters.iter().map(|id| (*id).clone()), salt).commitment().to_string();
    if voters.len() == marks.len() {
        same("the fingerprint of its electorate", (frozen.commitment.as_str(), &digest))
    } else {
        Ok(())
    }
}

/// The kept count against the ballots.
fn check_count(
    row: &proposal::Model,
    frozen: &electorate::Model,
    closed: Option<UtcMillis>,
    counted: Option<&count::Model>,
    ballots: Vec<CastBallot<String>>,
) -> Result<(), String> {
    let (counted, closed) = match (counted, closed) {
        (Some(counted), Some(closed)) => (counted, closed),
        (None, None) => return Ok(()),
        _ => return Err("it is open and counted, or closed and not".to_owned()),
    };
    let number = |of: i64| unsigned(of).map_err(|error| error.to_string());
    let kind = row.kind.parse().map_err(|error| format!("{error}"))?;
    let tally = Tally::count(kind, number(frozen.members)?, number(frozen.affected_creators)?, ballots);
    let tally = tally.map_err(|error| error.to_string())?;
    let kept = Counts {
        support: number(counted.support)?,
        oppose: number(counted.oppose)?,
        abstain: number(counted.abstain)?,
        block: number(counted.block)?,
        creators: number(counted.creators)?,
        creators_support: number(counted.creators_support)?,
        creators_oppose: number(counted.creators_oppose)?,
    };
    if kept != *tally.counts() {
        return Err(format!("the kept count is {kept:?}, and the ballots add up to {:?}", tally.counts()));
    }
    same("its outcome", (counted.outcome.as_str(), tally.outcome().as_str()))?;
    same("when it was closed", (counted.closed_at, closed.0))
}

fn same<T: PartialEq + Display>(what: &str, (found, expected): (T, T)) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what} is {found} and should be {expected}")) }
}
