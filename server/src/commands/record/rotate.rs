//! `blkout record rotate-key`: a new key signs the record from now on, announced in the record by the old one.

use std::io::{self, Write as _};
use std::process::ExitCode;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use blkout_core::record::entry::KeyEntry;
use blkout_core::record::note::{Signer, Verifier};
use blkout_core::time::UtcMillis;

use super::super::{CommandError, migrate};
use crate::clock::Clock;
use crate::config::Config;
use crate::record::RecordKey;
use crate::record::key::{self, KEY_FILE, NEXT_KEY_FILE};

const NOTES: &str = "\
The new key has the same name, so that the record keeps its own. The old file is kept as record.key.DATE. A site that \
is running signs with the new key from the next checkpoint on. Where several machines serve one database, copy the new \
record.key to each of them. Tell your witnesses: they go on only when they are given the new key. \
Whatever moment this is interrupted at, the next start finishes it or goes on with the old key.";

/// The arguments of `blkout record rotate-key`: none of its own.
#[derive(Debug, clap::Args)]
#[command(after_help = NOTES)]
pub struct RotateKeyArgs {}

/// Makes a key, announces it in the record, and lets it sign.
///
/// # Errors
/// [`CommandError`]; until the announcement is in the record, the old key goes on.
pub async fn run(_args: RotateKeyArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = migrate::open_existing(config).await?;
    let clock = Clock::System;
    let now = clock.now();
    let record_key = RecordKey::new(store.clone(), clock, config);
    // One that was interrupted comes first, so that its key is not taken for the new one.
    record_key.finish_rotation().await.map_err(|error| refused(&error))?;
    let old = record_key.signer().await.map_err(|error| refused(&error))?;
    let next = config.data_dir.join(NEXT_KEY_FILE);
    let new = key::read_or_make(&next, Some(old.name()), "record").map_err(|error| refused(&error))?.verifier();
    let entry = announce(&old, &new, now).map_err(|error| refused(&error))?;
    let index = store.record_keys().rotate(entry).await.map_err(|error| refused(&error))?;
    key::put_next_in_place(&config.data_dir, now.date()).map_err(|error| {
        CommandError::Refused(format!("the new key is announced in the record, and its file is not in place yet: {error}. Start the site, or run this again, to finish it."))
    })?;
    let path = config.data_dir.join(KEY_FILE);
    writeln!(
        io::stdout(),
        "The record is signed with a new key from now on (entry {index} announces it):\n{new}\nIts file is {}; keep a copy in a safe place.",
        path.display()
    )
    .map_err(CommandError::io("write what was done"))?;
    Ok(ExitCode::SUCCESS)
}

/// The entry by which the old key hands over to the new one.
///
/// # Errors
/// When the text of the entry is not UTF-8, which it is.
fn announce(old: &Signer, new: &Verifier, now: UtcMillis) -> Result<KeyEntry, std::string::FromUtf8Error> {
    let (old_key, new_key) = (old.verifier().to_string(), new.to_string());
    let mut entry = KeyEntry { recorded: now, old: old_key, new: new_key, signature: String::new() };
    let text = String::from_utf8(entry.signed_text())?;
    entry.signature = BASE64_STANDARD.encode(old.sign(&text).bytes);
    Ok(entry)
}

fn refused(error: &impl std::fmt::Display) -> CommandError {
    CommandError::Refused(error.to_string())
}
