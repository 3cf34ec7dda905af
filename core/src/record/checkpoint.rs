//! Checkpoints (C2SP `tlog-checkpoint`): which log, how many entries, and the root over all of them.
//! <https://c2sp.org/tlog-checkpoint>

#[cfg(test)]
mod tests;

use std::fmt;

use super::note::{Note, NoteError, Signer, Verifier};
use super::tree::Hash;

/// The head of a log at one size. Its text is what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    /// Lines after the third, which other logs may have; ours have none.
    extensions: Vec<String>,
}

/// Why a text is not a checkpoint, or not one to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not three lines and more, an empty line, or a size or root in another form.
    #[error("a checkpoint is a line with the log's name, one with its size, and one with its root in base64")]
    Form,
    /// A checkpoint of another log.
    #[error("this is a checkpoint of another log")]
    Origin,
    /// Not a signed note, or not signed by the log's key.
    #[error(transparent)]
    Note(#[from] NoteError),
}

impl Checkpoint {
    /// The head of the log `origin` (one line, not empty) at this size.
    ///
    /// # Errors
    /// [`CheckpointError::Form`] when the origin is empty or holds a control character.
    pub fn new(origin: impl Into<String>, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        let origin = origin.into();
        if origin.is_empty() || origin.bytes().any(|byte| byte < b' ') {
            return Err(CheckpointError::Form);
        }
        Ok(Self { origin, size, root, extensions: Vec::new() })
    }

    /// Reads the text of a checkpoint; each has one form only.
    ///
    /// # Errors
    /// [`CheckpointError::Form`].
    pub fn parse(text: &str) -> Result<Self, CheckpointError> {
        let mut lines = text.strip_suffix('\n').ok_or(CheckpointError::Form)?.split('\n');
        let mut line = || lines.next().filter(|line| !line.is_empty()).ok_or(CheckpointError::Form);
        let (origin, size, root) = (line()?, line()?, line()?);
        let size = size.parse::<u64>().ok().filter(|number| number.to_string() == size);
        let checkpoint = Self {
            extensions: lines.map(str::to_owned).collect(),
            ..Self::new(
                origin,
                size.ok_or(CheckpointError::Form)?,
                Hash::from_base64(root).map_err(|_| CheckpointError::Form)?,
            )?
        };
        let whole = |line: &String| !line.is_empty() && !line.bytes().any(|byte| byte < b' ');
        if checkpoint.extensions.iter().all(whole) { Ok(checkpoint) } else { Err(CheckpointError::Form) }
    }

    /// Reads a signed note, checks the log's own signature and that it speaks of the log `origin`. The note is
    /// returned too: it may carry cosignatures.
    ///
    /// # Errors
    /// [`CheckpointError`] when the note is not to be trusted.
    pub fn parse_and_verify(note: &[u8], verifier: &Verifier, origin: &str) -> Result<(Self, Note), CheckpointError> {
        let note = Note::parse(note)?;
        note.verify(verifier)?;
        let checkpoint = Self::parse(note.text())?;
        if checkpoint.origin == origin { Ok((checkpoint, note)) } else { Err(CheckpointError::Origin) }
    }

    /// The checkpoint as a note with the log's signature.
    ///
    /// # Errors
    /// [`CheckpointError::Note`] when the text is longer than a note may be.
    pub fn sign(&self, signer: &Signer) -> Result<Note, CheckpointError> {
        let mut note = Note::new(self.to_string())?;
        note.add(signer.sign(note.text()))?;
        Ok(note)
    }

    /// The name of the log.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many entries the log has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree over all entries.
    pub const fn root(&self) -> Hash {
        self.root
    }

    /// The lines after the third.
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

impl fmt::Display for Checkpoint {
    /// The text that is signed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, self.root.to_base64())?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
