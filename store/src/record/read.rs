//! Reading the record: its head, its entries, and the tiles that it is served in.

use std::collections::BTreeMap;

use blkout_core::record::{
    entry::{Entry, PolicyEntry},
    tile::{Bundle, TILE_WIDTH, Tile, encode_bundle},
    tree::{Hash, empty_root},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use super::{
    Record,
    entities::{record_entry, record_head, record_node},
};
use crate::StoreError;

/// The most entries of one answer.
const MOST_ENTRIES: u64 = 4_096;

/// The end of the record at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordHead {
    /// How many entries there are.
    pub size: u64,
    /// The root of the tree over them (RFC 6962).
    pub root: Hash,
}

/// An entry with its place in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedEntry {
    /// Counted from 0.
    pub index: u64,
    /// The canonical bytes.
    pub bytes: Vec<u8>,
}

#[derive(FromQueryResult)]
struct EntryRow {
    idx: i64,
    entry: Vec<u8>,
}

const OF_KIND: &str = "SELECT idx, entry FROM record_entries WHERE kind = $1 AND kind <> 'transaction' ORDER BY idx";

/// The end of the record as `db` sees it.
pub(crate) async fn head(db: &impl ConnectionTrait) -> Result<RecordHead, StoreError> {
    let head = record_head::Entity::find_by_id(1).one(db).await?;
    let head = head.ok_or_else(|| StoreError::corrupt("the head of the record is missing; run `blkout migrate`"))?;
    let root = match head.root {
        Some(bytes) => Hash::try_from(bytes.as_slice()).map_err(StoreError::corrupt)?,
        None => empty_root(),
    };
    Ok(RecordHead { size: u64::try_from(head.size).map_err(StoreError::corrupt)?, root })
}

impl Record<'_> {
    /// The end of the record.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn head(self) -> Result<RecordHead, StoreError> {
        head(self.store.reader()).await
    }

    /// The bytes of the entries from `first` on, in their order, at most `limit` (and at most 4 096); fewer or none
    /// at the end of the record.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn entries(self, first: u64, limit: u64) -> Result<Vec<Vec<u8>>, StoreError> {
        let Ok(first) = i64::try_from(first) else { return Ok(Vec::new()) };
        let end = first.saturating_add(i64::try_from(limit.min(MOST_ENTRIES)).map_err(StoreError::corrupt)?);
        let rows: Vec<Vec<u8>> = record_entry::Entity::find()
            .select_only()
            .column(record_entry::Column::Entry)
            .filter(record_entry::Column::Idx.gte(first))
            .filter(record_entry::Column::Idx.lt(end))
            .order_by_asc(record_entry::Column::Idx)
            .into_tuple()
            .all(self.store.reader())
            .await?;
        Ok(rows)
    }

    /// An entry bundle in the form of C2SP tlog-tiles; `None` when the record does not hold all of its entries.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn bundle(self, bundle: Bundle) -> Result<Option<Vec<u8>>, StoreError> {
        let width = u64::from(bundle.width);
        let Some(first) = bundle.index.checked_mul(TILE_WIDTH.into()) else { return Ok(None) };
        let entries = self.entries(first, width).await?;
        if bundle.width == 0 || bundle.width > TILE_WIDTH || entries.len() as u64 != width {
            return Ok(None);
        }
        encode_bundle(entries).map(Some).map_err(StoreError::corrupt)
    }

    /// A tile of hashes in the form of C2SP tlog-tiles; `None` when the record does not hold all of them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn tile(self, tile: Tile) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(first) = tile.index.checked_mul(TILE_WIDTH.into()).and_then(|first| i64::try_from(first).ok()) else {
            return Ok(None);
        };
        let Some(end) = first.checked_add(tile.width.into()) else { return Ok(None) };
        let reader = self.store.reader();
        let hashes: Vec<Vec<u8>> = if tile.level == 0 {
            record_entry::Entity::find()
                .select_only()
                .column(record_entry::Column::Hash)
                .filter(record_entry::Column::Idx.gte(first))
                .filter(record_entry::Column::Idx.lt(end))
                .order_by_asc(record_entry::Column::Idx)
                .into_tuple()
                .all(reader)
                .await?
        } else {
            record_node::Entity::find()
                .select_only()
                .column(record_node::Column::Hash)
                .filter(record_node::Column::Level.eq(i16::from(tile.level)))
                .filter(record_node::Column::Idx.gte(first))
                .filter(record_node::Column::Idx.lt(end))
                .order_by_asc(record_node::Column::Idx)
                .into_tuple()
                .all(reader)
                .await?
        };
        let is_whole = tile.width > 0 && tile.width <= TILE_WIDTH && hashes.len() == usize::from(tile.width);
        Ok(is_whole.then(|| hashes.concat()))
    }

    /// The indices of the entries of these transactions, by the ledger's number.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn indices(self, numbers: impl IntoIterator<Item = i64>) -> Result<BTreeMap<i64, u64>, StoreError> {
        let rows: Vec<(Option<i64>, i64)> = record_entry::Entity::find()
            .select_only()
            .column(record_entry::Column::TransactionNumber)
            .column(record_entry::Column::Idx)
            .filter(record_entry::Column::TransactionNumber.is_in(numbers))
            .into_tuple()
            .all(self.store.reader())
            .await?;
        rows.into_iter()
            .filter_map(|(number, index)| Some((number?, index)))
            .map(|(number, index)| Ok((number, u64::try_from(index).map_err(StoreError::corrupt)?)))
            .collect()
    }

    /// Every policy that has been in force, with its place in the record, the first one first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn policies(self) -> Result<Vec<(u64, PolicyEntry)>, StoreError> {
        let entries = self.of_kind("policy").await?;
        let policies = entries.into_iter().map(|entry| match Entry::decode(&entry.bytes) {
            Ok(Entry::Policy(policy)) => Ok((entry.index, policy)),
            _ => Err(StoreError::corrupt(format!("entry {} of the record is no policy", entry.index))),
        });
        policies.collect()
    }

    /// The entries of a kind of which there are few: any but `transaction`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn of_kind(self, kind: &str) -> Result<Vec<RecordedEntry>, StoreError> {
        let reader = self.store.reader();
        let query = Statement::from_sql_and_values(reader.get_database_backend(), OF_KIND, [kind.into()]);
        let rows = EntryRow::find_by_statement(query).all(reader).await?;
        let entries = rows.into_iter().map(|row| {
            Ok(RecordedEntry { index: u64::try_from(row.idx).map_err(StoreError::corrupt)?, bytes: row.entry })
        });
        entries.collect()
    }
}
