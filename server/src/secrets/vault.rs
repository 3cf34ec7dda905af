//! Sealing and opening: XChaCha20-Poly1305 with a random nonce of 192 bits, bound to where the text is kept.

use std::path::PathBuf;
use std::sync::Arc;

use chacha20poly1305::XNonce;
use chacha20poly1305::aead::{Aead as _, Payload};
use tokio::sync::OnceCell;
use zeroize::Zeroizing;

use super::key_ring::{KeyRing, KeyRingError, NamedKey};
use super::private_file::{self, PrivateFileError};

/// Bytes of a nonce; random ones of this length do not meet again.
const NONCE_BYTES: usize = 24;
/// Comes first in what a text is bound to.
const DOMAIN: &str = "blkout sealed v1";

/// Why something could not be sealed or opened. Never holds what is secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The key file cannot be used.
    #[error(transparent)]
    File(#[from] PrivateFileError),
    /// The key file holds something else.
    #[error("the key file {path} {problem}")]
    Ring {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        problem: KeyRingError,
    },
    /// Sealed with a key that is not in the file.
    #[error("the key {0} is not in the key file; put it back, on a line after the first")]
    KeyMissing(String),
    /// Altered, or kept in another place than it was sealed for.
    #[error("what was sealed with the key {0} has been altered or does not belong where it stands")]
    Altered(String),
    /// The system has no randomness.
    #[error("the system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
    /// The task that reads the file ended.
    #[error("the key file was not read to its end")]
    Interrupted,
}

/// A sealed text and the name of the key that opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The key.
    pub key_id: String,
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
}

/// Seals and opens what the database keeps. The keys are read once; a first key is made when something is to be sealed
/// and there is none.
#[derive(Clone, Debug)]
pub struct Vault {
    path: PathBuf,
    keys: Arc<OnceCell<KeyRing>>,
}

impl Vault {
    /// A vault with the keys of the file at `path`, which need not be there yet.
    pub fn new(path: PathBuf) -> Self {
        Self { path, keys: Arc::default() }
    }

    /// Seals `text` for the place `owner`, `version`; it opens there and nowhere else. With `known` key names in use
    /// already, a first key is not made: it would hide that the right file is missing.
    ///
    /// # Errors
    /// [`SecretsError`]
    pub async fn seal(&self, owner: &str, version: i64, text: &str, known: &[String]) -> Result<Sealed, SecretsError> {
        let keys = self.keys(known.is_empty()).await?;
        if let Some(missing) = known.iter().find(|id| keys.find(id).is_none()) {
            return Err(SecretsError::KeyMissing(missing.clone()));
        }
        let NamedKey { id, cipher } = keys.sealing();
        let mut nonce = [0; NONCE_BYTES];
        getrandom::fill(&mut nonce)?;
        let aad = place(owner, version, id.as_str());
        let payload = Payload { msg: text.as_bytes(), aad: aad.as_bytes() };
        let sealed = cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| SecretsError::Altered(id.as_str().to_owned()))?;
        Ok(Sealed { key_id: id.as_str().to_owned(), bytes: [nonce.as_slice(), &sealed].concat() })
    }

    /// Opens what was sealed for the place `owner`, `version`.
    ///
    /// # Errors
    /// [`SecretsError`]
    pub async fn open(&self, owner: &str, version: i64, sealed: &Sealed) -> Result<Zeroizing<String>, SecretsError> {
        let Sealed { key_id, bytes } = sealed;
        let keys = self.keys(false).await?;
        let key = keys.find(key_id).ok_or_else(|| SecretsError::KeyMissing(key_id.clone()))?;
        let altered = || SecretsError::Altered(key_id.clone());
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or_else(altered)?;
        let aad = place(owner, version, key_id);
        let payload = Payload { msg: sealed, aad: aad.as_bytes() };
        let opened = key.cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| altered())?;
        String::from_utf8(opened).map(Zeroizing::new).map_err(|_| altered())
    }

    async fn keys(&self, may_create: bool) -> Result<&KeyRing, SecretsError> {
        let read = || async {
            let path = self.path.clone();
            let reading = tokio::task::spawn_blocking(move || read(path, may_create));
            reading.await.map_err(|_| SecretsError::Interrupted)?
        };
        self.keys.get_or_try_init(read).await
    }
}

