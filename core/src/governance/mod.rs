//! How the community decides: proposals, ballots, electorates, tallies and outcomes (rules.md, Governance).
//!
//! Everything here is a pure function of values that were passed in. A count can therefore be repeated
//! by anybody, on any machine and in any order, and must come out the same.

pub mod ballot;
pub mod electorate;
pub mod fraction;
pub mod kind;
pub mod lifecycle;
pub mod meaning;
pub mod proposal;
pub mod publication;
pub mod tally;

pub use ballot::{Ballot, BallotError, BlockReason, CastBallot, Choice};
pub use electorate::{Commitment, Electorate, ElectorateSalt, VoterMark};
pub use fraction::{Fraction, Threshold};
pub use kind::{DecisionKind, DecisionRule};
pub use lifecycle::{Event, Lifecycle, PassedDecision, State, TransitionError};
pub use meaning::{BallotMeaning, ballot_meaning};
pub use proposal::{Category, ProposalId, ProposalText, ProposalTitle, ProposerStanding};
pub use publication::{Publication, Secrecy, publication};
pub use tally::{Counts, Outcome, Tally, TallyError};

/// A word that is not one of the words of a governance type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} must be one of {allowed}")]
pub struct UnknownWord {
    /// What the word should have named, such as "kind".
    pub what: &'static str,
    /// The words that are known, separated by commas.
    pub allowed: &'static str,
}
