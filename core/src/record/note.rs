//! Signed notes (C2SP `signed-note`): a text, a blank line, and lines that sign the text.
//! <https://c2sp.org/signed-note>
//!
//! The parser takes the one form that the writer makes. It is as strict as Go's `golang.org/x/mod/sumdb/note`,
//! with the same limits, so that a note accepted here is one that others accept.

mod key;
#[cfg(test)]
mod tests;

use std::fmt;

use base64::prelude::{BASE64_STANDARD, Engine as _};

pub(super) use key::{COSIGNATURE_V1, PublicKey};
pub use key::{KeyError, KeyId, KeyName, Signer, Verifier};

/// The longest note that is read, in bytes.
pub const LONGEST_NOTE: usize = 1_000_000;
/// The most signatures of one note.
pub const MOST_SIGNATURES: usize = 100;
/// What begins each line of a signature: an em dash and a space.
const SIGNATURE_PREFIX: &str = "— ";

/// A text and the signatures under it, none of them checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One line of a signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Whose key it says it is.
    pub name: KeyName,
    /// Which of the keys of that name.
    pub key_id: KeyId,
    /// The signature in the form of the key's algorithm; one byte at least.
    pub bytes: Vec<u8>,
}

/// Why bytes are not a note, or not one to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// More bytes than [`LONGEST_NOTE`] or more signatures than [`MOST_SIGNATURES`].
    #[error("the note is too long or has too many signatures")]
    TooLong,
    /// Not UTF-8, a control character, or no line feed at the end of the text.
    #[error("the text of the note must be lines of UTF-8 without control characters, each ended by a line feed")]
    Text,
    /// No blank line before the signatures, or a line below it is not a signature.
    #[error("a signature line is not of the form `— NAME BASE64`")]
    Signature,
    /// None of the signatures is by the key that is asked for.
    #[error("the note is not signed by this key")]
    NotSigned,
    /// A signature that says it is by the key is not.
    #[error("the signature by this key is false")]
    FalseSignature,
}

impl Note {
    /// A text that nobody has signed yet.
    ///
    /// # Errors
    /// [`NoteError::Text`] when it does not end in a line feed or has other control characters;
    /// [`NoteError::TooLong`] above [`LONGEST_NOTE`].
    pub fn new(text: impl Into<String>) -> Result<Self, NoteError> {
        let text = text.into();
        if text.len() > LONGEST_NOTE {
            return Err(NoteError::TooLong);
        }
        if !text.ends_with('\n') || has_control_characters(&text) {
            return Err(NoteError::Text);
        }
        Ok(Self { text, signatures: Vec::new() })
    }

    /// Reads a signed note. No signature is checked: ask [`Note::verify`].
    ///
    /// # Errors
    /// [`NoteError`] when it is not in the one form.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > LONGEST_NOTE {
            return Err(NoteError::TooLong);
        }
        let whole = str::from_utf8(bytes).map_err(|_| NoteError::Text)?;
        if has_control_characters(whole) {
            return Err(NoteError::Text);
        }
        // The last blank line divides; the text keeps its own line feed.
        let divide = whole.rfind("\n\n").ok_or(NoteError::Signature)?;
        let (text, lines) = (&whole[..=divide], &whole[divide + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Signature)?;
        let mut note = Self { text: text.to_owned(), signatures: Vec::new() };
        for line in lines.split('\n') {
            note.add(NoteSignature::parse(line)?)?;
        }
        Ok(note)
    }

    /// Adds a signature below the others.
    ///
    /// # Errors
    /// [`NoteError::TooLong`] when there are [`MOST_SIGNATURES`] already.
    pub fn add(&mut self, signature: NoteSignature) -> Result<(), NoteError> {
        if self.signatures.len() >= MOST_SIGNATURES {
            return Err(NoteError::TooLong);
        }
        self.signatures.push(signature);
        Ok(())
    }

    /// The text, with its last line feed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in their order.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Checks that the key has signed the text.
    ///
    /// # Errors
    /// [`NoteError::NotSigned`] without a signature of this name and key id, [`NoteError::FalseSignature`] when
    /// one of them is false. Signatures by other keys are not looked at.
    pub fn verify(&self, verifier: &Verifier) -> Result<(), NoteError> {
        let mut signed = Err(NoteError::NotSigned);
        for signature in self.signatures_of(verifier.name(), verifier.key_id()) {
            if !verifier.verify(self.text.as_bytes(), &signature.bytes) {
                return Err(NoteError::FalseSignature);
            }
            signed = Ok(());
        }
        signed
    }

    /// The signatures that say they are by this key.
    pub fn signatures_of(&self, name: &KeyName, key_id: KeyId) -> impl Iterator<Item = &NoteSignature> {
        self.signatures.iter().filter(move |signature| signature.key_id == key_id && signature.name == *name)
    }
}

impl fmt::Display for Note {
    /// The note as it is sent. Without a signature it is not a note that [`Note::parse`] takes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl NoteSignature {
    /// Reads one line, without its line feed.
    ///
    /// # Errors
    /// [`NoteError::Signature`] when it is not `— NAME BASE64`.
    pub fn parse(line: &str) -> Result<Self, NoteError> {
        let (name, encoded) =
            line.strip_prefix(SIGNATURE_PREFIX).and_then(|rest| rest.split_once(' ')).ok_or(NoteError::Signature)?;
        let name = KeyName::new(name).map_err(|_| NoteError::Signature)?;
        let decoded = BASE64_STANDARD.decode(encoded).map_err(|_| NoteError::Signature)?;
        match decoded.split_first_chunk::<4>() {
            Some((key_id, bytes)) if !bytes.is_empty() => {
                Ok(Self { name, key_id: KeyId::new(*key_id), bytes: bytes.to_vec() })
            }
            _ => Err(NoteError::Signature),
        }
    }
}

impl fmt::Display for NoteSignature {
    /// The line, without its line feed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let signature = [self.key_id.as_bytes().as_slice(), &self.bytes].concat();
        write!(f, "{SIGNATURE_PREFIX}{} {}", self.name, BASE64_STANDARD.encode(signature))
    }
}

/// Whether the text has a character below U+0020 that is not a line feed.
fn has_control_characters(text: &str) -> bool {
    text.bytes().any(|byte| byte < b' ' && byte != b'\n')
}
