//! The record as the world meets it: served tiles and proofs, witnesses, forks, and the key in its file.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, fails it")]

mod cosigning;
mod exporting;
mod keys;
mod serving;
mod site;
mod watching;
