//! `blkout verify`: checks a saved record, or this machine's own database, and says what was checked and what not.

mod answer;
mod database;
mod file;
mod look;
mod places;
#[cfg(test)]
mod tests;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use blkout_core::{money::CreatorSlug, record::note::Verifier};

use self::answer::{Answer, Source};
use crate::{
    commands::{CommandError, migrate::open_existing},
    config::Config,
};

/// The arguments of `blkout verify`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  blkout verify record.blkout --key example.org/record+1a2b3c4d+AbC…
  blkout verify                       this machine's own database
  curl -s https://…/record/export | blkout verify - --json

Everything that follows from the rules is computed again: every split, every posting, every balance, the chain of each \
payment, the steps of each payout. Exit codes: 0 in order, 1 not (the first entry that is wrong is named), 2 wrong usage.")]
pub struct VerifyArgs {
    /// The saved record (`blkout record export`); `-` reads standard input; without it, the database is checked
    pub file: Option<PathBuf>,
    /// The record's key as you know it, from the page /record or an earlier visit; one from before a change of keys does too
    #[arg(long, requires = "file", value_name = "KEY")]
    key: Option<Verifier>,
    /// Show this creator's statement as well, computed from the record
    #[arg(long, value_name = "CREATOR", value_parser = creator)]
    creator: Option<CreatorSlug>,
    /// Answer in JSON on standard output, amounts in minor units
    #[arg(long)]
    json: bool,
}

fn creator(text: &str) -> Result<CreatorSlug, String> {
    CreatorSlug::new(text).map_err(|error| error.to_string())
}

/// Checks a file. Needs no database and no settings.
///
/// # Errors
/// [`CommandError`] when the file cannot be read. A record that is not in order is an answer, with exit code 1.
pub fn run_file(args: &VerifyArgs, path: &Path) -> Result<ExitCode, CommandError> {
    let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
    let opened = file::open(path).map_err(CommandError::io(format!("read {name}")))?;
    let checked = file::check(&opened, args.key.as_ref(), args.creator.clone());
    let answer = match checked {
        Ok((head, found)) => {
            let source =
                Source::File { name, key: Box::new(head.key().clone()), given: args.key.clone().map(Box::new) };
            Answer::InOrder { source, found: Box::new(found) }
        }
        Err(file::FileFault::Read(error)) => return Err(CommandError::io(format!("read {name}"))(error)),
        Err(fault) => Answer::NotInOrder { name, entry: fault.entry(), reason: fault.to_string(), rows: Vec::new() },
    };
    say(&answer, args.json)
}

/// Checks the database.
///
/// # Errors
/// [`CommandError`] when it does not answer. A database that is not in order is an answer, with exit code 1.
pub async fn run_database(args: &VerifyArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = open_existing(config).await?;
    let name = "this database".to_owned();
    let answer = match database::check(&store, args.creator.clone()).await {
        Ok(database) => {
            Answer::InOrder { source: Source::Database(database.key.map(Box::new)), found: Box::new(database.found) }
        }
        Err(database::DatabaseFault::Store(error)) => return Err(error.into()),
        Err(fault) => Answer::NotInOrder { name, entry: fault.entry(), reason: fault.to_string(), rows: fault.rows() },
    };
    say(&answer, args.json)
}

fn say(answer: &Answer, json: bool) -> Result<ExitCode, CommandError> {
    let text = if json { answer.json() } else { answer.plain() };
    match writeln!(io::stdout(), "{text}") {
        // Whoever reads it has seen enough; the answer is the same.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            return Err(CommandError::io("write the answer")(error));
        }
        _ => {}
    }
    Ok(if answer.is_in_order() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
