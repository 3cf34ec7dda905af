//! `blkout ledger waiting`: what the processor's events told too early, and what still waits after a day.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use blkout_core::{money::Money, time::DAY_MS};
use blkout_store::Waiting;

use super::{CommandError, migrate::open_existing};
use crate::{clock::Clock, config::Config};

/// The arguments of `blkout ledger waiting`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A refund whose payment never came, or a dispute that takes more than is left, waits outside of the ledger. Import the \
processor's file for the time of the payment: what fits then goes in with it.")]
pub struct WaitingArgs {
    /// Show what has waited for less than a day, too
    #[arg(long)]
    all: bool,
    /// Answer in JSON, amounts in minor units
    #[arg(long)]
    json: bool,
}

/// Lists what waits, the oldest first.
///
/// # Errors
/// [`CommandError::Store`] when it cannot be read.
pub async fn run(args: WaitingArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = open_existing(config).await?;
    let now = Clock::System.now();
    let before = if args.all { now } else { now.plus_ms(-DAY_MS) };
    let waiting = store.webhooks().waiting(before).await?;
    let text = if args.json { json(&waiting) } else { plain(&waiting) };
    writeln!(io::stdout(), "{text}").map_err(CommandError::io("write the list"))?;
    Ok(ExitCode::SUCCESS)
}

fn json(waiting: &[Waiting]) -> String {
    let rows: Vec<_> = waiting
        .iter()
        .map(|Waiting { notice, event_id, told_at }| {
            serde_json::json!({
                "balance_transaction": notice.entry.id,
                "kind": notice.entry.kind.word(),
                "charge": notice.entry.charge_id,
                "currency": notice.entry.currency.code().to_ascii_lowercase(),
                "gross": notice.entry.gross,
                "event": event_id,
                "since": told_at.rfc3339(),
            })
        })
        .collect();
    serde_json::json!(rows).to_string()
}

fn plain(waiting: &[Waiting]) -> String {
    if waiting.is_empty() {
        return "Nothing waits.".to_owned();
    }
    let line = |Waiting { notice, event_id, told_at }: &Waiting| {
        let entry = &notice.entry;
        let amount = Money::new(entry.gross, entry.currency);
        let (since, kind) = (told_at.rfc3339(), entry.kind);
        format!("{since}  {kind} of {amount}, {}, for the charge {} ({event_id})", entry.id, entry.charge_id)
    };
    waiting.iter().map(line).collect::<Vec<_>>().join("\n")
}
