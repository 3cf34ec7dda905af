//! `blkout policy creator-share`: carries out what a passed proposal decided about the creators' share.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use blkout_core::{governance::ProposalId, money::CreatorShare};
use blkout_store::{EnactError, ProposalError};

use super::{CommandError, migrate::open};
use crate::{clock::Clock, config::Config};

/// The arguments of `blkout policy creator-share`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Payments that were made before keep the share that they were made under. The change stands in the public
record with the proposal's id, and the proposal counts as implemented. There is no share below 7500.")]
pub struct CreatorShareArgs {
    /// The creators' share of new payments in basis points, 7500 to 10000 (8000 is 80 per cent)
    #[arg(long, value_name = "BPS")]
    bps: i64,
    /// The id of the ordinary decision that passed: the last part of the proposal's address
    #[arg(long, value_name = "PROPOSAL")]
    decision: ProposalId,
}

/// Writes the policy, in one transaction with the proposal's new state.
///
/// # Errors
/// [`CommandError::Usage`] for a share that there is not, [`CommandError::Refused`] when nothing was decided.
pub async fn run(args: CreatorShareArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let share = CreatorShare::from_bps(args.bps).map_err(|error| CommandError::Usage(error.to_string()))?;
    let store = open(config).await?;
    let enacted = store.proposals().enact_creator_share(&args.decision, share, Clock::System.now()).await;
    let index = enacted.map_err(|error| match error {
        EnactError::Proposal(ProposalError::Store(error)) => CommandError::Store(error),
        other => CommandError::Refused(format!("{other}; nothing was changed")),
    })?;
    let line =
        format!("New payments give creators {} of 10000. It is entry {index} of the public record.", share.bps());
    writeln!(io::stdout(), "{line}").map_err(CommandError::io("write the answer"))?;
    Ok(ExitCode::SUCCESS)
}
