//! The pages, each found by its address.

pub mod accessibility;
pub mod agreements;
pub mod contacts;
pub mod creators;
pub mod design;
pub mod errors;
pub mod home;
pub mod ledger;
pub mod manual_entries;
mod names;
pub mod newsroom;
pub mod offline;
pub mod payouts;
pub mod preferences;
pub mod proposals;
pub mod record;
mod restricted;
pub mod safety;
pub mod saved;
pub mod sign_in;
pub mod support;
pub mod warnings;
