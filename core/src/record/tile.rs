//! The tree and its entries cut into files that never change: the layout of C2SP `tlog-tiles`.
//!
//! A tile is up to 256 consecutive hashes of one height; what lies between the heights is hashed again by
//! the reader. A bundle is the entries under one tile of leaves. <https://c2sp.org/tlog-tiles>

mod bundle;
mod path;
mod set;
#[cfg(test)]
mod tests;

use super::tree::{Hash, NodeId, consistency_nodes, inclusion_nodes, node_hash, root_nodes};

pub use bundle::{BundleError, LONGEST_ENTRY, decode_bundle, encode_bundle};
pub use path::{PathError, Resource};
pub use set::{TileSet, TileSetError};

/// How many levels of the tree a tile spans.
pub const TILE_HEIGHT: u8 = 8;
/// How many hashes a full tile has, and entries a full bundle.
pub const TILE_WIDTH: u16 = 256;
/// The highest level that a path may name; trees of 64-bit sizes end at level 7.
pub const HIGHEST_LEVEL: u8 = 63;

/// A run of hashes: `width` of them, from number `index` × 256 of their height on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// The height in steps of eight: 0 holds the hashes of leaves, 1 those of 256 leaves each.
    pub level: u8,
    /// The place among the tiles of this level, from 0.
    pub index: u64,
    /// How many hashes it has, 1 to [`TILE_WIDTH`]; fewer than that is a partial tile.
    pub width: u16,
}

/// The entries `index` × 256 and on, `width` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bundle {
    /// The place among the bundles, from 0.
    pub index: u64,
    /// How many entries it has, 1 to [`TILE_WIDTH`].
    pub width: u16,
}

/// How many of the 256 places of tile `index` are filled when a level has `count` hashes.
fn filled(count: u64, index: u64) -> Option<u16> {
    let start = index.checked_mul(TILE_WIDTH.into())?;
    let width = count.checked_sub(start)?.min(TILE_WIDTH.into());
    u16::try_from(width).ok().filter(|width| *width > 0)
}

impl Tile {
    /// The tile at this place, as wide as a tree of `size` leaves has it; `None` when it has none there.
    pub fn of(level: u8, index: u64, size: u64) -> Option<Self> {
        filled(hashes_of_level(level, size), index).map(|width| Self { level, index, width })
    }

    /// Whether a tree of `size` leaves has all the hashes of this tile.
    pub fn is_in(&self, size: u64) -> bool {
        (1..=TILE_WIDTH).contains(&self.width)
            && Self::of(self.level, self.index, size).is_some_and(|held| held.width >= self.width)
    }

    /// Every tile of a tree of `size` leaves, level by level.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        (0..=HIGHEST_LEVEL).take_while(move |level| hashes_of_level(*level, size) > 0).flat_map(move |level| {
            let tiles = hashes_of_level(level, size).div_ceil(TILE_WIDTH.into());
            (0..tiles).filter_map(move |index| Self::of(level, index, size))
        })
    }

    /// The tile of a tree of `size` leaves that the hash of this subtree is read from; `None` when the subtree is
    /// not complete in it.
    pub fn holding(node: NodeId, size: u64) -> Option<Self> {
        let (tile, _, end) = place(node)?;
        Self::of(tile.level, tile.index, size).filter(|held| held.width >= end)
    }

    /// Reads the hash of a complete subtree out of the tile's bytes, hashing upwards within the tile.
    /// `None` when the tile does not hold it or the bytes are too short.
    pub fn node(&self, bytes: &[u8], node: NodeId) -> Option<Hash> {
        let (at, start, end) = place(node)?;
        if (at.level, at.index) != (self.level, self.index) || end > self.width {
            return None;
        }
        let (hashes, _) = bytes.as_chunks::<{ Hash::BYTES }>();
        let mut row: Vec<Hash> =
            hashes.get(usize::from(start)..usize::from(end))?.iter().copied().map(Hash::new).collect();
        while row.len() > 1 {
            row = row.chunks_exact(2).map(|pair| node_hash(pair[0], pair[1])).collect();
        }
        row.first().copied()
    }
}

impl Bundle {
    /// The bundle at this place, as long as a tree of `size` leaves has it; `None` when it has none there.
    pub fn of(index: u64, size: u64) -> Option<Self> {
        filled(size, index).map(|width| Self { index, width })
    }

    /// Whether a tree of `size` leaves has all the entries of this bundle.
    pub fn is_in(&self, size: u64) -> bool {
        (1..=TILE_WIDTH).contains(&self.width)
            && Self::of(self.index, size).is_some_and(|held| held.width >= self.width)
    }

    /// Every bundle of a tree of `size` leaves.
    pub fn all(size: u64) -> impl Iterator<Item = Self> {
        (0..size.div_ceil(TILE_WIDTH.into())).filter_map(move |index| Self::of(index, size))
    }
}

/// How many complete subtrees of 256^`level` leaves a tree of `size` leaves has.
fn hashes_of_level(level: u8, size: u64) -> u64 {
    size.checked_shr(u32::from(level) * u32::from(TILE_HEIGHT)).unwrap_or(0)
}

/// The full tile in which this subtree stands, and the run of the tile's hashes under it.
fn place(node: NodeId) -> Option<(Tile, u16, u16)> {
    let (level, above) = (node.level / TILE_HEIGHT, node.level % TILE_HEIGHT);
    let first = node.index.checked_mul(1 << above)?;
    let start = u16::try_from(first % u64::from(TILE_WIDTH)).ok()?;
    let tile = Tile { level, index: first / u64::from(TILE_WIDTH), width: TILE_WIDTH };
    Some((tile, start, start + (1 << above)))
}

/// The tiles of a tree of `size` leaves that [`super::tree::inclusion_proof`] reads; each once, in order.
pub fn tiles_for_inclusion(index: u64, size: u64) -> Vec<Tile> {
    tiles_holding(inclusion_nodes(index, size), size)
}

/// The tiles of a tree of `second` leaves that [`super::tree::consistency_proof`] reads; each once, in order.
pub fn tiles_for_consistency(first: u64, second: u64) -> Vec<Tile> {
    tiles_holding(consistency_nodes(first, second), second)
}

/// The tiles of a tree of `size` leaves that [`super::tree::root_of`] reads for the tree of its first `first` leaves;
/// each once, in order. None when it has fewer than that.
pub fn tiles_for_root(first: u64, size: u64) -> Vec<Tile> {
    tiles_holding(root_nodes(first), size)
}

fn tiles_holding(nodes: Vec<NodeId>, size: u64) -> Vec<Tile> {
    let mut tiles: Vec<Tile> = nodes.into_iter().filter_map(|node| Tile::holding(node, size)).collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}
