//! The head of the record against its entries.

use blkout_core::record::{
    entry::{DecodeError, Entry},
    tile::TILE_HEIGHT,
    tree::{Frontier, Hash, NodeId, empty_root, leaf_hash},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    super::{
        Record,
        entities::{record_entry, record_head, record_node},
    },
    BATCH_ROWS, Check,
};
use crate::StoreError;

impl Record<'_> {
    /// Hashes every entry again, and holds the hashes, the nodes above them and the head against the result.
    /// `progress` is told how many entries are done.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer; what is wrong in it is a finding and no error.
    pub async fn check_head(self, mut progress: impl FnMut(u64)) -> Result<Check, StoreError> {
        let reader = self.store.reader();
        let mut check = Check::default();
        let Some(head) = record_head::Entity::find_by_id(1).one(reader).await? else {
            check.fault("record_heads", "row 1", "is missing");
            return Ok(check);
        };
        let mut frontier = Frontier::new();
        let mut nodes: Vec<(NodeId, Hash)> = Vec::new();
        let mut next = 0_i64;
        // Entries beyond the head belong to a write that came after it was read.
        while next < head.size {
            let batch = record_entry::Entity::find()
                .filter(record_entry::Column::Idx.gte(next))
                .filter(record_entry::Column::Idx.lt(head.size))
                .order_by_asc(record_entry::Column::Idx)
                .limit(BATCH_ROWS)
                .all(reader)
                .await?;
            if batch.is_empty() {
                break;
            }
            for row in batch {
                check.equal("record_entries", format_args!("row {}", row.idx), "the index", (row.idx, next));
                let hash = check_entry(&mut check, &row);
                let completed = |node: NodeId, hash| {
                    if node.level > 0 && node.level.is_multiple_of(TILE_HEIGHT) {
                        nodes.push((node, hash));
                    }
                };
                frontier.push_with(hash, completed).map_err(StoreError::corrupt)?;
                next = row.idx.saturating_add(1);
                check.looked_at += 1;
            }
            for (node, hash) in nodes.drain(..) {
                check_node(reader, &mut check, node, hash).await?;
            }
            progress(check.looked_at);
        }
        let expected: u64 = (1..=7_u32).map(|level| frontier.size() >> (8 * level)).sum();
        let found = record_node::Entity::find().count(reader).await?;
        // Another write may have added some since.
        if found < expected || (found > expected && self.head().await?.size == frontier.size()) {
            check.fault("record_nodes", "all rows", format_args!("there are {found} and should be {expected}"));
        }
        let root = if frontier.size() == 0 { empty_root() } else { frontier.root() };
        let bytes = (frontier.size() > 0).then(|| root.as_bytes().to_vec());
        let edge = (frontier.size() > 0).then(|| frontier.to_bytes());
        check.equal("record_heads", "row 1", "the size", (u64::try_from(head.size).unwrap_or(0), frontier.size()));
        check.equal("record_heads", "row 1", "the root", (head.root, bytes));
        check.equal("record_heads", "row 1", "the edge of the tree", (head.frontier, edge));
        Ok(check)
    }
}

fn check_entry(check: &mut Check, row: &record_entry::Model) -> Hash {
    let hash = leaf_hash(&row.entry);
    let place = format!("entry {}", row.idx);
    if row.hash != hash.as_bytes() {
        check.fault("record_entries", &place, "its hash is not that of its bytes");
    }
    let (kind, number) = match Entry::decode(&row.entry) {
        Ok(Entry::Transaction(entry)) => ("transaction".to_owned(), i64::try_from(entry.number).ok()),
        Ok(entry) => (entry.kind().to_owned(), None),
        // Written by a later version of the program.
        Err(DecodeError::UnknownKind(kind)) => (kind, None),
        Err(error) => {
            check.fault("record_entries", &place, error);
            return hash;
        }
    };
    check.equal("record_entries", &place, "the kind", (row.kind.as_str(), kind.as_str()));
    check.equal("record_entries", &place, "the transaction's number", (row.transaction_number, number));
    hash
}

async fn check_node(
    reader: &sea_orm::DatabaseConnection,
    check: &mut Check,
    node: NodeId,
    hash: Hash,
) -> Result<(), StoreError> {
    let level = i16::from(node.level / TILE_HEIGHT);
    let idx = i64::try_from(node.index).map_err(StoreError::corrupt)?;
    let found = record_node::Entity::find_by_id((level, idx)).one(reader).await?;
    let found = found.map(|row| row.hash);
    check.equal(
        "record_nodes",
        format_args!("level {level}, node {idx}"),
        "the hash",
        (found, Some(hash.as_bytes().to_vec())),
    );
    Ok(())
}