fn read(path: PathBuf, may_create: bool) -> Result<KeyRing, SecretsError> {
    let text = if may_create {
        private_file::read_or_create(&path, &KeyRing::fresh()?)?
    } else {
        let found = private_file::read(&path)?;
        found.ok_or_else(|| PrivateFileError::Io {
            doing: "find the key file",
            path: path.clone(),
            source: std::io::ErrorKind::NotFound.into(),
        })?
    };
    KeyRing::parse(&Zeroizing::new(text)).map_err(|problem| SecretsError::Ring { path, problem })
}

/// What a sealed text is bound to. No part can hold a line break: owners are slugs, key names are digits.
fn place(owner: &str, version: i64, key_id: &str) -> String {
    format!("{DOMAIN}\n{owner}\n{version}\n{key_id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(folder: &tempfile::TempDir) -> Vault {
        Vault::new(folder.path().join("secrets.key"))
    }

    #[tokio::test]
    async fn what_is_sealed_opens_in_its_place_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = vault(&folder).seal("creator:ada", 1, "12345678", &[]).await.unwrap();
        // Another process, with the same file.
        let vault = vault(&folder);
        assert_eq!(vault.open("creator:ada", 1, &sealed).await.unwrap().as_str(), "12345678");
        assert!(!String::from_utf8_lossy(&sealed.bytes).contains("12345678"));
        for (owner, version) in [("creator:bo", 1), ("creator:ada", 2), ("creator:ada", 11)] {
            let opened = vault.open(owner, version, &sealed).await;
            assert!(matches!(opened, Err(SecretsError::Altered(_))), "{owner} {version}");
        }
    }

    #[tokio::test]
    async fn every_altered_byte_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(&folder);
        let sealed = vault.seal("creator:ada", 1, "text", &[]).await.unwrap();
        for place in 0..sealed.bytes.len() {
            let mut altered = sealed.clone();
            altered.bytes[place] ^= 1;
            assert!(vault.open("creator:ada", 1, &altered).await.is_err(), "byte {place}");
        }
        for length in [0, NONCE_BYTES - 1, NONCE_BYTES, sealed.bytes.len() - 1] {
            let short = Sealed { bytes: sealed.bytes[..length].to_vec(), ..sealed.clone() };
            assert!(vault.open("creator:ada", 1, &short).await.is_err(), "{length} bytes");
        }
    }

    #[tokio::test]
    async fn the_same_text_never_looks_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(&folder);
        let one = vault.seal("creator:ada", 1, "text", &[]).await.unwrap();
        assert_ne!(one, vault.seal("creator:ada", 1, "text", &[]).await.unwrap());
    }

    #[tokio::test]
    async fn a_new_first_key_seals_and_the_old_one_still_opens() {
        let folder = tempfile::tempdir().unwrap();
        let before = vault(&folder).seal("creator:ada", 1, "text", &[]).await.unwrap();
        let path = folder.path().join("secrets.key");
        let old = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{}{old}", KeyRing::fresh().unwrap().as_str())).unwrap();
        let rotated = vault(&folder);
        assert_eq!(rotated.open("creator:ada", 1, &before).await.unwrap().as_str(), "text");
        let known = [before.key_id.clone()];
        assert_ne!(rotated.seal("creator:ada", 2, "text", &known).await.unwrap().key_id, before.key_id);
    }

    #[tokio::test]
    async fn a_lost_key_is_told_and_no_other_takes_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let sealed = vault(&folder).seal("creator:ada", 1, "text", &[]).await.unwrap();
        let path = folder.path().join("secrets.key");
        std::fs::remove_file(&path).unwrap();
        let known = [sealed.key_id.clone()];
        assert!(matches!(vault(&folder).seal("creator:ada", 2, "text", &known).await, Err(SecretsError::File(_))));
        assert!(!path.exists());
        private_file::read_or_create(&path, &KeyRing::fresh().unwrap()).unwrap();
        let refused = vault(&folder).seal("creator:ada", 2, "text", &known).await;
        assert!(matches!(refused, Err(SecretsError::KeyMissing(_))));
        let refused = vault(&folder).open("creator:ada", 1, &sealed).await;
        assert!(matches!(refused, Err(SecretsError::KeyMissing(_))));
    }

    #[tokio::test]
    async fn debug_output_shows_no_key() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(&folder);
        vault.seal("creator:ada", 1, "text", &[]).await.unwrap();
        let key = std::fs::read_to_string(folder.path().join("secrets.key")).unwrap();
        assert!(!format!("{vault:?}").contains(&key.trim()[..16]));
    }
}
