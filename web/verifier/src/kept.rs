//! Entries kept while the record is read: a refund is checked against the payment that it follows.

use blkout_core::record::{audit::Earlier, entry::Entry};

/// Bytes set aside at a time, so that no growing list is ever copied.
const CHUNK_BYTES: usize = 1 << 20;

/// The entries read so far, in memory.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    chunks: Vec<Vec<u8>>,
    places: Vec<Place>,
    /// The entry of each transaction, by the ledger's number less 1.
    transactions: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    chunk: usize,
    start: usize,
    end: usize,
}

impl Kept {
    /// Keeps the next entry. `entry` is what it says, where it could be read.
    pub fn push(&mut self, bytes: &[u8], entry: Option<&Entry>) {
        if matches!(entry, Some(Entry::Transaction(_))) {
            self.transactions.push(self.places.len());
        }
        let is_full = self.chunks.last().is_none_or(|chunk| chunk.len() + bytes.len() > CHUNK_BYTES);
        if is_full {
            self.chunks.push(Vec::with_capacity(CHUNK_BYTES));
        }
        let at = self.chunks.len() - 1;
        if let Some(chunk) = self.chunks.last_mut() {
            let start = chunk.len();
            chunk.extend_from_slice(bytes);
            self.places.push(Place { chunk: at, start, end: chunk.len() });
        }
    }

    /// The bytes of an entry, from 0.
    pub fn entry(&self, index: u64) -> Option<&[u8]> {
        let place = self.places.get(usize::try_from(index).ok()?)?;
        self.chunks.get(place.chunk)?.get(place.start..place.end)
    }
}

impl Earlier for Kept {
    fn transaction(&mut self, number: u64) -> Option<Vec<u8>> {
        let index = *self.transactions.get(usize::try_from(number.checked_sub(1)?).ok()?)?;
        self.entry(u64::try_from(index).ok()?).map(<[u8]>::to_vec)
    }
}
