//! Bringing a file of payments into the ledger, whole or not at all.

use std::collections::{BTreeMap, BTreeSet};

use blkout_core::{
    money::{CreatorShare, Weights},
    payments::{ApplyError, Entry, Field, Payment, apply},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Ledger,
    entities::{distribution, payment},
    known::{meet_ledger, meet_waiting},
    late::Late,
    rows::Rows,
    staging::{self, Staged},
    weights::weights_of,
};
use crate::{
    Store, StoreError,
    agreements::{Covering, note_agreement},
};

/// Rows put into the waiting table together.
const STAGE_ROWS: usize = 512;
/// Rows applied together.
const APPLY_ROWS: u64 = 512;

/// An import that has begun. Nothing is in the ledger before [`Import::commit`]; dropped before that, nothing ever is.
#[derive(Debug)]
pub struct Import {
    store: Store,
    txn: DatabaseTransaction,
    version: i64,
    recorded_at: UtcMillis,
    waiting: Vec<Staged>,
    read: u64,
}

/// What an import did, or would do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ImportReport {
    /// Rows of the file.
    pub rows: u64,
    /// Transactions that are new in the ledger.
    pub added: u64,
    /// Rows that the ledger held already, or that stand in the file twice.
    pub already_there: u64,
}

/// Why a file was refused; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A row does not fit the ledger.
    #[error("line {line}, charge_id: {reason}")]
    Row {
        /// Line of the file.
        line: u64,
        /// What is wrong.
        reason: ApplyError,
    },
    /// A row says something else than an earlier one with the same id.
    #[error(
        "line {line}, balance_transaction_id: `{id}` stands in line {other} with other content; one of them is wrong"
    )]
    Conflict {
        /// Line of the file.
        line: u64,
        /// The earlier line.
        other: u64,
        /// The id of both.
        id: String,
    },
    /// A row says something else than the ledger under the same id.
    #[error(
        "line {line}, balance_transaction_id: `{id}` is in the ledger already with other content; the ledger is never changed"
    )]
    ConflictWithLedger {
        /// Line of the file.
        line: u64,
        /// The id.
        id: String,
    },
    /// A row says something else than an event of the processor did about the same balance transaction.
    #[error(
        "line {line}, balance_transaction_id: an event of the processor told another {field} of `{id}`; one of them is wrong"
    )]
    ConflictWithEvent {
        /// Line of the file.
        line: u64,
        /// The id.
        id: String,
        /// What they disagree about.
        field: Field,
    },
    /// The database did not answer or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ImportError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Ledger<'_> {
    /// Begins an import at the time `recorded_at`. New payments get the creators' share of the policy in force. Other
    /// writers wait until it ends.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn begin_import(self, recorded_at: UtcMillis) -> Result<Import, StoreError> {
        let txn = self.store.begin_write().await?;
        let version = Store::raise_version(&txn).await?;
        staging::create(&txn).await?;
        Ok(Import { store: self.store.clone(), txn, version, recorded_at, waiting: Vec::new(), read: 0 })
    }
}

