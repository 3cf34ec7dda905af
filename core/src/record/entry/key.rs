//! The change of the key that signs the record, signed by the old key.

use super::text::{DecodeError, Lines, Writer};
use crate::time::UtcMillis;

/// From here on checkpoints are signed by another key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyEntry {
    /// When it was written.
    pub recorded: UtcMillis,
    /// The key until now, as a verifier key of a C2SP signed note.
    pub old: String,
    /// The key from now on, in the same form.
    pub new: String,
    /// The old key's Ed25519 signature over [`KeyEntry::signed_text`], in base64.
    pub signature: String,
}

impl KeyEntry {
    /// What the old key signs: the entry without its last line.
    pub fn signed_text(&self) -> Vec<u8> {
        let mut to = Writer::new("key");
        self.write_unsigned(&mut to);
        to.as_str().as_bytes().to_vec()
    }

    fn write_unsigned(&self, to: &mut Writer) {
        to.field("recorded", self.recorded.0);
        to.text("old", &self.old);
        to.text("new", &self.new);
    }

    pub(super) fn write(&self, to: &mut Writer) {
        self.write_unsigned(to);
        to.text("signature", &self.signature);
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            recorded: UtcMillis(lines.field("recorded")?),
            old: lines.text("old")?,
            new: lines.text("new")?,
            signature: lines.text("signature")?,
        })
    }
}
