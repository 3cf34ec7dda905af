//! The keys of a key file: one that seals, and older ones that only open.

use std::fmt;

use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// Comes before the key in the digest that names it, so that the name is no other digest of the key.
const ID_DOMAIN: &[u8] = b"blkout secrets key id v1\0";
/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// Bytes of the digest that name a key.
const ID_BYTES: usize = 8;

/// The name of a key: the beginning of a digest, from which the key cannot be found. Kept beside what it sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyId(String);

impl KeyId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is no key file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    /// No line in it.
    #[error("holds no key")]
    Empty,
    /// A line is something else than a key.
    #[error("line {line} is not a key of 64 hexadecimal digits")]
    Line {
        /// Which line, from 1.
        line: usize,
    },
}

/// The keys of a file, the one that seals first.
pub(super) struct KeyRing(Vec<NamedKey>);

pub(super) struct NamedKey {
    pub(super) id: KeyId,
    pub(super) cipher: XChaCha20Poly1305,
}

impl fmt::Debug for KeyRing {
    /// Shows the names only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| key.id.as_str())).finish()
    }
}

impl KeyRing {
    /// Reads a key file: a key on each line, as 64 hexadecimal digits.
    pub(super) fn parse(text: &str) -> Result<Self, KeyRingError> {
        let keys = text.lines().enumerate().map(|(place, line)| {
            let mut bytes = Zeroizing::new([0; KEY_BYTES]);
            hex::decode_to_slice(line.trim(), bytes.as_mut_slice())
                .map_err(|_| KeyRingError::Line { line: place + 1 })?;
            let digest = Sha256::new().chain_update(ID_DOMAIN).chain_update(bytes.as_slice()).finalize();
            let id = KeyId(hex::encode(&digest[..ID_BYTES]));
            Ok(NamedKey { id, cipher: XChaCha20Poly1305::new(&Key::from(*bytes)) })
        });
        let keys: Vec<_> = keys.collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(KeyRingError::Empty) } else { Ok(Self(keys)) }
    }

    /// A new key file with one key.
    pub(super) fn fresh() -> Result<Zeroizing<String>, getrandom::Error> {
        let mut bytes = Zeroizing::new([0; KEY_BYTES]);
        getrandom::fill(bytes.as_mut_slice())?;
        Ok(Zeroizing::new(format!("{}\n", hex::encode(bytes.as_slice()))))
    }

    /// The key that seals.
    pub(super) fn sealing(&self) -> &NamedKey {
        // The constructor admits no empty ring.
        &self.0[0]
    }

    /// The key with this name.
    pub(super) fn find(&self, id: &str) -> Option<&NamedKey> {
        self.0.iter().find(|key| key.id.as_str() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_key_seals_and_all_are_found() {
        let (old, new) = ("0f".repeat(KEY_BYTES), "AB".repeat(KEY_BYTES));
        let ring = KeyRing::parse(&format!("{new}\n{old}\n")).unwrap();
        let old_id = KeyRing::parse(&old).unwrap().sealing().id.clone();
        assert_ne!(ring.sealing().id, old_id);
        assert!(ring.find(old_id.as_str()).is_some() && ring.find("nobody's").is_none());
        let shown = format!("{ring:?}");
        assert!(!shown.contains("0f0f0f") && !shown.to_uppercase().contains("ABABAB"), "{shown}");
    }

    #[test]
    fn what_is_no_key_is_refused_without_repeating_it() {
        let good = "0f".repeat(KEY_BYTES);
        assert_eq!(KeyRing::parse("").unwrap_err(), KeyRingError::Empty);
        for wrong in ["0f".repeat(KEY_BYTES - 1), format!("{good}0"), "g".repeat(64), String::new()] {
            let refused = KeyRing::parse(&format!("{good}\n{wrong}\n{good}")).unwrap_err();
            assert_eq!(refused, KeyRingError::Line { line: 2 });
        }
    }

    #[test]
    fn fresh_keys_are_keys_and_differ() {
        let (one, other) = (KeyRing::fresh().unwrap(), KeyRing::fresh().unwrap());
        assert_ne!(*one, *other);
        assert!(KeyRing::parse(&one).is_ok());
    }
}
