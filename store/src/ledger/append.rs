//! A single transaction into the ledger and the record: what a message of the processor brings.

use blkout_core::{
    payments::{Applied, ApplyError, Entry, apply},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{Ledger, Rows, entities::ledger_transaction, import::payments};
use crate::StoreError;

/// What became of a single transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appended {
    /// It is in the ledger now, under this number.
    New(u64),
    /// It was there already, under this number, with the same content.
    AlreadyThere(u64),
}

/// Why a single transaction was refused; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// It does not fit the ledger.
    #[error(transparent)]
    Apply(#[from] ApplyError),
    /// The ledger has another content under the same key.
    #[error("`{0}` is in the ledger already with other content; the ledger is never changed")]
    Conflict(String),
    /// The database did not answer or refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for AppendError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Ledger<'_> {
    /// Applies one entry and writes it, with its entry in the record, in one transaction: durable once this answers.
    /// The same entry again is answered with the number that it has.
    ///
    /// # Errors
    /// [`AppendError`]; then nothing has been written.
    pub async fn append(self, entry: Entry, recorded_at: UtcMillis) -> Result<Appended, AppendError> {
        self.store
            .write(|txn| {
                Box::pin(async move {
                    if let Some(known) = known(txn, &entry.id).await? {
                        let number = u64::try_from(known.id).map_err(StoreError::corrupt)?;
                        let same = known.content_digest == entry.digest();
                        return if same {
                            Ok(Appended::AlreadyThere(number))
                        } else {
                            Err(AppendError::Conflict(entry.id))
                        };
                    }
                    let mut rows = Rows::begin(txn).await?;
                    let of = payments(txn, std::iter::once(entry.charge_id.as_str())).await?;
                    let applied = apply(&entry, of.get(&entry.charge_id), rows.recorder().share())?;
                    let number = add(&mut rows, recorded_at, &applied)?;
                    rows.finish(txn).await?;
                    Ok(Appended::New(number))
                })
            })
            .await
    }
}

/// Takes an applied transaction in, and tells an entry that no record could hold from a fault of the database.
pub(crate) fn add(rows: &mut Rows, recorded_at: UtcMillis, applied: &Applied) -> Result<u64, AppendError> {
    rows.add(recorded_at, applied).map_err(|error| match error {
        StoreError::Entry(too_long) => AppendError::Apply(too_long.into()),
        other => AppendError::Store(other),
    })
}

/// The transaction with this idempotency key.
pub(crate) async fn known(
    txn: &DatabaseTransaction,
    key: &str,
) -> Result<Option<ledger_transaction::Model>, StoreError> {
    let with_key = ledger_transaction::Column::IdempotencyKey.eq(key);
    Ok(ledger_transaction::Entity::find().filter(with_key).one(txn).await?)
}
