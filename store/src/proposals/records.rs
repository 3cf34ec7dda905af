//! What the repository gives: rows turned into the types of `core`, or the fault that they hold.

use blkout_core::governance::{
    Category, Commitment, Counts, DecisionKind, Lifecycle, Outcome, ProposalId, ProposalText, ProposalTitle, Secrecy,
    State, Tally,
};
use blkout_core::time::UtcMillis;

use super::entities::{count, electorate, proposal};
use crate::{MemberId, StoreError, new_id::new_id};

/// A proposal to be kept as a draft.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// A new id (`UUIDv7`, so that ids sort by time).
    pub id: ProposalId,
    /// One line.
    pub title: ProposalTitle,
    /// Markdown.
    pub text: ProposalText,
    /// What it is about.
    pub category: Category,
    /// How much agreement it needs.
    pub kind: DecisionKind,
    /// Whether ballots are connected to members.
    pub secrecy: Secrecy,
    /// Whether creators are affected, and so counted a second time where the rule asks for it.
    pub affects_creators: bool,
}

impl NewProposal {
    /// A new id, from the instant and ten random bytes that the caller drew.
    ///
    /// # Errors
    /// None in practice: every UUID has the form of an id.
    pub fn id_at(now: UtcMillis, random: [u8; 10]) -> Result<ProposalId, StoreError> {
        new_id(now, random)
    }
}

/// What a list says of a proposal.
#[derive(Clone, Debug)]
pub struct ProposalSummary {
    /// Its address.
    pub id: ProposalId,
    /// One line.
    pub title: String,
    /// What it is about.
    pub category: Category,
    /// How much agreement it needs.
    pub kind: DecisionKind,
    /// Whether ballots are connected to members.
    pub secrecy: Secrecy,
    /// Whether creators are affected.
    pub affects_creators: bool,
    /// Where it stands.
    pub lifecycle: Lifecycle,
    /// The latest round of voting; `None` before the first.
    pub vote: Option<Vote>,
}

/// A proposal with its text.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What a list says of it.
    pub summary: ProposalSummary,
    /// Markdown as its author wrote it; not yet safe to show.
    pub text: String,
    /// The member who wrote it.
    pub author_id: MemberId,
}

/// A round of voting.
#[derive(Clone, Debug)]
pub struct Vote {
    /// 1, or 2 for a vote that was opened again.
    pub round: i16,
    /// How many may vote.
    pub electorate: u64,
    /// How many of them are affected creators.
    pub affected_creators: u64,
    /// The digest of who may vote.
    pub commitment: Commitment,
    /// When it opened and the electorate was frozen.
    pub opened_at: UtcMillis,
    /// How many have voted so far. It says nothing about what they said.
    pub voters: u64,
    /// The count, from the closing on.
    pub tally: Option<Tally>,
}

impl ProposalSummary {
    /// Reads a row; `vote` comes from other tables.
    pub(super) fn from_row(row: &proposal::Model, vote: Option<Vote>) -> Result<Self, StoreError> {
        let kind: DecisionKind = row.kind.parse().map_err(StoreError::corrupt)?;
        Ok(Self {
            id: row.id.parse().map_err(StoreError::corrupt)?,
            title: row.title.clone(),
            category: row.category.parse().map_err(StoreError::corrupt)?,
            kind,
            secrecy: row.secrecy.parse().map_err(StoreError::corrupt)?,
            affects_creators: row.affects_creators,
            lifecycle: lifecycle(row)?,
            vote,
        })
    }
}

/// The present state of a row.
pub(super) fn lifecycle(row: &proposal::Model) -> Result<Lifecycle, StoreError> {
    let kind = row.kind.parse().map_err(StoreError::corrupt)?;
    let state: State = row.state.parse().map_err(StoreError::corrupt)?;
    let reopenings = u8::try_from(row.reopenings).map_err(StoreError::corrupt)?;
    Ok(Lifecycle::resume(kind, state, UtcMillis(row.state_since), reopenings))
}

/// The round of voting that is going on or was the last, by the number that its electorate has.
pub(super) fn round(lifecycle: &Lifecycle) -> i16 {
    i16::from(lifecycle.reopenings()) + 1
}

impl Vote {
    pub(super) fn from_rows(
        kind: DecisionKind,
        frozen: &electorate::Model,
        voters: i64,
        counted: Option<&count::Model>,
    ) -> Result<Self, StoreError> {
        let electorate = unsigned(frozen.members)?;
        let affected_creators = unsigned(frozen.affected_creators)?;
        Ok(Self {
            round: frozen.round,
            electorate,
            affected_creators,
            commitment: frozen.commitment.parse().map_err(StoreError::corrupt)?,
            opened_at: UtcMillis(frozen.frozen_at),
            voters: unsigned(voters)?,
            tally: counted.map(|counted| tally(kind, electorate, affected_creators, counted)).transpose()?,
        })
    }
}

/// Reads a kept count and follows it to its outcome again; a row that says another outcome is a fault.
fn tally(kind: DecisionKind, electorate: u64, affected_creators: u64, row: &count::Model) -> Result<Tally, StoreError> {
    let counts = Counts {
        support: unsigned(row.support)?,
        oppose: unsigned(row.oppose)?,
        abstain: unsigned(row.abstain)?,
        block: unsigned(row.block)?,
        creators_support: unsigned(row.creators_support)?,
        creators_oppose: unsigned(row.creators_oppose)?,
        creators: unsigned(row.creators)?,
    };
    let tally = Tally::new(kind, electorate, affected_creators, counts).map_err(StoreError::corrupt)?;
    let recorded: Outcome = row.outcome.parse().map_err(StoreError::corrupt)?;
    if recorded == tally.outcome() { Ok(tally) } else { Err(StoreError::corrupt("an outcome that its count denies")) }
}

/// A count of the database.
pub(super) fn unsigned(count: i64) -> Result<u64, StoreError> {
    u64::try_from(count).map_err(StoreError::corrupt)
}

/// A count for the database.
pub(super) fn signed(count: u64) -> Result<i64, StoreError> {
    i64::try_from(count).map_err(StoreError::corrupt)
}
