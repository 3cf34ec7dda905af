//! `blkout policy creator-share` and `payout-minimum`: carries out what a passed proposal decided about money.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use blkout_core::{
    governance::ProposalId,
    money::{CreatorShare, Currency, Money},
};
use blkout_store::{EnactError, ProposalError};

use super::{CommandError, migrate::open_existing};
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

/// The arguments of `blkout policy payout-minimum`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
What is owed and less than this waits, and is never lost. Payouts that are on their way stay as they are. The
change stands in the public record with the proposal's id, and the proposal counts as implemented.")]
pub struct PayoutMinimumArgs {
    /// The smallest payout, such as 25.00
    #[arg(long, value_name = "AMOUNT")]
    amount: String,
    /// The currency, such as gbp
    #[arg(long)]
    currency: Currency,
    /// The id of the ordinary decision that passed: the last part of the proposal's address
    #[arg(long, value_name = "PROPOSAL")]
    decision: ProposalId,
}

/// Carries out a decision about the creators' share, in one transaction with the proposal's new state.
///
/// # Errors
/// [`CommandError::Usage`] for a share that there is not, [`CommandError::Refused`] when nothing was decided.
pub async fn creator_share(args: CreatorShareArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let share = CreatorShare::from_bps(args.bps).map_err(|error| CommandError::Usage(error.to_string()))?;
    let store = open_existing(config).await?;
    let enacted = store.proposals().enact_creator_share(&args.decision, share, Clock::System.now()).await;
    say(&format!("New payments give creators {} of 10000.", share.bps()), enacted)
}

/// Carries out a decision about the smallest payout, in one transaction with the proposal's new state.
///
/// # Errors
/// [`CommandError::Usage`] for what is no amount, [`CommandError::Refused`] when nothing was decided.
pub async fn payout_minimum(args: PayoutMinimumArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let PayoutMinimumArgs { amount, currency, decision } = args;
    let minimum = Money::parse_major(&amount, currency)
        .map_err(|error| CommandError::Usage(format!("--amount `{amount}` {error}")))?;
    let store = open_existing(config).await?;
    let enacted = store.proposals().enact_payout_minimum(&decision, minimum, Clock::System.now()).await;
    say(&format!("Payouts are made from {minimum} on."), enacted)
}

fn say(done: &str, enacted: Result<u64, EnactError>) -> Result<ExitCode, CommandError> {
    let index = enacted.map_err(|error| match error {
        EnactError::Proposal(ProposalError::Store(error)) => CommandError::Store(error),
        other => CommandError::Refused(format!("{other}; nothing was changed")),
    })?;
    writeln!(io::stdout(), "{done} It is entry {index} of the public record.")
        .map_err(CommandError::io("write the answer"))?;
    Ok(ExitCode::SUCCESS)
}
