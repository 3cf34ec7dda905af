//! How often a sign-in may fail: ten times a quarter of an hour for an account, and for an address (rules.md, Limits).

use std::net::IpAddr;

use blkout_core::limits::FAILED_SIGN_INS;
use blkout_core::time::UtcMillis;

use crate::gateway::rate_limit::{RateLimit, TooMany};

/// The two counters. What is typed as an account counts whether or not there is such an account, so the answer
/// gives nothing away.
#[derive(Debug)]
pub struct SignInAttempts {
    accounts: RateLimit,
    networks: RateLimit,
}

/// An attempt that counts as failed unless it is taken back.
#[derive(Debug)]
pub struct Attempt {
    account: String,
    network: IpAddr,
}

impl Default for SignInAttempts {
    fn default() -> Self {
        Self { accounts: RateLimit::new(FAILED_SIGN_INS), networks: RateLimit::new(FAILED_SIGN_INS) }
    }
}

impl SignInAttempts {
    /// Counts an attempt as failed before the password is looked at, so that many at once cannot slip through.
    ///
    /// # Errors
    /// [`TooMany`] when either share is used up.
    pub fn begin(&self, account: &str, network: IpAddr, now: UtcMillis) -> Result<Attempt, TooMany> {
        let account = account.trim().to_lowercase();
        self.networks.take(&network, now)?;
        if let Err(refused) = self.accounts.take(&account, now) {
            self.networks.give_back(&network, now);
            return Err(refused);
        }
        Ok(Attempt { account, network })
    }

    /// The attempt succeeded, or failed for no fault of the visitor's: it does not count.
    pub fn take_back(&self, attempt: &Attempt, now: UtcMillis) {
        self.accounts.give_back(&attempt.account, now);
        self.networks.give_back(&attempt.network, now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMillis = UtcMillis(1_700_000_000_000);

    fn network(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn an_account_is_closed_after_ten_failures_from_anywhere() {
        let attempts = SignInAttempts::default();
        for last in 0..10 {
            attempts.begin("Ada@example.org", network(last), NOW).unwrap();
        }
        assert!(attempts.begin(" ada@EXAMPLE.org", network(99), NOW).is_err());
        assert!(attempts.begin("bo@example.org", network(99), NOW).is_ok());
    }

    #[test]
    fn an_address_is_closed_after_ten_failures_at_any_account() {
        let attempts = SignInAttempts::default();
        for account in 0..10 {
            attempts.begin(&format!("m{account}@example.org"), network(1), NOW).unwrap();
        }
        assert!(attempts.begin("other@example.org", network(1), NOW).is_err());
        assert!(attempts.begin("other@example.org", network(2), NOW).is_ok());
    }

    #[test]
    fn success_does_not_count() {
        let attempts = SignInAttempts::default();
        for _ in 0..50 {
            let attempt = attempts.begin("ada@example.org", network(1), NOW).unwrap();
            attempts.take_back(&attempt, NOW);
        }
    }
}
