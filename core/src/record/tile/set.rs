//! Tiles that somebody fetched, as a source of node hashes.

use std::collections::BTreeMap;

use super::{HIGHEST_LEVEL, TILE_WIDTH, Tile, place};
use crate::record::tree::{Hash, NodeId};

/// Tiles with their bytes. What they say is only worth what the proof made of it says: check it against a
/// signed root.
#[derive(Clone, Debug, Default)]
pub struct TileSet {
    /// By level and index; the widest that was inserted.
    tiles: BTreeMap<(u8, u64), (Tile, Vec<u8>)>,
}

/// The bytes are not those of such a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a tile of {width} hashes has {} bytes, and this one has {given}", usize::from(*.width) * Hash::BYTES)]
pub struct TileSetError {
    /// How many hashes the tile should have.
    pub width: u16,
    /// How many bytes came.
    pub given: usize,
}

impl TileSet {
    /// A set without tiles.
    pub const fn new() -> Self {
        Self { tiles: BTreeMap::new() }
    }

    /// Takes a tile. A narrower one never replaces a wider one.
    ///
    /// # Errors
    /// [`TileSetError`] when the bytes have another length than the tile; nothing is taken then.
    pub fn insert(&mut self, tile: Tile, bytes: Vec<u8>) -> Result<(), TileSetError> {
        let fits = (1..=TILE_WIDTH).contains(&tile.width) && tile.level <= HIGHEST_LEVEL;
        if !fits || bytes.len() != usize::from(tile.width) * Hash::BYTES {
            return Err(TileSetError { width: tile.width, given: bytes.len() });
        }
        let at = (tile.level, tile.index);
        if self.tiles.get(&at).is_none_or(|(held, _)| held.width < tile.width) {
            self.tiles.insert(at, (tile, bytes));
        }
        Ok(())
    }

    /// The hash of a complete subtree, where a tile of the set holds it.
    pub fn node(&self, node: NodeId) -> Option<Hash> {
        let (at, _, _) = place(node)?;
        let (tile, bytes) = self.tiles.get(&(at.level, at.index))?;
        tile.node(bytes, node)
    }
}
