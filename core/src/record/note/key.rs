//! The keys of notes: how they are named, written and told apart (C2SP `signed-note`, Go's key encodings).

use std::{fmt, str::FromStr};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use super::NoteSignature;

/// The algorithm byte of plain Ed25519 signatures.
const ED25519: u8 = 0x01;
/// The algorithm byte of witnesses' timestamped Ed25519 signatures (C2SP `tlog-cosignature`).
pub(in crate::record) const COSIGNATURE_V1: u8 = 0x04;
/// What begins a secret key in Go's encoding.
const SECRET_PREFIX: &str = "PRIVATE+KEY+";
/// The longest key name, in bytes; a limit of our own.
const LONGEST_NAME: usize = 255;

/// Why a text is not a key, or not a name of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Empty, too long, or with a space, a plus sign or a control character.
    #[error("a key's name has 1 to {LONGEST_NAME} bytes and neither spaces nor plus signs")]
    Name,
    /// Not of the form `NAME+HEX8+BASE64`.
    #[error("a key is written NAME+HEX8+BASE64")]
    Form,
    /// Another kind of key than is needed here.
    #[error("this is not the kind of key that is needed here")]
    Algorithm,
    /// The eight hexadecimal digits belong to another name or key.
    #[error("the key id does not belong to this name and key")]
    KeyId,
    /// The bytes are no Ed25519 key, or one that anybody could sign for.
    #[error("these bytes are not an Ed25519 key")]
    Key,
}

/// The name of a key: by custom an address without its scheme, `example.com/record`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(String);

impl KeyName {
    /// Checks and takes a name.
    ///
    /// # Errors
    /// [`KeyError::Name`].
    pub fn new(name: impl Into<String>) -> Result<Self, KeyError> {
        let name = name.into();
        let forbidden = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.len() > LONGEST_NAME || name.contains(forbidden) {
            return Err(KeyError::Name);
        }
        Ok(Self(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Four bytes that tell the keys of one name apart. Not a digest to rely on: the key itself is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 4]);

impl KeyId {
    /// These bytes as an id.
    pub const fn new(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn as_bytes(&self) -> &[u8; 4] {
        &self.0
    }

    /// SHA-256(name ‖ 0x0A ‖ algorithm ‖ public key), the first four bytes.
    fn of(name: &KeyName, algorithm: u8, public: &[u8; 32]) -> Self {
        let digest = Sha256::new().chain_update(name.as_str()).chain_update([b'\n', algorithm]).chain_update(public);
        let [a, b, c, d, ..]: [u8; 32] = digest.finalize().into();
        Self([a, b, c, d])
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

/// A public Ed25519 key with its name, for one algorithm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::record) struct PublicKey {
    pub(in crate::record) name: KeyName,
    pub(in crate::record) id: KeyId,
    algorithm: u8,
    key: VerifyingKey,
}

impl PublicKey {
    pub(in crate::record) fn new(name: KeyName, algorithm: u8, key: VerifyingKey) -> Self {
        Self { id: KeyId::of(&name, algorithm, key.as_bytes()), name, algorithm, key }
    }

    /// Reads `NAME+HEX8+BASE64(algorithm ‖ public key)`, for this algorithm only.
    pub(in crate::record) fn parse(text: &str, algorithm: u8) -> Result<Self, KeyError> {
        let (name, id, bytes) = parts(text, algorithm)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| KeyError::Key)?;
        if key.is_weak() {
            return Err(KeyError::Key);
        }
        let key = Self::new(name, algorithm, key);
        if key.id.to_string() == id { Ok(key) } else { Err(KeyError::KeyId) }
    }

    /// Whether the signature (64 bytes) is by this key.
    pub(in crate::record) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        Signature::from_slice(signature).is_ok_and(|signature| self.key.verify_strict(message, &signature).is_ok())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = [&[self.algorithm], self.key.as_bytes().as_slice()].concat();
        write!(f, "{}+{}+{}", self.name, self.id, BASE64_STANDARD.encode(bytes))
    }
}

/// Takes `NAME+HEX8+BASE64(algorithm ‖ 32 bytes)` apart. The base64 may hold a plus sign of its own.
fn parts(text: &str, algorithm: u8) -> Result<(KeyName, &str, [u8; 32]), KeyError> {
    let (name, rest) = text.split_once('+').ok_or(KeyError::Form)?;
    let (id, encoded) = rest.split_once('+').ok_or(KeyError::Form)?;
    let bytes = BASE64_STANDARD.decode(encoded).map_err(|_| KeyError::Form)?;
    match bytes.split_first() {
        Some((given, bytes)) if *given == algorithm => {
            Ok((KeyName::new(name)?, id, bytes.try_into().map_err(|_| KeyError::Key)?))
        }
        Some(_) => Err(KeyError::Algorithm),
        None => Err(KeyError::Form),
    }
}

/// A key that one checks notes with, written `NAME+HEX8+BASE64` ("vkey").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier(PublicKey);

impl Verifier {
    /// The name of the key.
    pub fn name(&self) -> &KeyName {
        &self.0.name
    }

    /// The id of the key.
    pub fn key_id(&self) -> KeyId {
        self.0.id
    }

    /// The 32 bytes of the key itself.
    pub fn public_key(&self) -> &[u8; 32] {
        self.0.key.as_bytes()
    }

    /// Whether the signature (64 bytes, without the key id) is by this key over exactly this text.
    pub fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        self.0.verify(text, signature)
    }
}

impl FromStr for Verifier {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        PublicKey::parse(text, ED25519).map(Self)
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A key that signs notes. Its secret half is shown by [`Signer::secret_text`] alone and wiped when it is dropped.
#[derive(Clone)]
pub struct Signer {
    name: KeyName,
    key: SigningKey,
}

impl Signer {
    /// The key that grows from these 32 secret random bytes.
    pub fn from_seed(name: KeyName, seed: &[u8; 32]) -> Self {
        Self { name, key: SigningKey::from_bytes(seed) }
    }

