//! The repository of witnesses: outside parties who have cosigned the record, each with what it said last.

mod entities;
mod keys;

pub use keys::{RecordKeys, RotateError};

use blkout_core::{
    record::{
        cosignature::{Cosignature, Witness},
        tree::Hash,
    },
    time::{DAY_MS, UtcMillis},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use self::entities::record_cosignature::{Column, Entity, Model};
use crate::{Store, StoreError, insert::insert};

/// The most witnesses that are listed. Anybody may be one, so there is an end.
pub const MOST_WITNESSES: u64 = 256;
/// A witness that was silent for this long, in milliseconds, gives its place to a new one when the list is full.
pub const SILENT_WITNESS_MS: i64 = 30 * DAY_MS;

/// See [`Store::witnesses`].
#[derive(Clone, Copy, Debug)]
pub struct Witnesses<'s> {
    pub(crate) store: &'s Store,
}

/// What a witness said last about the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// The witness.
    pub witness: Witness,
    /// How many entries the record had.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// The signature, and when it was made by the witness's clock.
    pub cosignature: Cosignature,
    /// When it came here.
    pub received_at: UtcMillis,
}

/// Why a cosignature was not kept.
#[derive(Debug, thiserror::Error)]
pub enum CosignError {
    /// The witness has already cosigned a larger record, or this one at a later time.
    #[error("this witness has already cosigned a later checkpoint")]
    Older,
    /// There are [`MOST_WITNESSES`], and all of them were heard of lately.
    #[error("there are {MOST_WITNESSES} witnesses already, which is the most that are listed")]
    Full,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Witnesses<'_> {
    /// Keeps what a witness said, in the place of what it said before. The caller has checked the signature, and
    /// that the root is that of the record at this size. The same once more is no news: anybody can send a cosignature
    /// that they have read, and a witness that has fallen silent must not seem to speak.
    ///
    /// # Errors
    /// [`CosignError`]; nothing is changed then.
    pub async fn put(self, cosigned: Cosigned) -> Result<(), CosignError> {
        let row = to_row(&cosigned)?;
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let before = Entity::find().filter(Column::Vkey.eq(&row.vkey)).all(txn).await;
                    let before = before.map_err(StoreError::from)?;
                    let (size, time) = (row.size, row.time);
                    if before.iter().any(|held| held.size > size || held.size == size && held.time > time) {
                        return Err(CosignError::Older);
                    }
                    if before.iter().any(|held| held.size == size && held.time == time) {
                        return Ok(());
                    }
                    if before.is_empty() {
                        make_room(txn, cosigned.received_at).await?;
                    }
                    let of_witness = Entity::delete_many().filter(Column::Vkey.eq(&row.vkey));
                    of_witness.exec(txn).await.map_err(StoreError::from)?;
                    insert(txn, vec![row]).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Every witness with what it said last, the most recently heard of first; at most [`MOST_WITNESSES`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn list(self) -> Result<Vec<Cosigned>, StoreError> {
        let rows = Entity::find().order_by_desc(Column::ReceivedAt).order_by_asc(Column::Vkey);
        rows.all(self.store.reader()).await?.into_iter().map(from_row).collect()
    }

    /// What was said of the record at exactly this size, the most recently received first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn at(self, size: u64) -> Result<Vec<Cosigned>, StoreError> {
        let Ok(size) = i64::try_from(size) else { return Ok(Vec::new()) };
        let rows = Entity::find().filter(Column::Size.eq(size));
        let rows = rows.order_by_desc(Column::ReceivedAt).order_by_asc(Column::Vkey);
        rows.all(self.store.reader()).await?.into_iter().map(from_row).collect()
    }
}

/// Makes sure that one more witness has a place.
async fn make_room(txn: &impl ConnectionTrait, now: UtcMillis) -> Result<(), CosignError> {
    let listed = Entity::find().count(txn).await.map_err(StoreError::from)?;
    if listed < MOST_WITNESSES {
        return Ok(());
    }
    let silent = Column::ReceivedAt.lt(now.0.saturating_sub(SILENT_WITNESS_MS));
    let silent = Entity::delete_many().filter(silent).exec(txn).await.map_err(StoreError::from)?;
    if silent.rows_affected > 0 { Ok(()) } else { Err(CosignError::Full) }
}

fn to_row(cosigned: &Cosigned) -> Result<Model, StoreError> {
    let number = |n: u64| i64::try_from(n).map_err(StoreError::corrupt);
    Ok(Model {
        vkey: cosigned.witness.to_string(),
        size: number(cosigned.size)?,
        name: cosigned.witness.name().to_string(),
        key_id: cosigned.witness.key_id().to_string(),
        root: cosigned.root.as_bytes().to_vec(),
        time: number(cosigned.cosignature.seconds)?,
        signature: cosigned.cosignature.signature.to_vec(),
        received_at: cosigned.received_at.0,
    })
}

fn from_row(row: Model) -> Result<Cosigned, StoreError> {
    let number = |n: i64| u64::try_from(n).map_err(StoreError::corrupt);
    let signature = row.signature.try_into().map_err(|_| StoreError::corrupt("a cosignature has another length"))?;
    Ok(Cosigned {
        witness: row.vkey.parse().map_err(StoreError::corrupt)?,
        size: number(row.size)?,
        root: Hash::try_from(row.root.as_slice()).map_err(StoreError::corrupt)?,
        cosignature: Cosignature { seconds: number(row.time)?, signature },
        received_at: UtcMillis(row.received_at),
    })
}
