//! A tree that only grows, kept as the few hashes that its growth needs.

use super::{Hash, NodeId, empty_root, node_hash};

/// The most leaves of a tree that grows here: what a database's 64-bit column can number.
pub const MOST_LEAVES: u64 = i64::MAX.unsigned_abs();

/// The right edge of a tree: the roots of its complete subtrees, from the largest to the smallest, one for each
/// bit that is set in its size. It is all that appending and the root need; at most 63 hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// Invariant: as many as `size` has bits set.
    peaks: Vec<Hash>,
}

/// Why there is no such frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// The tree would have more than [`MOST_LEAVES`] leaves.
    #[error("a tree has at most {MOST_LEAVES} leaves")]
    Full,
    /// The bytes are not what [`Frontier::to_bytes`] writes.
    #[error("these bytes are not the edge of a tree")]
    Bytes,
}

impl Frontier {
    /// The tree without leaves.
    pub const fn new() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// How many leaves the tree has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf's hash.
    ///
    /// # Errors
    /// [`FrontierError::Full`] at [`MOST_LEAVES`]; the tree is then as before.
    pub fn push(&mut self, leaf: Hash) -> Result<(), FrontierError> {
        self.push_with(leaf, |_, _| ())
    }

    /// Appends a leaf's hash and tells of every subtree that it completes, from the leaf itself upwards.
    ///
    /// # Errors
    /// As [`Frontier::push`]; nothing is told of then.
    pub fn push_with(&mut self, leaf: Hash, mut completed: impl FnMut(NodeId, Hash)) -> Result<(), FrontierError> {
        if self.size >= MOST_LEAVES {
            return Err(FrontierError::Full);
        }
        let (mut hash, mut node) = (leaf, NodeId { level: 0, index: self.size });
        completed(node, hash);
        // A subtree of this height stands open exactly where the size has the bit: it is the left half.
        while node.index & 1 == 1 {
            let Some(left) = self.peaks.pop() else { break };
            hash = node_hash(left, hash);
            node = NodeId { level: node.level + 1, index: node.index >> 1 };
            completed(node, hash);
        }
        self.peaks.push(hash);
        self.size += 1;
        Ok(())
    }

    /// The root of the tree (RFC 6962, MTH); of no leaves, [`empty_root`].
    pub fn root(&self) -> Hash {
        self.peaks.iter().rev().copied().reduce(|right, left| node_hash(left, right)).unwrap_or_else(empty_root)
    }

    /// The size (8 bytes, big-endian) and the hashes after it.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for peak in &self.peaks {
            bytes.extend_from_slice(peak.as_bytes());
        }
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`FrontierError::Bytes`] when the number of hashes does not fit the size, [`FrontierError::Full`] above
    /// [`MOST_LEAVES`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let (size, hashes) = bytes.split_first_chunk::<8>().ok_or(FrontierError::Bytes)?;
        let size = u64::from_be_bytes(*size);
        if size > MOST_LEAVES {
            return Err(FrontierError::Full);
        }
        let (peaks, rest) = hashes.as_chunks::<32>();
        if !rest.is_empty() || peaks.len() != size.count_ones() as usize {
            return Err(FrontierError::Bytes);
        }
        Ok(Self { size, peaks: peaks.iter().copied().map(Hash::new).collect() })
    }
}
