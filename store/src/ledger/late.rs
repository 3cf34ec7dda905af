//! Rows of a file that do not fit at their own time, because events have told later ones first.
//!
//! An event may have brought a refund before the file brings the dispute and its reversal that came in between. What is
//! left of the payment fits in the end, whatever the order; only its way there differs.

use blkout_core::{
    payments::{ApplyError, apply},
    time::UtcMillis,
};
use sea_orm::DatabaseTransaction;

use super::{ImportError, Rows, import::payments, staging::Staged};
use crate::{
    StoreError,
    webhooks::{settle, waited_for},
};

/// The most rows that are tried again; a file with more of them is not in order.
const MOST: usize = 256;

/// The rows that did not fit, in the order in which they were tried, each with the reason.
#[derive(Debug, Default)]
pub(super) struct Late(Vec<(Staged, ApplyError)>);

impl Late {
    /// Puts a row aside whose payment is known and has not enough left, or too much; every other reason is final.
    pub(super) fn put_aside(&mut self, row: &Staged, reason: ApplyError) -> Result<(), ImportError> {
        let may_fit = matches!(reason, ApplyError::OverReturned { .. } | ApplyError::OverReversed { .. });
        if !may_fit || self.0.len() >= MOST {
            return Err(ImportError::Row { line: row.line, reason });
        }
        self.0.push((row.clone(), reason));
        Ok(())
    }

    /// Applies the rows, and the notices that wait, as often as one makes room for another; answers how many rows.
    ///
    /// # Errors
    /// [`ImportError::Row`] for the first row that never fits.
    pub(super) async fn apply(
        self,
        txn: &DatabaseTransaction,
        rows: &mut Rows,
        recorded_at: UtcMillis,
    ) -> Result<u64, ImportError> {
        let (mut late, mut added) = (self.0, 0);
        loop {
            let waited_for = waited_for(txn).await?;
            settle(txn, rows, &waited_for, recorded_at).await?;
            let before = late.len();
            let mut still = Vec::new();
            for (row, _) in late {
                let id = row.entry.charge_id.as_str();
                let of = payments(txn, std::iter::once(id)).await?;
                match apply(&row.entry, of.get(id), rows.recorder().share()) {
                    Err(reason) => still.push((row, reason)),
                    Ok(applied) => {
                        rows.add(recorded_at, &applied).map_err(|error| match error {
                            StoreError::Entry(long) => ImportError::Row { line: row.line, reason: long.into() },
                            other => other.into(),
                        })?;
                        rows.flush(txn).await?;
                        added += 1;
                    }
                }
            }
            late = still;
            if late.len() == before {
                return match late.into_iter().next() {
                    Some((row, reason)) => Err(ImportError::Row { line: row.line, reason }),
                    None => Ok(added),
                };
            }
        }
    }
}
