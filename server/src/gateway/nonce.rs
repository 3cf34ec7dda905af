//! The number used once that lets our own inline script run and nobody else's.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Random bytes in a nonce: 128 bits, as the Content Security Policy standard asks for at least.
const NONCE_BYTES: usize = 16;

/// A fresh nonce, in the URL-safe base64 alphabet, which needs no escaping in HTML or in a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CspNonce(Arc<str>);

impl CspNonce {
    /// Draws a nonce from the system's random source.
    ///
    /// # Errors
    /// When the system has no randomness to give; no page may be sent then.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; NONCE_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes).into()))
    }

    /// The text, as it stands in the header and in the page.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same value for the renderer.
    pub fn to_leptos(&self) -> leptos::nonce::Nonce {
        leptos::nonce::Nonce::from_value(Arc::clone(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_differ_and_need_no_escaping() {
        let (a, b) = (CspNonce::generate().unwrap(), CspNonce::generate().unwrap());
        assert_ne!(a, b);
        assert_eq!(a.as_str().len(), 22);
        assert!(a.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
    }
}
