//! The gateway as a visitor meets it: every test sends requests through the whole router, over a fresh database.

#![expect(clippy::unwrap_used, reason = "what a test cannot do without, fails it")]

mod api;
mod busy;
mod csrf;
mod errors;
mod escaping;
mod files;
mod headers;
mod leaving;
mod limits;
mod memory;
mod money;
mod offline;
mod return_path;
mod sessions;
mod site;
mod warnings;
mod writing;
