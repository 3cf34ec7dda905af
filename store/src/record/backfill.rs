//! The record of what was in the ledger before there was a record.

use blkout_core::record::entry::Entry;
use sea_orm::ConnectionTrait;

use super::{Recorder, rebuild};
use crate::StoreError;

/// Transactions rebuilt together.
const BATCH_ROWS: u64 = 512;

/// Appends an entry for every transaction of the ledger, in the order of their numbers; the record must be empty.
/// Runs inside the migration.
///
/// # Errors
/// [`StoreError`]
pub(crate) async fn backfill(txn: &impl ConnectionTrait) -> Result<(), StoreError> {
    let mut recorder = Recorder::begin(txn).await?;
    let mut after = 0;
    loop {
        let batch = rebuild::next(txn, after, BATCH_ROWS).await?;
        let Some(last) = batch.last() else { break };
        after = i64::try_from(last.entry.number).map_err(StoreError::corrupt)?;
        for rebuilt in batch {
            recorder.add(&Entry::Transaction(rebuilt.entry))?;
        }
        recorder.flush_if_full(txn).await?;
    }
    recorder.finish(txn).await
}
