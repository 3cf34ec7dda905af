//! `blkout ledger totals`: what the ledger adds up to, computed again from every posting.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    process::ExitCode,
};

use blkout_core::{ledger::CurrencyTotals, money::Money};

use super::{CommandError, migrate::open_existing};
use crate::config::Config;

/// The arguments of `blkout ledger totals`.
#[derive(Debug, clap::Args)]
pub struct LedgerArgs {
    /// Answer in JSON, amounts in minor units
    #[arg(long)]
    json: bool,
}

/// Adds up the postings and shows the totals of each currency.
///
/// # Errors
/// [`CommandError::Store`] when the ledger cannot be read, or contradicts itself.
pub async fn run(args: LedgerArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = open_existing(config).await?;
    let totals = store.ledger().totals_recomputed().await?;
    let text = if args.json { json(&totals) } else { plain(&totals) };
    writeln!(io::stdout(), "{text}").map_err(CommandError::io("write the totals"))?;
    Ok(ExitCode::SUCCESS)
}

fn json(totals: &[CurrencyTotals]) -> String {
    let by_currency: BTreeMap<String, &CurrencyTotals> =
        totals.iter().map(|totals| (totals.currency.code().to_ascii_lowercase(), totals)).collect();
    serde_json::json!(by_currency).to_string()
}

/// The totals as a table in plain text.
pub(super) fn plain(totals: &[CurrencyTotals]) -> String {
    if totals.is_empty() {
        return "The ledger has no transactions yet.".to_owned();
    }
    let block = |totals: &CurrencyTotals| {
        let line = |name: &str, minor| format!("  {name:<22}{:>24}\n", Money::new(minor, totals.currency).to_string());
        let mut text = format!("{} ({} transactions)\n", totals.currency, totals.transactions);
        for (name, minor) in [
            ("charged", totals.charged),
            ("returned", totals.returned),
            ("creators", totals.creator_pool),
            ("platform", totals.platform),
            ("community", totals.community),
            ("  of which gifts", totals.gifts),
            ("processor's fees", totals.fees),
            ("paid out to the bank", totals.paid_out),
            ("left at the processor", totals.processor_balance),
        ] {
            text.push_str(&line(name, minor));
        }
        for (creator, minor) in &totals.creators {
            text.push_str(&line(&format!("  {creator}"), *minor));
        }
        text
    };
    totals.iter().map(block).collect::<Vec<_>>().join("\n")
}
