//! Ids that may come only once, kept track of in memory that does not grow with the record.
//!
//! A first pass marks every id in a field of bits of a fixed size (a Bloom filter). An id whose bits were all marked
//! already is a suspect: either it was there before, or others happen to have marked its bits. A second pass, needed
//! only when there are suspects, looks at these alone and settles each exactly.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

/// Bits that one id marks: the eight quarters of 32 bits of its SHA-256.
const MARKS: usize = 8;
/// The smallest field: 8 kB.
const LEAST_BITS_LOG2: u32 = 16;
/// The largest field, 16 MiB: with a million transactions fewer than one honest record in a hundred needs a second
/// pass. It may be larger than that, and still needs no more memory than a few bytes for each suspect.
const MOST_BITS_LOG2: u32 = 27;
/// Bits for each id; twice over, as a transaction has a key and perhaps a payment.
const BITS_FOR_EACH: u64 = 128;

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
    field: Vec<u64>,
    position_mask: u32,
    suspects: BTreeSet<Fingerprint>,
    settled_once: BTreeSet<Fingerprint>,
}

impl Seen {
    /// Room that suits a record of `entries` entries; at most 16 MiB.
    pub(super) fn for_entries(entries: u64) -> Self {
        let wanted = entries.saturating_mul(BITS_FOR_EACH).checked_next_power_of_two().unwrap_or(u64::MAX);
        let bits_log2 = wanted.ilog2().clamp(LEAST_BITS_LOG2, MOST_BITS_LOG2);
        let words = 1_usize << (bits_log2 - u64::BITS.ilog2());
        let position_mask = (1_u32 << bits_log2) - 1;
        Self { field: vec![0; words], position_mask, suspects: BTreeSet::new(), settled_once: BTreeSet::new() }
    }

    /// Marks an id in the first pass.
    pub(super) fn mark(&mut self, kind: IdKind, id: &str) {
        let digest = digest(kind, id);
        let mut new = false;
        for position in digest.as_chunks::<{ 32 / MARKS }>().0 {
            let position = u32::from_be_bytes(*position) & self.position_mask;
            let (word, bit) = (position / u64::BITS, position % u64::BITS);
            // The mask keeps the position within the field.
            if let Some(word) = self.field.get_mut(word as usize) {
                new |= *word & (1 << bit) == 0;
                *word |= 1 << bit;
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
        assert_eq!(Seen::for_entries(u64::MAX).field.len(), 1 << (MOST_BITS_LOG2 - 6));
        assert_eq!(Seen::for_entries(0).field.len(), 1 << (LEAST_BITS_LOG2 - 6));
    }
}
