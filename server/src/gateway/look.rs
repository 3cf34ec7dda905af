//! What every page of one answer is rendered with, whoever renders it: its nonce, and what the reader chose.

use blkout_core::care::preferences::Preferences;

use super::nonce::CspNonce;

/// Left in the request by [`super::security_headers`]; every handler finds it among the request's extensions.
#[derive(Clone, Debug)]
pub struct Look {
    /// The answer's nonce.
    pub nonce: CspNonce,
    /// What the reader chose about how pages look and behave.
    pub preferences: Preferences,
}
