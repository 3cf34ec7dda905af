//! Reads an export piece by piece, as the bytes come, and checks that nothing in it was changed.

use super::head::{Head, HeadError, LONGEST_LINE};
use crate::record::{
    tile::{Bundle, TILE_WIDTH},
    tree::{Frontier, Hash, leaf_hash},
};

/// Lines before the checkpoint.
const LINES: usize = 4;

/// Why a file is not the record that its head speaks of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The head.
    #[error("the file {0}")]
    Head(#[from] HeadError),
    /// An entry is not the one whose hash is in the file.
    #[error("entry {0}: it is not what its hash in the file says; one of the two was changed, or entries were moved")]
    Entry(u64),
    /// The file ends too early.
    #[error("the file ends early: {expected} entries are promised and {read} are there")]
    Truncated {
        /// As the head says.
        expected: u64,
        /// Entries that were there.
        read: u64,
    },
    /// The file ends within its head.
    #[error("the file ends within its head")]
    NoHead,
    /// Something stands after the last entry.
    #[error("the file goes on after its last entry")]
    Trailing,
    /// Entries and hashes agree with each other and not with the signed root.
    #[error(
        "the entries do not add up to the root that was signed: at least one of them was changed, added or left out \
         together with its hash"
    )]
    Root,
}

/// What was read.
#[derive(Debug)]
pub enum Item<'a> {
    /// The head; comes once, first. Its signature is valid.
    Head(&'a Head),
    /// An entry; its bytes are those that its hash in the file speaks of. That the hash is one that was signed is known
    /// only when [`Reader::finish`] has said so.
    Entry {
        /// The place in the record, from 0.
        index: u64,
        /// Where the entry's bytes begin in the file.
        offset: u64,
        /// Its bytes.
        bytes: &'a [u8],
    },
}

/// Reads an export. Feed it pieces of any size with [`Reader::feed`], and take what is complete with [`Reader::next`]
/// until there is nothing more; at the end of the file, [`Reader::finish`].
#[derive(Debug, Default)]
pub struct Reader {
    /// Bytes that were fed and not taken yet begin at `at`.
    buffer: Vec<u8>,
    at: usize,
    /// Where the buffer begins in the file.
    offset: u64,
    head: Option<Head>,
    tree: Frontier,
    /// The hashes of the bundle that is being read.
    hashes: Vec<[u8; 32]>,
}

impl Reader {
    /// A reader at the beginning of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the next piece of the file.
    pub fn feed(&mut self, piece: &[u8]) {
        self.buffer.drain(..self.at);
        self.offset += self.at as u64;
        self.at = 0;
        self.buffer.extend_from_slice(piece);
    }

    /// The next item that is complete; `None` when more of the file is needed, or when all was read.
    ///
    /// # Errors
    /// [`ExportError`] as soon as it shows; there is nothing more to read then.
    #[expect(clippy::should_implement_trait, reason = "what it lends lives only until the next call")]
    pub fn next(&mut self) -> Result<Option<Item<'_>>, ExportError> {
        if self.head.is_none() {
            let Some((head, length)) = read_head(&self.buffer[self.at..])? else { return Ok(None) };
            self.at += length;
            return Ok(Some(Item::Head(self.head.insert(head))));
        }
        let (index, size) = (self.tree.size(), self.size());
        if index == size {
            return if self.at < self.buffer.len() { Err(ExportError::Trailing) } else { Ok(None) };
        }
        let place = usize::try_from(index % u64::from(TILE_WIDTH)).unwrap_or(0);
        if place == 0 && self.hashes.is_empty() && !self.read_tile(index) {
            return Ok(None);
        }
        let rest = &self.buffer[self.at..];
        let Some((length, rest)) = rest.split_first_chunk::<2>() else { return Ok(None) };
        let length = usize::from(u16::from_be_bytes(*length));
        let Some(bytes) = rest.get(..length) else { return Ok(None) };
        let hash = leaf_hash(bytes);
        if self.hashes.get(place) != Some(hash.as_bytes()) {
            return Err(ExportError::Entry(index));
        }
        // A tree holds as many leaves as the head can speak of.
        self.tree.push(hash).map_err(|_| ExportError::Root)?;
        if place + 1 == self.hashes.len() {
            self.hashes.clear();
        }
        let start = self.at + 2;
        self.at = start + length;
        Ok(Some(Item::Entry { index, offset: self.offset + start as u64, bytes: &self.buffer[start..self.at] }))
    }

    /// The bytes of the entry that [`ExportError::Entry`] has just refused: for saying what else is wrong with it.
    pub fn refused(&self) -> Option<&[u8]> {
        let (length, rest) = self.buffer.get(self.at..)?.split_first_chunk::<2>()?;
        rest.get(..usize::from(u16::from_be_bytes(*length)))
    }

    /// To be called at the end of the file; answers its head when everything in it is as it was signed.
    ///
    /// # Errors
    /// [`ExportError`] when something is missing, or when the entries are not those that were signed.
    pub fn finish(self) -> Result<Head, ExportError> {
        let (read, expected) = (self.tree.size(), self.size());
        let head = self.head.ok_or(ExportError::NoHead)?;
        if read < expected {
            return Err(ExportError::Truncated { expected, read });
        }
        if self.at < self.buffer.len() {
            return Err(ExportError::Trailing);
        }
        if self.tree.root() == head.checkpoint().root() { Ok(head) } else { Err(ExportError::Root) }
    }

    /// How many entries the head promises; 0 before the head.
    fn size(&self) -> u64 {
        self.head.as_ref().map_or(0, |head| head.checkpoint().size())
    }

    /// Takes the hashes of the bundle that begins with entry `index`; answers whether they are all there.
    fn read_tile(&mut self, index: u64) -> bool {
        let bundle = Bundle::of(index / u64::from(TILE_WIDTH), self.size());
        let length = bundle.map_or(0, |bundle| usize::from(bundle.width)) * Hash::BYTES;
        let Some(tile) = self.buffer[self.at..].get(..length) else { return false };
        self.hashes.extend_from_slice(tile.as_chunks().0);
        self.at += length;
        true
    }
}

/// The head and its length in bytes; `None` when more of the file is needed.
fn read_head(bytes: &[u8]) -> Result<Option<(Head, usize)>, HeadError> {
    let mut lines = [""; LINES];
    let mut rest = bytes;
    for line in &mut lines {
        let Some(end) = rest.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n') else {
            return if rest.len() < LONGEST_LINE { Ok(None) } else { Err(HeadError::Format) };
        };
        *line = str::from_utf8(&rest[..end]).map_err(|_| HeadError::Format)?;
        rest = &rest[end + 1..];
    }
    let (entries, key, length) = Head::read_lines(lines)?;
    let Some(note) = rest.get(..length) else { return Ok(None) };
    let note = str::from_utf8(note).map_err(|_| HeadError::Line("checkpoint"))?;
    let head = Head::checked(entries, key, note)?;
    Ok(Some((head, bytes.len() - rest.len() + length)))
}