impl Import {
    /// Takes in the row of one line of the file; rows may come in any order.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn add(&mut self, line: u64, entry: Entry) -> Result<(), StoreError> {
        self.waiting.push(Staged { line, entry });
        self.read += 1;
        if self.waiting.len() >= STAGE_ROWS {
            staging::put(&self.txn, &self.waiting).await?;
            self.waiting.clear();
        }
        Ok(())
    }

    /// Applies all rows, charges first and then by time, and commits. `progress` is told how many rows are done.
    ///
    /// # Errors
    /// [`ImportError`]; then nothing has been written.
    pub async fn commit(self, progress: impl FnMut(u64)) -> Result<ImportReport, ImportError> {
        let (import, report) = self.apply(progress).await?;
        import.txn.commit().await?;
        import.store.note_version(import.version);
        Ok(report)
    }

    /// Does everything that [`Import::commit`] does, and then undoes it: the answer is what a commit would give.
    ///
    /// # Errors
    /// [`ImportError`].
    pub async fn rehearse(self, progress: impl FnMut(u64)) -> Result<ImportReport, ImportError> {
        let (import, report) = self.apply(progress).await?;
        import.txn.rollback().await?;
        Ok(report)
    }

    async fn apply(mut self, mut progress: impl FnMut(u64)) -> Result<(Self, ImportReport), ImportError> {
        let txn = &self.txn;
        staging::put(txn, &self.waiting).await?;
        self.waiting.clear();
        staging::index(txn).await?;
        if let Some(conflict) = staging::conflict(txn).await? {
            let (line, other) = (conflict.line.unsigned_abs(), conflict.other.unsigned_abs());
            return Err(ImportError::Conflict { line, other, id: conflict.id });
        }
        let mut rows = Rows::begin(txn).await?;
        meet_ledger(txn, &mut rows, self.recorded_at).await?;
        meet_waiting(txn).await?;
        let already_there = staging::forget_known(txn).await?;

        let covering = Covering::all(txn).await?;
        let share = rows.recorder().share();
        let (mut added, mut after, mut late) = (0, None, Late::default());
        loop {
            let batch = staging::next(txn, after.as_ref(), APPLY_ROWS).await?;
            let Some((place, _)) = batch.last() else { break };
            after = Some(place.clone());
            let mut known = payments(txn, batch.iter().map(|(_, row)| row.entry.charge_id.as_str())).await?;
            for (_, row) in &batch {
                let Staged { line, entry } = row;
                let (shared, agreement) = covering.under(entry);
                let mut applied = match apply(&shared, known.get(&entry.charge_id), share) {
                    Ok(applied) => applied,
                    Err(reason) => {
                        late.put_aside(row, reason)?;
                        continue;
                    }
                };
                note_agreement(&mut applied, entry, agreement);
                let number = match rows.add(self.recorded_at, &applied) {
                    Err(StoreError::Entry(too_long)) => {
                        return Err(ImportError::Row { line: *line, reason: too_long.into() });
                    }
                    other => other?,
                };
                if let Some(mut payment) = applied.payment {
                    payment.last_transaction = Some(number);
                    known.insert(payment.id.clone(), payment);
                }
                added += 1;
            }
            rows.flush(txn).await?;
            progress(added);
        }
        added += late.apply(txn, &mut rows, self.recorded_at).await?;
        progress(added);
        rows.finish(txn).await?;
        staging::drop_table(txn).await?;
        let report = ImportReport { rows: self.read, added, already_there };
        Ok((self, report))
    }
}

/// The payments with these ids, as the ledger knows them now.
pub(crate) async fn payments(
    txn: &impl ConnectionTrait,
    ids: impl Iterator<Item = &str>,
) -> Result<BTreeMap<String, Payment>, StoreError> {
    let ids: BTreeSet<&str> = ids.filter(|id| !id.is_empty()).collect();
    let found = payment::Entity::find().filter(payment::Column::Id.is_in(ids)).all(txn).await?;
    if found.is_empty() {
        return Ok(BTreeMap::new());
    }
    let ids: Vec<String> = found.iter().map(|payment| payment.id.clone()).collect();
    let mut weights = weights_of(txn, ids.clone()).await?;
    let mut last: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let distributions = distribution::Entity::find()
        .filter(distribution::Column::PaymentId.is_in(ids))
        .order_by_asc(distribution::Column::TransactionId)
        .all(txn)
        .await?;
    for row in distributions {
        last.insert(row.payment_id, (row.transaction_id, row.gross));
    }
    found
        .into_iter()
        .map(|row| {
            let weights = Weights::new(weights.remove(&row.id).unwrap_or_default()).map_err(StoreError::corrupt)?;
            let last = last.get(&row.id).copied();
            let (number, left) = last.ok_or_else(|| StoreError::corrupt(format!("payment {} has no split", row.id)))?;
            let payment = Payment {
                currency: row.currency.parse().map_err(StoreError::corrupt)?,
                share: CreatorShare::from_bps(i64::from(row.share_bps)).map_err(StoreError::corrupt)?,
                weights,
                charged: row.charged,
                remaining: left,
                last_transaction: Some(u64::try_from(number).map_err(StoreError::corrupt)?),
                agreement: row.agreement,
                title: row.title,
                id: row.id.clone(),
            };
            Ok((row.id, payment))
        })
        .collect()
}
