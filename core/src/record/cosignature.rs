//! Cosignatures of witnesses (C2SP `tlog-cosignature`, version 1, Ed25519): "at this time, this was the largest
//! consistent checkpoint of this log that I had seen". <https://c2sp.org/tlog-cosignature>

#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use super::checkpoint::Checkpoint;
use super::note::{COSIGNATURE_V1, KeyError, KeyId, KeyName, Note, NoteSignature, PublicKey, Signer};

/// The last second that a cosignature may name (the format's limit, 2^63 − 1).
const LATEST_SECOND: u64 = i64::MAX.unsigned_abs();

/// The public key of a witness, written `NAME+HEX8+BASE64` with algorithm byte 0x04.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness(PublicKey);

/// What a witness has said about one checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cosignature {
    /// When, in seconds since 1970-01-01 UTC, by the witness's clock; at most 2^63 − 1.
    pub seconds: u64,
    /// The Ed25519 signature.
    pub signature: [u8; 64],
}

/// Why a note is not cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CosignatureError {
    /// None of the signatures is by this witness.
    #[error("the checkpoint is not cosigned by this witness")]
    NotSigned,
    /// A signature that says it is by the witness is not, or has another form.
    #[error("the cosignature by this witness is false")]
    FalseSignature,
    /// The text of the note is not a checkpoint, which is all that a witness signs.
    #[error("only checkpoints are cosigned")]
    NotACheckpoint,
}

impl Witness {
    /// The name of the key.
    pub fn name(&self) -> &KeyName {
        &self.0.name
    }

    /// The id of the key.
    pub fn key_id(&self) -> KeyId {
        self.0.id
    }

    /// The public half of a witness's signing key.
    pub fn of(signer: &Signer) -> Self {
        Self(signer.public(COSIGNATURE_V1))
    }

    /// Checks the cosignature of this witness and answers it; the latest, where there are several.
    ///
    /// # Errors
    /// [`CosignatureError`]; one false signature among several is enough.
    pub fn verify(&self, note: &Note) -> Result<Cosignature, CosignatureError> {
        Checkpoint::parse(note.text()).map_err(|_| CosignatureError::NotACheckpoint)?;
        let mut latest = Err(CosignatureError::NotSigned);
        for line in note.signatures_of(self.name(), self.key_id()) {
            let given = Cosignature::from_bytes(&line.bytes).ok_or(CosignatureError::FalseSignature)?;
            if !self.0.verify(message(note.text(), given.seconds).as_bytes(), &given.signature) {
                return Err(CosignatureError::FalseSignature);
            }
            latest = latest
                .map_or(Ok(given), |held: Cosignature| Ok(if held.seconds < given.seconds { given } else { held }));
        }
        latest
    }

    /// A cosignature of this witness as the line of a note. It is not checked here.
    pub fn line(&self, cosignature: &Cosignature) -> NoteSignature {
        NoteSignature { name: self.name().clone(), key_id: self.key_id(), bytes: cosignature.to_bytes().to_vec() }
    }
}

impl FromStr for Witness {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        PublicKey::parse(text, COSIGNATURE_V1).map(Self)
    }
}

impl fmt::Display for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Cosignature {
    /// Cosigns a checkpoint at this second (1970-01-01 UTC is 0; later than 2^63 − 1 counts as that). The caller
    /// has checked that it continues the last one it cosigned.
    pub fn make(signer: &Signer, checkpoint: &Checkpoint, seconds: u64) -> Self {
        let seconds = seconds.min(LATEST_SECOND);
        let signature = signer.sign_bytes(message(&checkpoint.to_string(), seconds).as_bytes());
        Self { seconds, signature }
    }

    /// The time (8 bytes, big-endian) and the signature.
    pub fn to_bytes(&self) -> [u8; 72] {
        let mut bytes = [0; 72];
        let (time, signature) = bytes.split_at_mut(8);
        time.copy_from_slice(&self.seconds.to_be_bytes());
        signature.copy_from_slice(&self.signature);
        bytes
    }

    /// Reads what [`Cosignature::to_bytes`] wrote; `None` for another length or a time beyond the format's limit.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (time, signature) = bytes.split_first_chunk::<8>()?;
        let seconds = u64::from_be_bytes(*time);
        (seconds <= LATEST_SECOND).then_some(())?;
        Some(Self { seconds, signature: signature.try_into().ok()? })
    }
}

/// What a witness signs.
fn message(checkpoint: &str, seconds: u64) -> String {
    format!("cosignature/v1\ntime {seconds}\n{checkpoint}")
}
