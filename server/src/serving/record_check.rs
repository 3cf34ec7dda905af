//! The record is looked at when the program starts: its edge before anything is answered, all of it afterwards.

use blkout_store::{Check, Store};

use crate::commands::CommandError;

/// Looks at the edge of the record, which everything that is appended builds on.
///
/// # Errors
/// [`CommandError::Refused`] when it is not right: going on would build on something that has been altered.
pub async fn at_start(store: &Store) -> Result<(), CommandError> {
    let check = store.record().check_edge().await?;
    if check.is_clean() {
        return Ok(());
    }
    Err(CommandError::Refused(format!(
        "the public record in this database has been altered or damaged, so nothing was started:\n{}\n\
         Nothing has been changed. `blkout verify` says everything that is wrong; put back the last good copy of the \
         database, and keep this one to find out what happened.",
        lines(&check)
    )))
}

/// Hashes every entry again, beside the work of the site. What is wrong goes to the log, again and again at each
/// start, until somebody acts on it.
pub async fn whole(store: Store) {
    match store.record().check_head(|_| ()).await {
        Ok(check) if check.is_clean() => tracing::info!(entries = check.looked_at, "the record is whole"),
        Ok(check) => {
            tracing::error!(
                faults = check.faults,
                "the record has been altered; run `blkout verify`:\n{}",
                lines(&check)
            );
        }
        Err(error) => tracing::error!(%error, "the record could not be checked"),
    }
}

fn lines(check: &Check) -> String {
    check.findings.iter().map(|finding| format!("  {finding}")).collect::<Vec<_>>().join("\n")
}
