//! Ids that may come only once, kept track of in memory that does not grow with the record.
//!
//! A first pass marks every id in a field of bits of a fixed size (a Bloom filter). An id whose bits were all marked
//! already is a suspect: either it was there before, or others happen to have marked its bits. A second pass, needed
//! only when there are suspects, looks at these alone and settles each exactly.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

/// Words of a block: the 64 bytes that a processor fetches together. All bits of one id lie in one block.
const BLOCK_WORDS: usize = 8;
/// Bits of a block.
const BLOCK_BITS: u64 = 512;
/// The smallest field, in blocks: 8 kB.
const LEAST_BLOCKS: u64 = 1 << 7;
/// The largest field, in blocks: 16 MiB. With a million transactions one honest record in ten or so needs a second
/// pass. It may be longer than that, and still needs no more memory than a few bytes for each suspect.
const MOST_BLOCKS: u64 = 1 << 18;
/// Entries for each block: with a key and perhaps a payment each, their eight bits fill a sixth of it.
const ENTRIES_A_BLOCK: u64 = 4;

/// What an id is the id of; the same text may stand for one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdKind {
    /// A payment, when it is made.
    Payment,
    /// An idempotency key.
    Key,
    /// A payout, when it is scheduled.
    Payout,
}

/// The first half of an id's SHA-256; enough to tell ids apart.
type Fingerprint = [u8; 16];

/// Ids that came so far.
#[derive(Debug)]
pub(super) struct Seen {
    /// As many blocks as a power of two.
    field: Vec<[u64; BLOCK_WORDS]>,
    suspects: BTreeSet<Fingerprint>,
    settled_once: BTreeSet<Fingerprint>,
}

impl Seen {
    /// Room that suits a record of `entries` entries; at most 16 MiB.
    pub(super) fn for_entries(entries: u64) -> Self {
        let wanted = entries.div_ceil(ENTRIES_A_BLOCK).min(MOST_BLOCKS).next_power_of_two().max(LEAST_BLOCKS);
        let blocks = usize::try_from(wanted).unwrap_or(0);
        Self { field: vec![[0; BLOCK_WORDS]; blocks], suspects: BTreeSet::new(), settled_once: BTreeSet::new() }
    }

    /// Marks an id in the first pass: in the block that the first half of its digest names, the eight bits that the
    /// second half names.
    pub(super) fn mark(&mut self, kind: IdKind, id: &str) {
        let digest = digest(kind, id);
        let mut new = false;
        let place =
            digest.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes) as usize) & (self.field.len() - 1);
        // The mask keeps the place within the field.
        if let Some(block) = self.field.get_mut(place) {
            for position in digest[16..].as_chunks().0 {
                let position = u64::from(u16::from_be_bytes(*position)) % BLOCK_BITS;
                let (word, bit) = ((position / 64) as usize, 1_u64 << (position % 64));
                new |= block[word] & bit == 0;
                block[word] |= bit;
            }
        }
        if !new {
            self.suspects.insert(fingerprint(&digest));
        }
    }

    /// Whether a second pass has to settle something.
    pub(super) fn has_suspects(&self) -> bool {
        !self.suspects.is_empty()
    }

    /// Looks at an id in the second pass; answers whether it came before.
    pub(super) fn came_before(&mut self, kind: IdKind, id: &str) -> bool {
        let fingerprint = fingerprint(&digest(kind, id));
        self.suspects.contains(&fingerprint) && !self.settled_once.insert(fingerprint)
    }
}

fn digest(kind: IdKind, id: &str) -> [u8; 32] {
    Sha256::new().chain_update([kind as u8]).chain_update(id).finalize().into()
}

fn fingerprint(digest: &[u8; 32]) -> Fingerprint {
    digest.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn seen_twice(seen: &mut Seen, ids: &[String]) -> Vec<String> {
        for id in ids {
            seen.mark(IdKind::Payment, id);
        }
        ids.iter().filter(|id| seen.came_before(IdKind::Payment, id)).cloned().collect()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_crowded_field_accuses_nobody() {
        // The smallest field with far more ids than it was made for: nearly everybody is a suspect.
        let mut seen = Seen::for_entries(0);
        let mut ids: Vec<String> = (0..40_000).map(|n| format!("ch_{n}")).collect();
        ids.push("ch_17".to_owned());
        assert_eq!(seen_twice(&mut seen, &ids), ["ch_17"]);
        assert!(seen.suspects.len() > 10_000);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_field_that_fits_has_no_suspects() {
        let mut seen = Seen::for_entries(10_000);
        for n in 0..10_000 {
            seen.mark(IdKind::Payment, &format!("ch_{n}"));
            seen.mark(IdKind::Key, &format!("ch_{n}"));
        }
        assert!(!seen.has_suspects());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn no_size_is_too_large() {
        assert_eq!(Seen::for_entries(u64::MAX).field.len() as u64, MOST_BLOCKS);
        assert_eq!(Seen::for_entries(0).field.len() as u64, LEAST_BLOCKS);
    }
}
