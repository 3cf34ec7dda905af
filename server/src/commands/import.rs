//! `blkout import payments`: the payment processor's itemised CSV into the ledger, whole or not at all.

mod records;

use std::{
    fs::File,
    io::{self, BufReader, IsTerminal, Read, Write},
    path::PathBuf,
    process::ExitCode,
};

use blkout_core::payments::{Columns, HeaderError, ReportError};
use blkout_store::{ImportError, ImportReport, Store, StoreError};
use csv::StringRecord;

use self::records::Records;
use super::{CommandError, migrate::open};
use crate::{clock::Clock, config::Config};

/// How many rows pass between two updates of the progress line.
const PROGRESS_EVERY_ROWS: u64 = 2_000;
/// What to do about every refusal.
const NEXT: &str = "The file was refused whole; the ledger is unchanged. Put right what is named, or export the report \
                    again, and import the whole file: rows that are there already are not counted twice.";

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
    #[error("line {line}: {reason}")]
    Header {
        /// Line of the file.
        line: u64,
        /// The column that is not as it should be.
        reason: HeaderError,
    },
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
        Err(error) => Err(CommandError::Refused(format!("{name}, {}\n{NEXT}", readable(&error.to_string())))),
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
    let mut records = Records::new(BufReader::new(input));
    let mut record = StringRecord::new();
    let Some(head_line) = records.next(&mut record)? else {
        return Err(FileError::Csv { line: 1, reason: "the file is empty".to_owned() });
    };
    let head: Vec<&str> = record.iter().collect();
    let wide = head.len();
    if wide == 1 {
        let reason = "has one column; save the report as CSV with commas between its columns".to_owned();
        return Err(FileError::Csv { line: head_line, reason });
    }
    let columns = Columns::find(&head).map_err(|reason| FileError::Header { line: head_line, reason })?;
    let mut import = store.ledger().begin_import(clock.now()).await?;
    let mut rows = 0;
    while let Some(line) = records.next(&mut record)? {
        if record.len() != wide {
            let reason = format!(
                "has {} columns where the head has {wide}; a quotation mark may be missing or not closed",
                record.len()
            );
            return Err(FileError::Csv { line, reason });
        }
        let entry = columns.read(|place| record.get(place).unwrap_or_default());
        import.add(line, entry.map_err(|reason| FileError::Row { line, reason })?).await?;
        rows += 1;
        progress.show("read", rows);
    }
    let applied = |done| progress.show("entered", done);
    Ok(if rehearse { import.rehearse(applied).await? } else { import.commit(applied).await? })
}

/// Text of the file on a terminal: what could move its cursor, or turn the direction of the letters, is shown as a mark.
fn readable(text: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
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

#[cfg(test)]
mod tests {
    use blkout_core::time::UtcMillis;

    use super::*;

    const HEAD: &str = "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id,\
                        payment_metadata[creators],payment_metadata[work],customer_email";

    /// What is said about a file of these rows; whatever it is, nothing of it may be kept.
    async fn refusal(head: &str, rows: &[&str]) -> String {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::connect(&format!("sqlite://{}", folder.path().join("blkout.db").display())).await.unwrap();
        store.migrate().await.unwrap();
        let file = format!("{head}\r\n{}\r\n", rows.join("\r\n"));
        let clock = Clock::manual(UtcMillis(1_767_432_771_000));
        let refused = import(&store, file.as_bytes(), &clock, false, &mut Progress::silent()).await.unwrap_err();
        assert_eq!(store.record().head().await.unwrap().size, 0);
        refused.to_string()
    }

    #[tokio::test]
    async fn a_refusal_names_line_and_column_and_keeps_nothing() {
        let good = "txn_1,2026-01-03 09:32:51,gbp,19.99,0.69,19.30,charge,ch_1,ada:1,Zine,payer@example.org";
        let bad = good.replace("txn_1", "txn_2").replace("19.99", "19.999");
        let precise = refusal(HEAD, &[good, &bad]).await;
        assert!(precise.starts_with("line 3, gross: `19.999` has more decimals"), "{precise}");
        let short = refusal(HEAD, &[good, "", "txn_3,gbp"]).await;
        assert!(short.starts_with("line 4: has 2 columns where the head has 11"), "{short}");
        let open = good.replace(",Zine,", ",\"Zine,");
        let swallowed = refusal(HEAD, &[&open, good]).await;
        assert_eq!(swallowed, "line 2: a quotation mark is opened here and never closed");
        let separated = refusal(&HEAD.replace(',', ";"), &[&good.replace(',', ";")]).await;
        assert_eq!(separated, "line 1: has one column; save the report as CSV with commas between its columns");
        let missing = refusal(&HEAD.replace("fee,", ""), &[good]).await;
        assert!(missing.starts_with("line 1: the column `fee` is missing"), "{missing}");
    }

    #[test]
    fn what_is_quoted_moves_no_cursor() {
        assert_eq!(readable("a\u{1b}[31m\u{202e}b\u{7}é"), "a\u{fffd}[31m\u{fffd}b\u{fffd}é");
    }
}
