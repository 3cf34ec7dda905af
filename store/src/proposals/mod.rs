//! The repository of proposals, frozen electorates, ballots and counts.

mod advance;
mod ballots;
mod check;
mod electorates;
mod enact;
mod entities;
mod list;
mod openings;
mod records;
mod states;

pub use advance::Advanced;
pub use ballots::{CastBallotError, OwnVote, Receipt};
pub use enact::EnactError;
pub use openings::Opening;
pub use records::{NewProposal, Proposal, ProposalSummary, Vote};
pub use states::ProposalError;

use crate::Store;

/// See [`Store::proposals`].
#[derive(Clone, Copy, Debug)]
pub struct Proposals<'s> {
    pub(crate) store: &'s Store,
}
