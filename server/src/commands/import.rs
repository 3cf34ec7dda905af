//! `blkout import payments`: the payment processor's itemised CSV into the ledger, whole or not at all.

use std::{
    fs::File,
    io::{self, IsTerminal, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use blkout_core::payments::{Columns, HeaderError, ReportError};
use blkout_store::{ImportError, ImportReport, Store, StoreError};
use csv::{ReaderBuilder, StringRecord};

use super::{CommandError, migrate::open};
use crate::{clock::Clock, config::Config};

/// How many rows pass between two updates of the progress line.
const PROGRESS_EVERY_ROWS: u64 = 2_000;
/// The mark that some programs put at the start of a UTF-8 file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The arguments of `blkout import payments`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file goes in whole or not at all. A row that is not in order is named with its line, its column and the
reason. Importing a file twice changes nothing. Payers' names and addresses are never read, kept or shown.")]
pub struct ImportArgs {
    /// The itemised balance report (CSV); `-` reads standard input
    file: PathBuf,
    /// Check the file against the ledger and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Answer in JSON on standard output
    #[arg(long)]
    json: bool,
}

/// Why a file was refused; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// Not CSV, or not UTF-8.
    #[error("line {line}: {reason}")]
    Csv {
        /// Line of the file, counted from 1.
        line: u64,
        /// What is wrong.
        reason: String,
    },
    /// The head is not that of a report.
    #[error("line 1: {0}")]
    Header(#[from] HeaderError),
    /// A row is not in order.
    #[error("line {line}, {reason}")]
    Row {
        /// Line of the file.
        line: u64,
        /// The column and what is wrong with it.
        reason: ReportError,
    },
    /// A row does not fit the ledger.
    #[error(transparent)]
    Import(#[from] ImportError),
}

impl From<StoreError> for FileError {
    fn from(error: StoreError) -> Self {
        Self::Import(error.into())
    }
}

/// Imports the file, or rehearses it.
///
/// # Errors
/// [`CommandError::Refused`] names the line, the column and the reason; nothing has been written then.
pub async fn run(args: ImportArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let name = args.file.display().to_string();
    let input: Box<dyn Read + Send> = if args.file.as_os_str() == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(&args.file).map_err(CommandError::io(format!("open {name}")))?)
    };
    let store = open(config).await?;
    let mut progress = Progress::new();
    let done = import(&store, input, &Clock::System, args.dry_run, &mut progress).await;
    progress.clear();
    match done {
        Ok(report) => {
            show(&report, args.dry_run, args.json)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(FileError::Import(ImportError::Store(error))) => Err(error.into()),
        Err(error) => {
            Err(CommandError::Refused(format!("{name}, {error}\nThe file was refused whole; the ledger is unchanged.")))
        }
    }
}

/// Imports a report from `input`; with `rehearse` everything is done and then undone.
///
/// # Errors
/// [`FileError`]; nothing has been written then.
pub async fn import(
    store: &Store,
    input: impl Read,
    clock: &Clock,
    rehearse: bool,
    progress: &mut Progress,
) -> Result<ImportReport, FileError> {
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(input);
    let mut record = StringRecord::new();
    let columns = if read(&mut reader, &mut record)? {
        let mut head: Vec<&str> = record.iter().collect();
        if let Some(first) = head.first_mut() {
            *first = first.trim_start_matches(BYTE_ORDER_MARK);
        }
        Columns::find(&head)?
    } else {
        return Err(FileError::Csv { line: 1, reason: "the file is empty".to_owned() });
    };
    let mut import = store.ledger().begin_import(clock.now()).await?;
    let mut rows = 0;
    while read(&mut reader, &mut record)? {
        let line = record.position().map_or(0, csv::Position::line);
        let entry = columns.read(|place| record.get(place).unwrap_or_default());
        import.add(line, entry.map_err(|reason| FileError::Row { line, reason })?).await?;
        rows += 1;
        progress.show("read", rows);
    }
    let applied = |done| progress.show("entered", done);
    Ok(if rehearse { import.rehearse(applied).await? } else { import.commit(applied).await? })
}

fn read(reader: &mut csv::Reader<impl Read>, record: &mut StringRecord) -> Result<bool, FileError> {
    reader.read_record(record).map_err(|error| {
        let line = error.position().map_or(0, csv::Position::line);
        let reason = match error.kind() {
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => format!(
                "has {len} columns where the head has {expected_len}; a quotation mark may be missing or not closed"
            ),
            csv::ErrorKind::Utf8 { .. } => "is not UTF-8 text; export the report again as CSV in UTF-8".to_owned(),
            _ => format!("cannot be read: {error}"),
        };
        FileError::Csv { line, reason }
    })
}

fn show(report: &ImportReport, dry_run: bool, json: bool) -> Result<(), CommandError> {
    let ImportReport { rows, added, already_there } = report;
    let text = if json {
        serde_json::json!({ "rows": rows, "added": added, "already_there": already_there, "dry_run": dry_run })
            .to_string()
    } else if dry_run {
        format!(
            "{rows} rows are in order: {added} would be added, {already_there} are there already. Nothing was changed."
        )
    } else {
        format!("{rows} rows read: {added} added to the ledger, {already_there} were there already.")
    };
    writeln!(io::stdout(), "{text}").map_err(CommandError::io("write the answer"))
}

/// A line on a terminal that says how far a long file is; silent anywhere else.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
}

impl Progress {
    /// Shows progress if standard error is a terminal.
    pub fn new() -> Self {
        Self { shown: io::stderr().is_terminal() }
    }

    /// Shows nothing.
    pub fn silent() -> Self {
        Self { shown: false }
    }

    fn show(&self, what: &str, rows: u64) {
        if self.shown && rows.is_multiple_of(PROGRESS_EVERY_ROWS) {
            // A progress line that cannot be written is not worth stopping for.
            let _ = write!(io::stderr(), "\r{rows} rows {what}");
        }
    }

    fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r{:40}\r", "");
        }
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::new()
    }
}
