//! The subcommands of `blkout`, one file each.
//!
//! To add one: a file here with `pub struct XArgs` (clap `Args`) and `pub async fn run(args, &Config)`,
//! then a line below and a variant in [`crate::cli::Command`].

pub mod demo;
pub mod design;
pub mod error;
pub mod import;
pub mod json_lines;
pub mod ledger;
pub mod member;
pub mod migrate;
pub mod password;
pub mod payouts;
pub mod policy;
pub mod record;
pub mod routes;
pub mod serve;
pub mod split;
pub mod tally;
pub mod waiting;

pub use error::CommandError;
