//! The signed head of the record: how many entries there are, and the one hash that stands for all of them.

use blkout_core::record::{
    checkpoint::{Checkpoint, CheckpointError},
    note::{NoteError, Verifier},
    tree::Hash,
};

use crate::report::{Faults, Report, count};

/// A head whose signature is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many entries it covers.
    pub size: u64,
    /// The root of the tree over all of them.
    pub root: Hash,
    /// The key that signed it, as a verifier key of a signed note.
    pub key: String,
    /// Signatures by others, which are not checked here.
    pub others: usize,
}

impl Head {
    /// Reads a checkpoint and checks its signature by `key` (`NAME+HEX8+BASE64`).
    ///
    /// # Errors
    /// The report of what is wrong.
    pub fn open(checkpoint: &[u8], key: &str) -> Result<Self, Report> {
        let wrong = |what: String| {
            let mut faults = Faults::default();
            faults.add(what);
            Report::wrong("The signed head of the record is wrong.", faults, vec![nothing_else()])
        };
        let key = key.trim();
        let verifier: Verifier =
            key.parse().map_err(|error| wrong(format!("The key `{key}` cannot be used: {error}.")))?;
        let origin = verifier.name().as_str();
        let (checkpoint, note) =
            Checkpoint::parse_and_verify(checkpoint, &verifier, origin).map_err(|error| wrong(words(error, key)))?;
        Ok(Self {
            size: checkpoint.size(),
            root: checkpoint.root(),
            key: key.to_owned(),
            others: note.signatures().len().saturating_sub(1),
        })
    }

    /// Whether the head is younger than a page that was made when the record had `size` entries.
    ///
    /// # Errors
    /// The report that it is older.
    pub fn covers(&self, size: u64) -> Result<(), Report> {
        if self.size >= size {
            return Ok(());
        }
        let mut faults = Faults::default();
        faults.add(format!(
            "The page was made when the record had {} entries. The signed head covers only {}: it is an old one, or the \
             record has been cut.",
            count(size),
            count(self.size)
        ));
        Err(Report::wrong("The signed head of the record is older than this page.", faults, vec![nothing_else()]))
    }

    /// What a report says of the head: the key and what it is worth.
    pub fn words(&self) -> Vec<String> {
        let mut said = vec![format!(
            "The head is signed with the key {}. A key that comes from the same place as the figures shows only that \
             they fit together: compare it with the one that somebody else has noted.",
            self.key
        )];
        if self.others > 0 {
            said.push(format!("Not checked: {} more signatures by others (witnesses).", count(self.others)));
        }
        said
    }
}

fn nothing_else() -> String {
    "Nothing else was checked, because everything else hangs on it.".to_owned()
}

fn words(error: CheckpointError, key: &str) -> String {
    match error {
        CheckpointError::Note(NoteError::FalseSignature) => {
            format!("Its signature is false: the head that came is not what the key {key} signed.")
        }
        CheckpointError::Note(NoteError::NotSigned) => format!("It is not signed by the key {key}."),
        CheckpointError::Origin => "It is the head of another record.".to_owned(),
        other => format!("It cannot be read: {other}."),
    }
}
