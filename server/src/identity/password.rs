//! Passwords: turned into argon2id digests, and checked against them, a few at a time.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use blkout_core::membership::{PASSWORD_MAX_BYTES, PASSWORD_MIN_CHARS};
use blkout_store::PasswordDigest;
use tokio::sync::Semaphore;

/// Memory of one computation, in KiB: 19 MiB, the OWASP recommendation for argon2id with two passes.
const MEMORY_KIB: u32 = 19 * 1_024;
/// Passes over that memory.
const PASSES: u32 = 2;
/// Lanes computed side by side.
const LANES: u32 = 1;
/// Computations at the same time. Each holds [`MEMORY_KIB`]; a flood of sign-ins waits here, not in memory.
const AT_ONCE: usize = 2;

/// Why a password is not accepted when it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRefused {
    /// Fewer than [`PASSWORD_MIN_CHARS`] characters.
    #[error("a password needs {PASSWORD_MIN_CHARS} characters or more; a few words in a row are good")]
    Short,
    /// More than [`PASSWORD_MAX_BYTES`] bytes.
    #[error("a password can have {PASSWORD_MAX_BYTES} bytes at most")]
    Long,
}

/// Why nothing could be computed.
#[derive(Debug, thiserror::Error)]
#[error("a password could not be worked on: {0}")]
pub struct PasswordFault(String);

/// Checks the length of a password that somebody wants to use from now on.
///
/// # Errors
/// [`PasswordRefused`]
pub fn check_length(password: &str) -> Result<(), PasswordRefused> {
    if password.chars().count() < PASSWORD_MIN_CHARS {
        return Err(PasswordRefused::Short);
    }
    if password.len() > PASSWORD_MAX_BYTES {
        return Err(PasswordRefused::Long);
    }
    Ok(())
}

/// Turns a password into what it is checked against, with a fresh salt. Takes some 20 ms of one processor: not
/// for a task that others wait for.
///
/// # Errors
/// [`PasswordFault`] when the system has no randomness.
pub fn digest(password: &str) -> Result<PasswordDigest, PasswordFault> {
    let digest = argon2()?.hash_password(password.as_bytes()).map_err(|error| PasswordFault(error.to_string()))?;
    Ok(PasswordDigest::new(digest.to_string()))
}

fn argon2() -> Result<Argon2<'static>, PasswordFault> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|error| PasswordFault(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Checks passwords off the request's thread, [`AT_ONCE`] at a time.
#[derive(Clone, Debug)]
pub struct PasswordChecker {
    turns: Arc<Semaphore>,
    /// The digest of a password that nobody has: checked when there is no account, so that the answer takes
    /// the same work either way.
    nobody: PasswordDigest,
}

impl PasswordChecker {
    /// Prepares the checker.
    ///
    /// # Errors
    /// [`PasswordFault`]
    pub fn new() -> Result<Self, PasswordFault> {
        let mut random = [0; 32];
        getrandom::fill(&mut random).map_err(|error| PasswordFault(error.to_string()))?;
        Ok(Self { turns: Arc::new(Semaphore::new(AT_ONCE)), nobody: digest(&hex::encode(random))? })
    }

    /// Whether `password` is the one that `kept` was made from. With `None` it does the same work and answers no.
    ///
    /// # Errors
    /// [`PasswordFault`] when `kept` cannot be read.
    pub async fn matches(&self, password: String, kept: Option<PasswordDigest>) -> Result<bool, PasswordFault> {
        if password.len() > PASSWORD_MAX_BYTES {
            return Ok(false);
        }
        let account_exists = kept.is_some();
        let kept = kept.unwrap_or_else(|| self.nobody.clone());
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|error| PasswordFault(error.to_string()))?;
        let computed = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let parsed = PasswordHash::new(kept.as_str()).map_err(|error| PasswordFault(error.to_string()))?;
            Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok())
        });
        let same = computed.await.map_err(|error| PasswordFault(error.to_string()))??;
        Ok(same && account_exists)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "correct horse battery";

    #[tokio::test]
    async fn only_the_right_password_of_an_account_matches() {
        let checker = PasswordChecker::new().unwrap();
        let kept = digest(PASSWORD).unwrap();
        assert!(checker.matches(PASSWORD.into(), Some(kept.clone())).await.unwrap());
        assert!(!checker.matches("correct horse".into(), Some(kept)).await.unwrap());
        assert!(!checker.matches(PASSWORD.into(), None).await.unwrap());
    }

    #[test]
    fn digests_are_salted_and_carry_the_recommended_parameters() {
        let (a, b) = (digest(PASSWORD).unwrap(), digest(PASSWORD).unwrap());
        assert_ne!(a, b);
        assert!(a.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", a.as_str());
    }

    #[test]
    fn only_length_counts() {
        assert_eq!(check_length("elevenchars"), Err(PasswordRefused::Short));
        assert_eq!(check_length("twelve chars"), Ok(()));
        assert_eq!(check_length("ééééééééééé"), Err(PasswordRefused::Short));
        assert_eq!(check_length(&"x".repeat(PASSWORD_MAX_BYTES + 1)), Err(PasswordRefused::Long));
    }
}
