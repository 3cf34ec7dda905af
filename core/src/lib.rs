//! The rules of the community, and nothing else.
//!
//! This crate is pure: no input or output, no clock, no randomness, no floating point. Instants and
//! random bytes come in as parameters. The same code runs on the server and, compiled to wasm32, in the
//! reader's own browser, which is what makes the figures checkable.
//!
//! Every number of the domain lives here, named, with the section of the rules that it comes from.

pub mod agreements;
pub mod care;
pub mod governance;
pub mod id;
pub mod ledger;
pub mod limits;
pub mod membership;
pub mod money;
pub mod payments;
pub mod payouts;
pub mod record;
pub mod settings;
pub mod time;
