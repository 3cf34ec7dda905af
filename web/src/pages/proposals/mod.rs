//! `/proposals` and `/proposals/{id}`: what the community decides, and the vote.

mod ballot_form;
mod choices;
mod list;
mod outcome;
mod secrecy;
mod show;
mod words;

pub use list::ProposalList;
pub use show::ProposalPage;
