//! `blkout routes`: the address pattern of every page, for tests that must not miss one.

use std::io::{self, Write};
use std::process::ExitCode;

use blkout_store::Store;

use super::CommandError;
use crate::app::AppState;
use crate::clock::Clock;
use crate::config::Config;
use crate::pages;

/// Nothing of a community is needed to know the addresses, and none of its files is touched.
const NO_COMMUNITY: &str = "sqlite::memory:";

/// The arguments of `blkout routes`: none of its own.
#[derive(Debug, clap::Args)]
pub struct RoutesArgs {}

/// Writes the pattern of every page's address, one to a line, as in `/newsroom/{slug}`. Addresses that only forms post
/// to, files and the API are not pages.
///
/// # Errors
/// [`CommandError::Usage`] when the built site is not where the settings say.
pub async fn run(_args: RoutesArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = Store::connect(NO_COMMUNITY).await?;
    let state = AppState::new(store, Clock::System, config).map_err(|error| CommandError::Usage(error.to_string()))?;
    let mut lines = pages::patterns(&state).join("\n");
    lines.push('\n');
    io::stdout().write_all(lines.as_bytes()).map_err(CommandError::io("write the addresses"))?;
    Ok(ExitCode::SUCCESS)
}
