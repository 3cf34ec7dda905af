//! Whether a delivery comes from the payment processor: Stripe's signature scheme, `t=…,v1=…` over time and body.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::time::{MINUTE_MS, SECOND_MS, UtcMillis};

/// How far a delivery's time may lie from ours, before or after, in milliseconds: 5 minutes. A delivery that somebody
/// has kept cannot be sent again after that.
pub const TOLERANCE_MS: i64 = 5 * MINUTE_MS;

/// The largest body of a delivery, in bytes: 256 KiB, ten times what the processor sends.
pub const MAX_BODY_BYTES: usize = 256 << 10;

/// The longest header of a delivery, in bytes. One signature takes 68.
pub const MAX_HEADER_BYTES: usize = 4_096;

/// Bytes of a signature: HMAC-SHA256.
const SIGNATURE_BYTES: usize = 32;

/// What a delivery is signed with: the whole `whsec_…` text as the processor shows it, ready to sign. Never shown.
#[derive(Clone)]
pub struct Secret(Hmac<Sha256>);

impl Secret {
    /// The secret; white space around it belongs to the file or setting that it came from.
    ///
    /// # Errors
    /// [`SecretError`], which never repeats the text.
    pub fn new(text: &str) -> Result<Self, SecretError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SecretError::Empty);
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(SecretError::Characters);
        }
        Hmac::new_from_slice(text.as_bytes()).map(Self).map_err(|_| SecretError::Characters)
    }

    /// Reads secrets separated by commas: while one is replaced by another, deliveries may be signed with either.
    ///
    /// # Errors
    /// [`SecretError`] when one of them is missing or cannot be one.
    pub fn list(text: &str) -> Result<Vec<Self>, SecretError> {
        text.split(',').map(Self::new).collect()
    }

    /// HMAC-SHA256 of `time`, a point and `body`, ready to be compared with signatures.
    fn sign(&self, time: &str, body: &[u8]) -> Hmac<Sha256> {
        let Self(mut mac) = self.clone();
        mac.update(time.as_bytes());
        mac.update(b".");
        mac.update(body);
        mac
    }
}

impl fmt::Debug for Secret {
    /// Never shows the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Why a text cannot be a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Nothing there: anybody could sign with it.
    #[error("a secret is empty")]
    Empty,
    /// Characters that no secret has.
    #[error("a secret holds spaces, line breaks or characters outside of ASCII")]
    Characters,
}

/// Why a delivery is refused. Nothing of it has been read then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignatureError {
    /// Not of the form `t=UNIX,v1=HEX`, a part twice that may be there once, or too long.
    #[error("the signature's header is not of the form t=UNIX,v1=HEX")]
    Header,
    /// More than [`TOLERANCE_MS`] before or after our time.
    #[error("the time of the signature is more than five minutes from ours")]
    Time,
    /// Signed with no secret that we know.
    #[error("the signature is not one of ours")]
    Signature,
}

/// Checks that one of `secrets` signed `body`, at most [`TOLERANCE_MS`] before or after `now`. `header` is the value
/// of `Stripe-Signature`.
///
/// Every signature of the scheme `v1` is compared with every secret, in constant time; other schemes count for
/// nothing.
///
/// # Errors
/// [`SignatureError`].
///
/// ```
/// use blkout_core::{payments::webhook::{Secret, SignatureError, check}, time::UtcMillis};
/// let secrets = Secret::list("whsec_test")?;
/// let header = "t=1700000000,v1=35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91";
/// assert_eq!(check(header, b"{}", &secrets, UtcMillis(1_700_000_030_000)), Ok(()));
/// assert_eq!(check(header, b"[]", &secrets, UtcMillis(1_700_000_030_000)), Err(SignatureError::Signature));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn check(header: &str, body: &[u8], secrets: &[Secret], now: UtcMillis) -> Result<(), SignatureError> {
    let header = Header::read(header).ok_or(SignatureError::Header)?;
    let at_ms = header.time_seconds.checked_mul(SECOND_MS).ok_or(SignatureError::Time)?;
    if now.0.abs_diff(at_ms) > TOLERANCE_MS.unsigned_abs() {
        return Err(SignatureError::Time);
    }
    // No way out before the last comparison: how long it takes says nothing about which secret it was.
    let mut is_ours = false;
    for secret in secrets {
        let mac = secret.sign(header.time, body);
        for signature in &header.signatures {
            is_ours |= mac.clone().verify_slice(signature).is_ok();
        }
    }
    if is_ours { Ok(()) } else { Err(SignatureError::Signature) }
}

/// The header in its parts.
struct Header<'h> {
    /// The time as it was written, which is what was signed.
    time: &'h str,
    time_seconds: i64,
    signatures: Vec<[u8; SIGNATURE_BYTES]>,
}

impl<'h> Header<'h> {
    fn read(text: &'h str) -> Option<Self> {
        if text.len() > MAX_HEADER_BYTES {
            return None;
        }
        let (mut time, mut signatures) = (None, Vec::new());
        for part in text.split(',') {
            match part.split_once('=')? {
                ("t", written) => {
                    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
                    let seconds = written.parse().ok().filter(|_| is_number)?;
                    if time.replace((written, seconds)).is_some() {
                        return None;
                    }
                }
                ("v1", written) => {
                    let mut signature = [0; SIGNATURE_BYTES];
                    hex::decode_to_slice(written, &mut signature).ok()?;
                    signatures.push(signature);
                }
                // Other schemes, such as `v0` of test deliveries.
                _ => {}
            }
        }
        let (time, time_seconds) = time.filter(|_| !signatures.is_empty())?;
        Some(Self { time, time_seconds, signatures })
    }
}

#[cfg(test)]
mod tests;
