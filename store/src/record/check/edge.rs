//! The right edge of the record, which everything that is appended builds on: checked at every start.

use blkout_core::record::{
    tile::{TILE_HEIGHT, TILE_WIDTH, Tile},
    tree::{Frontier, Hash, leaf_hash},
};
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};

use super::{
    super::{
        Record,
        entities::{record_entry, record_head},
    },
    Check,
};
use crate::StoreError;

/// Levels of tiles that a record of 64-bit size can have.
const LEVELS: u8 = 8;

impl Record<'_> {
    /// Holds the head against the last entries and the hashes that stand at the right edge of the tree. Takes the
    /// same short time however long the record is; [`Record::check_head`] looks at all of it.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer; what is wrong in it is a finding and no error.
    pub async fn check_edge(self) -> Result<Check, StoreError> {
        let reader = self.store.reader();
        let mut check = Check::default();
        let Some(head) = record_head::Entity::find_by_id(1).one(reader).await? else {
            check.fault("record_heads", "row 1", "is missing");
            return Ok(check);
        };
        let last: Option<i64> = record_entry::Entity::find()
            .select_only()
            .column(record_entry::Column::Idx)
            .order_by_desc(record_entry::Column::Idx)
            .into_tuple()
            .one(reader)
            .await?;
        let found = last.map_or(0, |last| last.saturating_add(1));
        // Another process may have appended since the head was read.
        if found < head.size {
            check.fault("record_entries", "all rows", format_args!("there are {found} and should be {}", head.size));
        }
        let (Some(root), Some(frontier)) = (&head.root, &head.frontier) else {
            check.equal("record_heads", "row 1", "the size", (head.size, 0));
            return Ok(check);
        };
        let Ok(edge) = Frontier::from_bytes(frontier) else {
            check.fault("record_heads", "row 1", "the edge of the tree cannot be read");
            return Ok(check);
        };
        check.equal("record_heads", "row 1", "the size", (i128::from(head.size), i128::from(edge.size())));
        check.equal("record_heads", "row 1", "the root", (root.as_slice(), edge.root().as_bytes().as_slice()));
        self.check_last_entries(&mut check, edge.size()).await?;
        let peaks = self.peaks(&mut check, edge.size()).await?;
        if frontier.get(size_of::<u64>()..) != Some(peaks.as_slice()) {
            check.fault("record_heads", "row 1", "the edge of the tree is not that of the hashes below it");
        }
        Ok(check)
    }

    /// The entries of the last bundle have the hashes that stand beside them.
    async fn check_last_entries(self, check: &mut Check, size: u64) -> Result<(), StoreError> {
        let Some(tile) = size.checked_sub(1).and_then(|last| Tile::of(0, last / u64::from(TILE_WIDTH), size)) else {
            return Ok(());
        };
        let first = tile.index * u64::from(TILE_WIDTH);
        let hashes = self.tile(tile).await?.unwrap_or_default();
        let entries = self.entries(first, tile.width.into()).await?;
        check.looked_at += entries.len() as u64;
        for (number, entry) in (0..).zip(&entries) {
            let hash = hashes.get(number * Hash::BYTES..(number + 1) * Hash::BYTES);
            if hash != Some(leaf_hash(entry).as_bytes()) {
                let index = first + number as u64;
                check.fault("record_entries", format_args!("entry {index}"), "its hash is not that of its bytes");
            }
        }
        Ok(())
    }

    /// The roots of the complete subtrees, from the largest to the smallest, from the hashes of each level of tiles.
    async fn peaks(self, check: &mut Check, size: u64) -> Result<Vec<u8>, StoreError> {
        let mut peaks = Vec::new();
        for level in (0..LEVELS).rev() {
            let count = size >> (level * TILE_HEIGHT);
            let width = u16::try_from(count % u64::from(TILE_WIDTH)).unwrap_or(0);
            if width == 0 {
                continue;
            }
            let tile = Tile { level, index: count / u64::from(TILE_WIDTH), width };
            let Some(hashes) = self.tile(tile).await? else {
                let table = if level == 0 { "record_entries" } else { "record_nodes" };
                check.fault(table, format_args!("level {level}"), "hashes at the end of the record are missing");
                continue;
            };
            let mut part = Frontier::new();
            for hash in hashes.as_chunks::<{ Hash::BYTES }>().0 {
                part.push(Hash::new(*hash)).map_err(StoreError::corrupt)?;
            }
            peaks.extend_from_slice(part.to_bytes().get(size_of::<u64>()..).unwrap_or_default());
        }
        Ok(peaks)
    }
}
