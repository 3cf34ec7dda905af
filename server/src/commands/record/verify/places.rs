//! Where the entries of a saved record begin, remembered for one in 16, so that an earlier one is found by reading on
//! from there: a refund is held against the payment that it changes.

use std::{fs::File, io, os::unix::fs::FileExt as _};

use blkout_core::record::audit::Earlier;

/// One place is remembered for so many entries; it divides the 256 entries of a bundle, so that the entries from one
/// place to the next follow each other in the file.
const ENTRIES_A_PLACE: u64 = 16;
/// Bytes read at a time: about as many as the entries from one place to the next have.
const PIECE_BYTES: usize = 12 << 10;
/// What the entry of a transaction begins with.
const TRANSACTION: &[u8] = b"blkout-record/1 transaction\n";
/// Bytes of an entry's length.
const LENGTH_BYTES: usize = 2;

/// A place in the file.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Where the bytes of the entry begin.
    offset: u64,
    /// How many transactions came before it; their numbers run from 1.
    transactions: u64,
}

/// The places of a file's entries, as far as it has been read.
#[derive(Debug)]
pub(super) struct Places<'f> {
    file: &'f File,
    known: Vec<Place>,
    entries: u64,
    transactions: u64,
    /// Why the file could not be read again.
    trouble: Option<io::Error>,
}

impl<'f> Places<'f> {
    pub(super) fn of(file: &'f File) -> Self {
        Self { file, known: Vec::new(), entries: 0, transactions: 0, trouble: None }
    }

    /// Takes note of the next entry, whose bytes begin at `offset` in the file.
    pub(super) fn note(&mut self, offset: u64, bytes: &[u8]) {
        if self.entries.is_multiple_of(ENTRIES_A_PLACE) {
            self.known.push(Place { offset, transactions: self.transactions });
        }
        self.entries += 1;
        self.transactions += u64::from(bytes.starts_with(TRANSACTION));
    }
}

impl Places<'_> {
    /// What kept the system from reading an earlier entry, if anything did.
    pub(super) fn trouble(self) -> Option<io::Error> {
        self.trouble
    }

    /// Reads on from the nearest place before the transaction.
    fn find(&self, number: u64) -> io::Result<Option<Vec<u8>>> {
        let after = self.known.partition_point(|place| place.transactions < number);
        let Some(place) = after.checked_sub(1).and_then(|before| self.known.get(before)) else { return Ok(None) };
        let mut piece =
            Piece { file: self.file, offset: place.offset.saturating_sub(LENGTH_BYTES as u64), bytes: Vec::new() };
        let (mut at, mut transactions) = (0, place.transactions);
        for _ in 0..ENTRIES_A_PLACE {
            let length = piece.upto(at + LENGTH_BYTES)?.get(at..).and_then(<[u8]>::first_chunk);
            let length = usize::from(u16::from_be_bytes(length.copied().unwrap_or_default()));
            let start = at + LENGTH_BYTES;
            at = start + length;
            let entry = piece.upto(at)?.get(start..at).unwrap_or_default();
            transactions += u64::from(entry.starts_with(TRANSACTION));
            if transactions == number {
                return Ok(Some(entry.to_vec()));
            }
        }
        Ok(None)
    }
}

/// A part of the file, read as far as it is needed.
struct Piece<'f> {
    file: &'f File,
    /// Where it begins in the file.
    offset: u64,
    bytes: Vec<u8>,
}

impl Piece<'_> {
    /// The part with `length` bytes at least.
    fn upto(&mut self, length: usize) -> io::Result<&[u8]> {
        while self.bytes.len() < length {
            let read = self.bytes.len();
            self.bytes.resize(read + PIECE_BYTES, 0);
            let added = self.file.read_at(&mut self.bytes[read..], self.offset + read as u64)?;
            self.bytes.truncate(read + added);
            if added == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(&self.bytes)
    }
}

impl Earlier for Places<'_> {
    fn transaction(&mut self, number: u64) -> Option<Vec<u8>> {
        self.find(number).unwrap_or_else(|error| {
            self.trouble = Some(error);
            None
        })
    }
}
