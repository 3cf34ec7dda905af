//! The Merkle tree of the record (RFC 6962, section 2.1; SHA-256): its hashes, its growth and its proofs.
//!
//! Nothing here panics on hostile numbers: every size and index up to `u64::MAX` is answered.

mod frontier;
mod hash;
mod proof;
mod ranges;
#[cfg(test)]
mod tests;

pub use frontier::{Frontier, FrontierError, MOST_LEAVES};
pub use hash::{Hash, HashError, empty_root, leaf_hash, node_hash};
pub use proof::{
    ProofError, consistency_nodes, consistency_proof, inclusion_nodes, inclusion_proof, root_nodes, root_of,
    verify_consistency, verify_inclusion,
};

/// A complete subtree: the 2^`level` leaves from `index` × 2^`level` on. Level 0 are the leaves themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// The height above the leaves, below 64.
    pub level: u8,
    /// The place among the subtrees of this height, from 0.
    pub index: u64,
}
