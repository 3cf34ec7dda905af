//! What the database holds and must not be able to tell: encrypted with a key that is kept outside of it.

mod key_ring;
pub mod private_file;
mod vault;

pub use key_ring::{KeyId, KeyRingError};
pub use vault::{Sealed, SecretsError, Vault};
