//! The accounts between which money moves.

use std::{fmt, str::FromStr};

use crate::money::{CreatorSlug, Purpose, SlugError};

/// An account of one currency's ledger.
///
/// Written in the field's usual way: a debit is positive, a credit negative. What the co-op holds (processor,
/// bank, cash) and spends (fees) has a positive balance; what it owes to creators, platform and community a negative
/// one. The order of the variants is the order of the postings in the record: new ones go to the end.
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
    /// What a creator has earned, over all time; what they are still owed is this less [`Account::PaidOut`].
    Creator(CreatorSlug),
    /// Cash in the co-op's box.
    Cash,
    /// What has been taken out of a creator's earnings for payouts, on their way or arrived, over all time.
    PaidOut(CreatorSlug),
    /// Payouts on their way to creators.
    PayoutClearing,
}

/// The text names no account.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownAccount {
    /// Another word than the kinds of account.
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
            Self::Processor | Self::Bank | Self::Fees | Self::Cash | Self::PaidOut(_) => Some(balance),
            Self::Platform | Self::Community(_) | Self::Creator(_) | Self::PayoutClearing => balance.checked_neg(),
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
            Self::Cash => f.write_str("cash"),
            Self::PaidOut(slug) => write!(f, "payout:{slug}"),
            Self::PayoutClearing => f.write_str("payout-clearing"),
        }
    }
}

impl FromStr for Account {
    type Err = UnknownAccount;

    fn from_str(text: &str) -> Result<Self, UnknownAccount> {
        let unknown = || UnknownAccount::Kind(text.chars().take(40).collect());
        match text.split_once(':') {
            Some(("creator", slug)) => Ok(Self::Creator(CreatorSlug::new(slug)?)),
            Some(("payout", slug)) => Ok(Self::PaidOut(CreatorSlug::new(slug)?)),
            Some(("community", word)) => {
                let purpose = Purpose::ALL.into_iter().find(|purpose| purpose.slug() == word);
                purpose.map(Self::Community).ok_or_else(unknown)
            }
            _ => match text {
                "processor" => Ok(Self::Processor),
                "bank" => Ok(Self::Bank),
                "fees" => Ok(Self::Fees),
                "platform" => Ok(Self::Platform),
                "cash" => Ok(Self::Cash),
                "payout-clearing" => Ok(Self::PayoutClearing),
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
        for name in [
            "processor",
            "bank",
            "fees",
            "platform",
            "community:support",
            "creator:ada",
            "creator:a:b",
            "cash",
            "payout:ada",
            "payout-clearing",
        ] {
            assert_eq!(name.parse::<Account>().unwrap().to_string(), name);
        }
        for name in ["", "processors", "community:", "community:fun", "creator:", "payout:", "payer:x"] {
            assert!(name.parse::<Account>().is_err(), "{name}");
        }
    }
}
