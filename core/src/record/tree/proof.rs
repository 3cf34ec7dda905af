//! Proofs that a leaf is in a tree, and that one tree is the beginning of another (RFC 6962, section 2.1;
//! the checking follows RFC 9162, sections 2.1.3.2 and 2.1.4.2).

use super::ranges;
use super::{Hash, NodeId, empty_root, node_hash};

/// Why a proof could not be made, or does not prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The tree has no leaf of this number.
    #[error("a tree of {size} entries has no entry {index}")]
    NoSuchLeaf {
        /// The leaf that was asked for, from 0.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The later tree is smaller than the earlier.
    #[error("the tree shrank from {first} to {second} entries")]
    Shrank {
        /// The size of the earlier tree.
        first: u64,
        /// The size of the later tree.
        second: u64,
    },
    /// A hash that the proof is made of is not there.
    #[error("a hash that the proof needs is missing")]
    Missing,
    /// The proof has more or fewer hashes than the tree's size asks for.
    #[error("the proof is too long or too short")]
    Length,
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the root")]
    Root,
}

/// The complete subtrees whose hashes [`inclusion_proof`] asks for; empty when the tree has no such leaf.
pub fn inclusion_nodes(index: u64, size: u64) -> Vec<NodeId> {
    ranges::inclusion(index, size).into_iter().flat_map(ranges::Range::subtrees).collect()
}

/// The complete subtrees whose hashes [`consistency_proof`] asks for.
pub fn consistency_nodes(first: u64, second: u64) -> Vec<NodeId> {
    ranges::consistency(first, second).into_iter().flat_map(ranges::Range::subtrees).collect()
}

/// The complete subtrees whose hashes [`root_of`] asks for.
pub fn root_nodes(size: u64) -> Vec<NodeId> {
    ranges::Range { start: 0, end: size }.subtrees()
}

/// The root of the tree of `size` leaves; of no leaves, [`empty_root`]. `nodes` is asked for those of
/// [`root_nodes`] only.
///
/// # Errors
/// [`ProofError::Missing`] when `nodes` does not know one.
pub fn root_of(size: u64, nodes: impl Fn(NodeId) -> Option<Hash>) -> Result<Hash, ProofError> {
    let root = if size == 0 { Some(empty_root()) } else { ranges::Range { start: 0, end: size }.hash(&nodes) };
    root.ok_or(ProofError::Missing)
}

/// Makes the proof that the tree of `size` leaves holds leaf `index`. `nodes` knows complete subtrees; it is
/// asked for those of [`inclusion_nodes`] only.
///
/// # Errors
/// [`ProofError::NoSuchLeaf`], or [`ProofError::Missing`] when `nodes` does not know one.
pub fn inclusion_proof(index: u64, size: u64, nodes: impl Fn(NodeId) -> Option<Hash>) -> Result<Vec<Hash>, ProofError> {
    if index >= size {
        return Err(ProofError::NoSuchLeaf { index, size });
    }
    assemble(&ranges::inclusion(index, size), &nodes)
}

/// Makes the proof that the tree of `first` leaves is the beginning of the tree of `second` leaves. `nodes` is
/// asked for those of [`consistency_nodes`] only.
///
/// # Errors
/// [`ProofError::Shrank`], or [`ProofError::Missing`] when `nodes` does not know one.
pub fn consistency_proof(
    first: u64,
    second: u64,
    nodes: impl Fn(NodeId) -> Option<Hash>,
) -> Result<Vec<Hash>, ProofError> {
    if first > second {
        return Err(ProofError::Shrank { first, second });
    }
    assemble(&ranges::consistency(first, second), &nodes)
}

fn assemble(parts: &[ranges::Range], nodes: &impl Fn(NodeId) -> Option<Hash>) -> Result<Vec<Hash>, ProofError> {
    parts.iter().map(|part| part.hash(nodes).ok_or(ProofError::Missing)).collect()
}

/// Checks that the tree of `size` leaves with this root holds `leaf` at `index`.
///
/// # Errors
/// [`ProofError`] when it is not proved.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, root: Hash, proof: &[Hash]) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::NoSuchLeaf { index, size });
    }
    let mut walk = Walk { node: index, last: size - 1 };
    let mut hash = leaf;
    for &beside in proof {
        hash = match walk.step().ok_or(ProofError::Length)? {
            Side::Left => node_hash(beside, hash),
            Side::Right => node_hash(hash, beside),
        };
    }
    walk.arrived(hash == root)
}

/// Checks that the tree of `first` leaves is the beginning of the tree of `second` leaves: that nothing was
/// changed or taken away in between.
///
/// # Errors
/// [`ProofError`] when it is not proved.
pub fn verify_consistency(
    first: u64,
    second: u64,
    first_root: Hash,
    second_root: Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    if first > second {
        return Err(ProofError::Shrank { first, second });
    }
    if first == 0 || first == second {
        let roots_agree = (first != 0 || first_root == empty_root()) && (first != second || first_root == second_root);
        return match (proof.is_empty(), roots_agree) {
            (true, true) => Ok(()),
            (true, false) => Err(ProofError::Root),
            (false, _) => Err(ProofError::Length),
        };
    }
    let mut walk = Walk { node: first - 1, last: second - 1 };
    walk.skip_finished_branches();
    // A first tree of 2^n leaves is a branch of the second: its own root begins the proof.
    let (start, rest) = if first.is_power_of_two() {
        (first_root, proof)
    } else {
        proof.split_first().map(|(start, rest)| (*start, rest)).ok_or(ProofError::Length)?
    };
    let (mut old, mut new) = (start, start);
    for &beside in rest {
        match walk.step().ok_or(ProofError::Length)? {
            Side::Left => {
                old = node_hash(beside, old);
                new = node_hash(beside, new);
            }
            Side::Right => new = node_hash(new, beside),
        }
    }
    walk.arrived(old == first_root && new == second_root)
}

/// On which side of the path the next hash of a proof stands.
enum Side {
    Left,
    Right,
}

/// The way up from a leaf to the root: `node` is where one stands, `last` the last node of that level.
struct Walk {
    node: u64,
    last: u64,
}

impl Walk {
    /// Goes up while the path is a right child: the branch below is complete in the first tree.
    fn skip_finished_branches(&mut self) {
        let levels = self.node.trailing_ones();
        self.node = self.node.checked_shr(levels).unwrap_or(0);
        self.last = self.last.checked_shr(levels).unwrap_or(0);
    }

    /// Takes one hash of the proof; `None` when the root is already reached.
    fn step(&mut self) -> Option<Side> {
        if self.last == 0 {
            return None;
        }
        let side = if self.node & 1 == 1 || self.node == self.last {
            // On the right edge, levels without a node beside the path take no hash.
            let levels = self.node.trailing_zeros().min(u64::BITS - 1);
            self.node >>= levels;
            self.last >>= levels;
            Side::Left
        } else {
            Side::Right
        };
        self.node >>= 1;
        self.last >>= 1;
        Some(side)
    }

    /// The end of the proof: the root must be reached, and be the right one.
    fn arrived(&self, roots_agree: bool) -> Result<(), ProofError> {
        match (self.last, roots_agree) {
            (0, true) => Ok(()),
            (0, false) => Err(ProofError::Root),
            _ => Err(ProofError::Length),
        }
    }
}
