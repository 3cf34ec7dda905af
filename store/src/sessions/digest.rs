//! What is kept of a session's id: its digest, from which the id cannot be found again.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a session's id. The id has 256 random bits, so a plain digest needs no salt.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SessionDigest([u8; 32]);

impl SessionDigest {
    /// The digest of the id that a visitor holds.
    pub fn of(id: &[u8; 32]) -> Self {
        Self(Sha256::digest(id).into())
    }

    pub(crate) fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

impl fmt::Debug for SessionDigest {
    /// Never shows the digest.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionDigest(..)")
    }
}
