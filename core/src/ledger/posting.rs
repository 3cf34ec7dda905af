//! Postings, and the one way to put them together: they sum to zero or they do not exist.

use std::collections::BTreeMap;

use super::Account;

/// An amount moved in or out of one account, in minor units; a debit is positive, a credit negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posting {
    /// The account.
    pub account: Account,
    /// Minor units, never zero.
    pub amount: i64,
}

/// The postings of one transaction: they sum to zero, one for each account, none of them zero.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings(Vec<Posting>);

/// Postings that do not sum to zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unbalanced {
    /// The sum is another number.
    #[error("the postings sum to {0} instead of zero")]
    Sum(i128),
    /// One account's amount does not fit in 64 bits.
    #[error("an amount is too large for the ledger")]
    TooLarge,
}

impl Postings {
    /// Adds up the amounts of each account and leaves out what is zero.
    ///
    /// # Errors
    /// [`Unbalanced`] when the amounts do not sum to zero or one of them does not fit.
    pub fn balanced(amounts: impl IntoIterator<Item = (Account, i64)>) -> Result<Self, Unbalanced> {
        let mut by_account: BTreeMap<Account, i128> = BTreeMap::new();
        let mut sum = 0_i128;
        for (account, amount) in amounts {
            sum += i128::from(amount);
            *by_account.entry(account).or_default() += i128::from(amount);
        }
        if sum != 0 {
            return Err(Unbalanced::Sum(sum));
        }
        by_account
            .into_iter()
            .filter(|(_, amount)| *amount != 0)
            .map(|(account, amount)| {
                let amount = i64::try_from(amount).map_err(|_| Unbalanced::TooLarge)?;
                Ok(Posting { account, amount })
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }

    /// The postings, in the order of the accounts.
    pub fn iter(&self) -> std::slice::Iter<'_, Posting> {
        self.0.iter()
    }

    /// The amount posted to `account`, 0 if there is none.
    pub fn amount(&self, account: &Account) -> i64 {
        self.0.iter().find(|posting| posting.account == *account).map_or(0, |posting| posting.amount)
    }
}

impl<'a> IntoIterator for &'a Postings {
    type Item = &'a Posting;
    type IntoIter = std::slice::Iter<'a, Posting>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_penny_too_many_is_refused() {
        let refused = Postings::balanced([(Account::Processor, 10), (Account::Platform, -9)]);
        assert_eq!(refused, Err(Unbalanced::Sum(1)));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn one_posting_for_each_account_and_none_of_zero() {
        let postings = Postings::balanced([
            (Account::Processor, 4),
            (Account::Processor, 6),
            (Account::Bank, -10),
            (Account::Fees, 0),
        ])
        .unwrap();
        assert_eq!(postings.iter().count(), 2);
        assert_eq!(postings.amount(&Account::Processor), 10);
        assert_eq!(postings.amount(&Account::Fees), 0);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn sums_are_taken_without_overflow() {
        let huge = [(Account::Processor, i64::MAX), (Account::Processor, i64::MAX), (Account::Bank, -i64::MAX)];
        assert_eq!(Postings::balanced(huge), Err(Unbalanced::Sum(i128::from(i64::MAX))));
        let apart = [
            (Account::Processor, i64::MAX),
            (Account::Processor, i64::MAX),
            (Account::Bank, -i64::MAX),
            (Account::Fees, -i64::MAX),
        ];
        assert_eq!(Postings::balanced(apart), Err(Unbalanced::TooLarge));
    }
}
