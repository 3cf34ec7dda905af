//! Which ranges of leaves a proof speaks of, and of which complete subtrees they are made.

use super::{Hash, NodeId, node_hash};

/// The leaves from `start` up to, not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) start: u64,
    pub(super) end: u64,
}

impl Range {
    /// Where RFC 6962 cuts a range of two leaves and more: the largest power of two below its length.
    fn middle(self) -> u64 {
        let length = self.end - self.start;
        self.start + (1 << (u64::BITS - 1 - (length - 1).leading_zeros()))
    }

    /// The complete subtrees of the range, from the left, largest first. `start` must be a multiple of a power
    /// of two that is not below the range's length, as every range of a proof has it.
    pub(super) fn subtrees(self) -> Vec<NodeId> {
        let (mut start, mut nodes) = (self.start, Vec::new());
        while start < self.end {
            let level = u64::BITS - 1 - (self.end - start).leading_zeros();
            // The level is below 64, so it fits.
            nodes.push(NodeId { level: u8::try_from(level).unwrap_or(63), index: start >> level });
            start += 1 << level;
        }
        nodes
    }

    /// The hash of the range, folded from the hashes of its subtrees; `None` when one of them is not known.
    pub(super) fn hash(self, nodes: &impl Fn(NodeId) -> Option<Hash>) -> Option<Hash> {
        let mut subtrees = self.subtrees().into_iter().rev();
        let last = nodes(subtrees.next()?)?;
        subtrees.try_fold(last, |right, left| Some(node_hash(nodes(left)?, right)))
    }
}

/// The ranges of PATH(`index`, D\[`size`\]), in the order of the proof (RFC 6962, section 2.1.1).
/// Empty when the tree has no such leaf.
pub(super) fn inclusion(index: u64, size: u64) -> Vec<Range> {
    let (mut at, mut ranges) = (Range { start: 0, end: size }, Vec::new());
    if index >= size {
        return ranges;
    }
    while at.end - at.start > 1 {
        let middle = at.middle();
        let (left, right) = (Range { end: middle, ..at }, Range { start: middle, ..at });
        let (inside, beside) = if index < middle { (left, right) } else { (right, left) };
        ranges.push(beside);
        at = inside;
    }
    ranges.reverse();
    ranges
}

/// The ranges of PROOF(`first`, D\[`second`\]), in the order of the proof (RFC 6962, section 2.1.2).
/// Empty when there is nothing to prove: an empty first tree, or two of the same size.
pub(super) fn consistency(first: u64, second: u64) -> Vec<Range> {
    let (mut at, mut ranges) = (Range { start: 0, end: second }, Vec::new());
    if first == 0 || first >= second {
        return ranges;
    }
    while at.end != first {
        let middle = at.middle();
        let (left, right) = (Range { end: middle, ..at }, Range { start: middle, ..at });
        if first <= middle {
            ranges.push(right);
            at = left;
        } else {
            ranges.push(left);
            at = right;
        }
    }
    // A first tree that is a whole left branch is known to the reader by its root.
    if at.start != 0 {
        ranges.push(at);
    }
    ranges.reverse();
    ranges
}
