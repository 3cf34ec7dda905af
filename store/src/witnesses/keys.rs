//! Which key signs the record now, and which ones did before: the public halves only.
//!
//! The key itself lies in a file beside the database. That its public half is known here keeps a machine without the
//! file, or with another one, from signing for the same record.

use blkout_core::{
    record::{
        entry::{Entry, KeyEntry},
        note::Verifier,
    },
    time::UtcMillis,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

use super::entities::record_key::{Column, Entity as Keys, Model};
use crate::{Store, StoreError, insert::insert, record::Recorder};

/// See [`Store::record_keys`].
#[derive(Clone, Copy, Debug)]
pub struct RecordKeys<'s> {
    pub(crate) store: &'s Store,
}

/// Why the key was not changed.
#[derive(Debug, thiserror::Error)]
pub enum RotateError {
    /// Another key signs the record by now.
    #[error("the record is signed by another key than the one that was to be replaced")]
    NotCurrent,
    /// The new key has signed the record before.
    #[error("the new key has signed this record before")]
    Known,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl RecordKeys<'_> {
    /// The key that signs now; `None` while no checkpoint has been made.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn current(self) -> Result<Option<Verifier>, StoreError> {
        let row = last(self.store.reader()).await?;
        row.map(|row| row.vkey.parse().map_err(StoreError::corrupt)).transpose()
    }

    /// Notes the first key of the record, if it has none, and answers the one that signs now.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn begin_with(self, key: &Verifier, now: UtcMillis) -> Result<Verifier, StoreError> {
        if let Some(current) = self.current().await? {
            return Ok(current);
        }
        let vkey = key.to_string();
        let current = self
            .store
            .write(|txn| {
                Box::pin(async move {
                    // Another process may have come first.
                    if let Some(row) = last(txn).await? {
                        return Ok::<_, StoreError>(row.vkey);
                    }
                    insert(txn, vec![Model { number: 0, vkey: vkey.clone(), since: now.0 }]).await?;
                    Ok(vkey)
                })
            })
            .await?;
        current.parse().map_err(StoreError::corrupt)
    }

    /// Replaces the key that signs: the entry goes into the record and the new key into its place, in one
    /// transaction. Answers the index of the entry. The caller has signed the entry with the old key.
    ///
    /// # Errors
    /// [`RotateError`]; nothing is changed then.
    pub async fn rotate(self, entry: KeyEntry) -> Result<u64, RotateError> {
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = last(txn).await?.filter(|row| row.vkey == entry.old).ok_or(RotateError::NotCurrent)?;
                    let known = Keys::find().all(txn).await.map_err(StoreError::from)?;
                    if known.iter().any(|row| row.vkey == entry.new) {
                        return Err(RotateError::Known);
                    }
                    let next = Model { number: row.number + 1, vkey: entry.new.clone(), since: entry.recorded.0 };
                    insert(txn, vec![next]).await?;
                    let mut recorder = Recorder::begin(txn).await?;
                    let index = recorder.add(&Entry::Key(entry))?;
                    recorder.finish(txn).await?;
                    Ok(index)
                })
            })
            .await
    }
}

async fn last(connection: &impl ConnectionTrait) -> Result<Option<Model>, StoreError> {
    Ok(Keys::find().order_by_desc(Column::Number).one(connection).await?)
}
