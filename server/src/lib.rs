//! What answers: the command line, the gateway and the routes of a BLKOUT community.
//!
//! A request travels through [`gateway`] (headers, sessions, limits, CSRF) to a form, an API route or a
//! page. No rule of the community is decided here: those live in `blkout-core`; no SQL either: that
//! lives in `blkout-store`.

pub mod api;
pub mod app;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod design;
pub mod evidence;
pub mod feed;
pub mod forms;
pub mod gateway;
pub mod health;
pub mod identity;
pub mod leave;
pub mod log;
pub mod pages;
pub mod payouts;
pub mod record;
pub mod secrets;
pub mod service_worker;
pub mod serving;
pub mod spreadsheet;
pub mod webhooks;

pub use cli::run;
