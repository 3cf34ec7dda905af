//! `blkout witness URL`: watches a log, and lends its name to what it has seen.
//!
//! It works with any log that serves C2SP `tlog-tiles`, not only with a BLKOUT community's record.

pub mod log;
pub mod memory;
pub mod visit;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use blkout_core::record::note::{KeyName, Signer, Verifier};
use blkout_core::time::SECOND_MS;

use self::log::Log;
use self::memory::StatePlace;
use self::visit::{Visit, VisitError, Visitor};
use super::super::CommandError;
use crate::clock::Clock;
use crate::config::Config;
use crate::record::key;

const EXAMPLES: &str = "\
Examples:
  blkout witness https://example.org/record --once
  blkout witness https://example.org/record --log-key example.org/record+1a2b3c4d+AQ...

Each visit reads the log's newest checkpoint, checks that it continues the one of the visit before, signs it and \
hands the signature to the log. What it has seen is kept in a file; a witness that lost it begins again. Run it on a \
machine that is not the log's.
Exit codes: 0 stopped or signed, 1 not signed (both checkpoints are printed when the log has two stories), 2 wrong usage.";

/// The arguments of `blkout witness`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct WitnessArgs {
    /// Where the log is, such as `https://example.org/record`
    url: String,
    /// The file with the witness's own key, made when it is not there [default: witness.key in the data folder]
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The log's public key [default: the one that is remembered; on the first visit, the one that the log names]
    #[arg(long, value_name = "VKEY")]
    log_key: Option<Verifier>,
    /// The file with what was seen of this log [default: a file for each log's name in the data folder]
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// The witness's name, such as example.net/witness; fixed when its key is made [default: made from the key]
    #[arg(long, value_parser = |text: &str| KeyName::new(text))]
    name: Option<KeyName>,
    /// Visit once instead of again and again
    #[arg(long)]
    once: bool,
    /// Seconds between visits
    #[arg(long, value_name = "SECONDS", default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..))]
    every: u32,
}

/// Visits the log, once or until told to stop. A log that does not answer is visited again; one that has two stories
/// is not.
///
/// # Errors
/// [`CommandError`] when nothing can be signed.
pub async fn run(args: WitnessArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let url = args.url.trim_end_matches('/').to_owned();
    let own_key = args.key.clone().unwrap_or_else(|| config.data_dir.join("witness.key"));
    let signer = key::read_or_make(&own_key, args.name.as_ref(), "witness");
    let signer = signer.map_err(|error| CommandError::Refused(error.to_string()))?;
    let state = args.state.clone().map_or_else(|| StatePlace::Folder(config.data_dir.clone()), StatePlace::File);
    loop {
        let visited = one_visit(url.clone(), signer.clone(), state.clone(), args.log_key.clone());
        match visited.await? {
            Ok(visit) => writeln!(io::stdout(), "{}", report(&visit)).map_err(CommandError::io("write the report"))?,
            // What is only silence may be over at the next visit.
            Err(VisitError::Log(error)) if !args.once => tracing::warn!("{error}"),
            Err(error) => return Err(refused(&error)),
        }
        if args.once {
            return Ok(ExitCode::SUCCESS);
        }
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(args.every.into())) => {}
            () = crate::serving::signals::told_to_stop() => return Ok(ExitCode::SUCCESS),
        }
    }
}

async fn one_visit(
    url: String,
    signer: Signer,
    state: StatePlace,
    log_key: Option<Verifier>,
) -> Result<Result<Visit, VisitError>, CommandError> {
    let visiting = tokio::task::spawn_blocking(move || visit_once(&url, &signer, &state, log_key));
    visiting.await.map_err(|error| CommandError::Refused(format!("the visit was not finished: {error}")))
}

fn visit_once(url: &str, signer: &Signer, state: &StatePlace, log_key: Option<Verifier>) -> Result<Visit, VisitError> {
    let log = Log::at(url)?;
    let now_seconds = u64::try_from(Clock::System.now().0 / SECOND_MS).unwrap_or(0);
    Visitor { log: &log, signer, state, log_key }.visit(now_seconds)
}

fn refused(error: &VisitError) -> CommandError {
    match error {
        VisitError::Log(log::LogError::Address(_)) => CommandError::Usage(error.to_string()),
        _ => CommandError::Refused(error.to_string()),
    }
}

fn report(visit: &Visit) -> String {
    let Visit { checkpoint, size_before, trusted_at_first_sight, line, answer } = visit;
    let trust = trusted_at_first_sight.as_ref().map(|key| {
        format!("First visit: trusted the key that the log itself names. Compare it with one from elsewhere:\n{key}\n")
    });
    let grown = match size_before {
        None => "seen for the first time".to_owned(),
        Some(before) if *before == checkpoint.size() => "as before".to_owned(),
        Some(before) => format!("a true continuation of the {before} before"),
    };
    let passed_on = match answer {
        Some((true, _)) => "The log has taken the cosignature.".to_owned(),
        Some((false, words)) => format!("The log did not take the cosignature: {}", words.escape_debug()),
        None => "The log takes no cosignatures at this address; pass the line above on yourself.".to_owned(),
    };
    format!(
        "{}Signed {} at {} entries ({grown}).\nRoot {}\n{line}\n{passed_on}",
        trust.unwrap_or_default(),
        checkpoint.origin().escape_debug(),
        checkpoint.size(),
        checkpoint.root()
    )
}