    /// Reads what [`Signer::secret_text`] writes.
    ///
    /// # Errors
    /// [`KeyError`] when it is not a secret Ed25519 key in that form.
    pub fn from_secret_text(text: &str) -> Result<Self, KeyError> {
        let (name, id, seed) = parts(text.strip_prefix(SECRET_PREFIX).ok_or(KeyError::Form)?, ED25519)?;
        let signer = Self::from_seed(name, &seed);
        if signer.verifier().key_id().to_string() == id { Ok(signer) } else { Err(KeyError::KeyId) }
    }

    /// The secret key in Go's encoding, `PRIVATE+KEY+NAME+HEX8+BASE64`: for the key file, for nobody's eyes.
    pub fn secret_text(&self) -> String {
        let bytes = [&[ED25519], self.key.as_bytes().as_slice()].concat();
        format!("{SECRET_PREFIX}{}+{}+{}", self.name, self.verifier().key_id(), BASE64_STANDARD.encode(bytes))
    }

    /// The name of the key.
    pub fn name(&self) -> &KeyName {
        &self.name
    }

    /// The public half.
    pub fn verifier(&self) -> Verifier {
        Verifier(self.public(ED25519))
    }

    /// Signs a text, for [`super::Note::add`].
    pub fn sign(&self, text: &str) -> NoteSignature {
        NoteSignature {
            name: self.name.clone(),
            key_id: self.verifier().key_id(),
            bytes: self.sign_bytes(text.as_bytes()).to_vec(),
        }
    }

    pub(in crate::record) fn public(&self, algorithm: u8) -> PublicKey {
        PublicKey::new(self.name.clone(), algorithm, self.key.verifying_key())
    }

    pub(in crate::record) fn sign_bytes(&self, message: &[u8]) -> [u8; 64] {
        self.key.sign(message).to_bytes()
    }
}

impl fmt::Debug for Signer {
    /// The public half only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.verifier())
    }
}
