//! The accounts between which money moves.

use std::{fmt, str::FromStr};

use crate::money::{CreatorSlug, Purpose, SlugError};

/// An account of one currency's ledger.
///
/// Written in the field's usual way: a debit is positive, a credit negative. What the co-op holds (processor,
/// bank) and spends (fees) has a positive balance; what it owes to creators, platform and community a negative one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// Money at the payment processor.
    Processor,
    /// Money that the processor has sent to the co-op's bank.
    Bank,
    /// What the processor has charged for its work; the co-op's cost, never the creators'.
    Fees,
    /// The platform's part.
    Platform,
    /// The community fund, by purpose.
    Community(Purpose),
    /// What is owed to a creator.
    Creator(CreatorSlug),
}

/// The text names no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownAccount {
    /// Another word than the six kinds of account.
    #[error("`{0}` is not an account of the ledger")]
    Kind(String),
    /// The creator's name is not one.
    #[error(transparent)]
    Slug(#[from] SlugError),
}

impl Account {
    /// The account's balance as people speak of it: what is owed is shown as a positive amount.
    ///
    /// Answers `None` where the sign cannot be turned (`i64::MIN`).
    pub fn spoken_balance(&self, balance: i64) -> Option<i64> {
        match self {
            Self::Processor | Self::Bank | Self::Fees => Some(balance),
            Self::Platform | Self::Community(_) | Self::Creator(_) => balance.checked_neg(),
        }
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Processor => f.write_str("processor"),
            Self::Bank => f.write_str("bank"),
            Self::Fees => f.write_str("fees"),
            Self::Platform => f.write_str("platform"),
            Self::Community(purpose) => write!(f, "community:{}", purpose.slug()),
            Self::Creator(slug) => write!(f, "creator:{slug}"),
        }
    }
}

impl FromStr for Account {
    type Err = UnknownAccount;

    fn from_str(text: &str) -> Result<Self, UnknownAccount> {
        let unknown = || UnknownAccount::Kind(text.chars().take(40).collect());
        match text.split_once(':') {
            Some(("creator", slug)) => Ok(Self::Creator(CreatorSlug::new(slug)?)),
            Some(("community", word)) => {
                let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.slug() == word);
                purpose.map(Self::Community).ok_or_else(unknown)
            }
            _ => match text {
                "processor" => Ok(Self::Processor),
                "bank" => Ok(Self::Bank),
                "fees" => Ok(Self::Fees),
                "platform" => Ok(Self::Platform),
                _ => Err(unknown()),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn names_read_back() {
        for name in ["processor", "bank", "fees", "platform", "community:support", "creator:ada", "creator:a:b"] {
            assert_eq!(name.parse::<Account>().unwrap().to_string(), name);
        }
        for name in ["", "processors", "community:", "community:fun", "creator:", "payer:x"] {
            assert!(name.parse::<Account>().is_err(), "{name}");
        }
    }
}
