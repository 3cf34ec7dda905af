//! The whole record in one file, for anybody to keep and to check without us.
//!
//! ```text
//! blkout-record-export/1
//! entries 300
//! key NAME+HEX8+BASE64
//! checkpoint 163
//! <163 bytes: the checkpoint as a C2SP signed note, signed by that key and by nobody else>
//! <tile/0/000><tile/entries/000><tile/0/001.p/44><tile/entries/001.p/44>
//! ```
//!
//! After the head come, for each bundle of up to 256 entries, the tile of its leaf hashes and then the bundle itself,
//! both as C2SP tlog-tiles serves them; and nothing after the last. The hashes repeat what follows from the entries, so
//! that a changed entry is found at its place and not only at the end. Every byte of the file is checked: the numbers
//! against the checkpoint, the checkpoint against its signature, the hashes against the entries and the entries against
//! the checkpoint's root. Cosignatures of witnesses are left out: their keys are not in the record, so nobody could
//! check them from the file alone.

mod head;
mod reader;
#[cfg(test)]
mod tests;

pub use head::{Head, HeadError, LONGEST_CHECKPOINT};
pub use reader::{ExportError, Item, Reader};
