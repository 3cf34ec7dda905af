//! Rows of a file that the ledger, or a waiting notice, knows already: the two must say the same.

use std::collections::BTreeSet;

use blkout_core::{
    payments::{Meeting, Recorded, event::Notice},
    time::UtcMillis,
};
use sea_orm::DatabaseTransaction;

use super::{
    ImportError, Rows,
    staging::{self, Staged},
};
use crate::webhooks::{Met, complete_fee, forget_waiting, meet, recorded, waiting_notices};

/// Holds every row of the file that the ledger has under the same id, with another digest, against what it has. What
/// an event told may differ in what is no money, and a fee that was to follow is posted; every other difference refuses
/// the file.
pub(super) async fn meet_ledger(
    txn: &DatabaseTransaction,
    rows: &mut Rows,
    recorded_at: UtcMillis,
) -> Result<(), ImportError> {
    let (mut after, mut completed) = (None, BTreeSet::new());
    loop {
        let batch = staging::differing(txn, after).await?;
        let Some(last) = batch.last() else { return Ok(()) };
        after = Some(last.line);
        let ids: Vec<String> = batch.iter().map(|row| row.entry.id.clone()).collect();
        let known = recorded(txn, &ids).await?;
        for Staged { line, entry } in batch {
            let (line, id) = (line, entry.id.clone());
            let Some(known) = known.get(&id).filter(|known| known.is_told) else {
                return Err(ImportError::ConflictWithLedger { line, id });
            };
            match meet(known, &Notice::from(entry)) {
                Met::Conflict(field) => return Err(ImportError::ConflictWithEvent { line, id, field }),
                // The file may say it twice.
                Met::Fee { fee, number } if completed.insert(id) => {
                    complete_fee(txn, rows, &known.recorded.notice, fee, number, recorded_at).await?;
                }
                Met::Fee { .. } | Met::Same => {}
            }
        }
    }
}

/// Holds every row of the file that waits as a notice against that notice, which the row then replaces: it has the fee.
pub(super) async fn meet_waiting(txn: &DatabaseTransaction) -> Result<(), ImportError> {
    let mut after = None;
    loop {
        let batch = staging::waiting(txn, after).await?;
        let Some(last) = batch.last() else { return Ok(()) };
        after = Some(last.line);
        let waiting = waiting_notices(txn, batch.iter().map(|row| row.entry.id.as_str())).await?;
        let mut met = Vec::new();
        for Staged { line, entry } in batch {
            let (line, id) = (line, entry.id.clone());
            let Some(notice) = waiting.get(&id) else { continue };
            let waiting = Recorded { notice: notice.clone(), by_agreement: false };
            if let Meeting::Conflict(field) = waiting.meets(&Notice::from(entry)) {
                return Err(ImportError::ConflictWithEvent { line, id, field });
            }
            met.push(id);
        }
        forget_waiting(txn, met).await?;
    }
}
