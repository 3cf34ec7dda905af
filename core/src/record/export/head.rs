//! The head of an export: how many entries follow, and who vouches for them.

use std::fmt;

use crate::record::{
    checkpoint::{Checkpoint, CheckpointError},
    note::{Note, Verifier},
};

/// The first line of every export.
const FORMAT: &str = "blkout-record-export/1";
/// The longest line of the head, in bytes; a key has the longest.
pub(super) const LONGEST_LINE: usize = 512;
/// The longest checkpoint in an export, in bytes: its name, size and root, and one signature.
pub const LONGEST_CHECKPOINT: usize = 4_096;

/// The head of an export; its signature is valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    key: Verifier,
    checkpoint: Checkpoint,
    note: Note,
}

/// Why a file does not begin as an export does.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// Another first line.
    #[error("does not begin with the line `{FORMAT}`")]
    Format,
    /// A line that has to be there is not, or says nothing that it can say.
    #[error("does not have the line `{0} …` in its one form where it has to stand")]
    Line(&'static str),
    /// The checkpoint is not signed by the key of the file.
    #[error("has a checkpoint that its key does not vouch for: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// Something more than one signature.
    #[error("has a checkpoint with more in it than a log's name, size, root and one signature")]
    Extra,
    /// The number of entries is another one.
    #[error("says that it holds {entries} entries, and its checkpoint is about {size}")]
    Entries {
        /// As the file says.
        entries: u64,
        /// As the checkpoint says.
        size: u64,
    },
}

impl Head {
    /// The head of an export of the record at `checkpoint`, which `note` signs with `key`.
    ///
    /// # Errors
    /// [`HeadError`] when a reader would refuse it.
    pub fn new(key: Verifier, note: &Note) -> Result<Self, HeadError> {
        let checkpoint = Checkpoint::parse(note.text())?;
        Self::checked(checkpoint.size(), key, &note.to_string())
    }

    /// The key that the file names, and whose signature is under the checkpoint. Whether it is the record's own is
    /// for the reader to know.
    pub fn key(&self) -> &Verifier {
        &self.key
    }

    /// What the file is to add up to.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Puts a head together from its parts, of which nothing is believed.
    pub(super) fn checked(entries: u64, key: Verifier, note: &str) -> Result<Self, HeadError> {
        let origin = key.name().as_str().to_owned();
        let (checkpoint, note) = Checkpoint::parse_and_verify(note.as_bytes(), &key, &origin)?;
        let is_plain = note.signatures().len() == 1 && checkpoint.extensions().is_empty();
        if !is_plain || note.to_string().len() > LONGEST_CHECKPOINT {
            return Err(HeadError::Extra);
        }
        if entries != checkpoint.size() {
            return Err(HeadError::Entries { entries, size: checkpoint.size() });
        }
        Ok(Self { key, checkpoint, note })
    }

    /// The values of the four lines before the checkpoint: entries, key, and the checkpoint's length in bytes.
    pub(super) fn read_lines(lines: [&str; 4]) -> Result<(u64, Verifier, usize), HeadError> {
        let [format, entries, key, checkpoint] = lines;
        if format != FORMAT {
            return Err(HeadError::Format);
        }
        let value = |line: &'static str, text: &str| {
            let rest = text.strip_prefix(line).and_then(|rest| rest.strip_prefix(' '));
            rest.map(str::to_owned).ok_or(HeadError::Line(line))
        };
        let number = |line: &'static str, text: &str| {
            let digits = value(line, text)?;
            let number = digits.parse::<u64>().map_err(|_| HeadError::Line(line))?;
            // One form only: no sign, no leading noughts.
            if number.to_string() == digits { Ok(number) } else { Err(HeadError::Line(line)) }
        };
        let entries = number("entries", entries)?;
        let key = value("key", key)?.parse::<Verifier>().map_err(|_| HeadError::Line("key"))?;
        let length = usize::try_from(number("checkpoint", checkpoint)?).map_err(|_| HeadError::Extra)?;
        if length > LONGEST_CHECKPOINT { Err(HeadError::Extra) } else { Ok((entries, key, length)) }
    }
}

impl fmt::Display for Head {
    /// The head as it stands in the file.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = self.note.to_string();
        let Self { key, checkpoint, .. } = self;
        write!(f, "{FORMAT}\nentries {}\nkey {key}\ncheckpoint {}\n{note}", checkpoint.size(), note.len())
    }
}
