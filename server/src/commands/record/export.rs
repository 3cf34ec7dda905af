//! `blkout record export`: the whole record in one file, for anybody to keep and to check without this server.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use blkout_core::record::{
    export::{ExportError, Head, Reader},
    tile::{Bundle, Tile},
};
use blkout_store::{Store, StoreError};

use super::progress::Progress;
use crate::{
    clock::Clock,
    commands::{CommandError, migrate::open_existing},
    config::Config,
    record::RecordKey,
};

/// The arguments of `blkout record export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The file names no payer: nothing in the record does. Check it with `blkout verify FILE`, on any machine. \
It is written beside its place and put there when it is whole.")]
pub struct ExportArgs {
    /// Where to write it; `-` writes to standard output
    file: PathBuf,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExportFailure {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What stands in the database is not what was signed.
    #[error("the record in this database is damaged: {0}. Run `blkout verify` to see where")]
    Damaged(String),
    /// The file could not be written.
    #[error("{0}")]
    Write(#[from] io::Error),
}

impl From<ExportError> for ExportFailure {
    fn from(error: ExportError) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Writes the record as it is now.
///
/// # Errors
/// [`CommandError`]; then no file was made or changed.
pub async fn run(args: ExportArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let to_standard_output = args.file.as_os_str() == "-";
    if !to_standard_output && !args.force && args.file.exists() {
        let name = args.file.display();
        return Err(CommandError::Refused(format!("{name} is there already; --force replaces it")));
    }
    let store = open_existing(config).await?;
    let head = head(&store, config).await?;
    let name = if to_standard_output { "standard output".to_owned() } else { args.file.display().to_string() };
    let entries = head.checkpoint().size();
    let written = if to_standard_output {
        write(&store, &head, &mut io::stdout().lock()).await
    } else {
        write_file(&store, &head, &args.file).await
    };
    match written {
        Ok(()) => {
            // To standard error: standard output may be the file.
            let said = writeln!(io::stderr(), "{entries} entries written to {name}, signed by {}.", head.key());
            said.map_err(CommandError::io("say what was written"))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(ExportFailure::Store(error)) => Err(error.into()),
        Err(ExportFailure::Write(error)) => Err(CommandError::io(format!("write {name}"))(error)),
        Err(damaged) => Err(CommandError::Refused(format!("{damaged}; no file was made"))),
    }
}

/// The checkpoint of this moment. What is appended while the file is written belongs to a later one.
async fn head(store: &Store, config: &Config) -> Result<Head, CommandError> {
    let refused = |error: &dyn std::error::Error| CommandError::Refused(error.to_string());
    let key = RecordKey::new(store.clone(), Clock::System, config);
    let note = key.checkpoint().await.map_err(|error| refused(&error))?;
    let signer = key.signer().await.map_err(|error| refused(&error))?;
    Head::new(signer.verifier(), &note).map_err(|error| refused(&error))
}

/// Writes to a name of its own, and takes the place when everything is there and on the disk.
async fn write_file(store: &Store, head: &Head, path: &Path) -> Result<(), ExportFailure> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let part = path.with_file_name(name);
    let written = async {
        let mut file = BufWriter::new(OpenOptions::new().write(true).create_new(true).open(&part)?);
        write(store, head, &mut file).await?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        fs::rename(&part, path)?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Ok(File::open(folder)?.sync_all()?)
    };
    let written = written.await;
    if written.is_err() {
        // What is left of it is of no use to anybody; that it cannot be removed does not change the answer.
        let _ = fs::remove_file(&part);
    }
    written
}

/// Writes head, tiles and bundles, and reads everything back as it goes, as a stranger will.
pub(super) async fn write(store: &Store, head: &Head, out: &mut impl Write) -> Result<(), ExportFailure> {
    let size = head.checkpoint().size();
    let mut reader = Reader::new();
    let mut progress = Progress::new("written");
    let mut put = |bytes: &[u8]| -> Result<(), ExportFailure> {
        reader.feed(bytes);
        while reader.next()?.is_some() {}
        Ok(out.write_all(bytes)?)
    };
    put(head.to_string().as_bytes())?;
    for bundle in Bundle::all(size) {
        let missing = || ExportFailure::Damaged(format!("entries from {} on are missing", bundle.index * 256));
        let tile = Tile { level: 0, index: bundle.index, width: bundle.width };
        put(&store.record().tile(tile).await?.ok_or_else(missing)?)?;
        put(&store.record().bundle(bundle).await?.ok_or_else(missing)?)?;
        progress.show(bundle.index * 256 + u64::from(bundle.width));
    }
    progress.clear();
    reader.finish()?;
    Ok(out.flush()?)
}
