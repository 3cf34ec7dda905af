//! What the accounts hold after each entry, and what each creator is owed.

use std::collections::BTreeMap;

use crate::{
    ledger::{Account, Balances, LowestShare, Posting, Ratio, TransactionKind, Turnover},
    money::{CreatorSlug, Currency, Split},
};

/// One currency's accounts.
#[derive(Clone, Debug, Default)]
pub(super) struct Book {
    pub(super) balances: Balances,
    pub(super) turnover: Turnover,
    pub(super) lowest_share: Option<LowestShare>,
}

/// A sum beyond 64 bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLarge;

/// All currencies' accounts.
#[derive(Clone, Debug, Default)]
pub(super) struct Books(BTreeMap<Currency, Book>);

impl Books {
    /// Books the postings of one transaction.
    pub(super) fn post(&mut self, currency: Currency, postings: &[Posting]) -> Result<(), TooLarge> {
        let book = self.0.entry(currency).or_default();
        for posting in postings {
            if let Some(balance) = book.balances.get_mut(&posting.account) {
                *balance = balance.checked_add(posting.amount).ok_or(TooLarge)?;
            } else {
                book.balances.insert(posting.account.clone(), posting.amount);
            }
        }
        Ok(())
    }

    /// Counts a transaction; of a gift, its gross counts as one.
    pub(super) fn count(
        &mut self,
        currency: Currency,
        kind: TransactionKind,
        gross: i64,
        is_gift: bool,
    ) -> Result<(), TooLarge> {
        let turnover = &mut self.0.entry(currency).or_default().turnover;
        let sum = turnover.gross.entry(kind).or_default();
        *sum = sum.checked_add(gross).ok_or(TooLarge)?;
        if is_gift {
            turnover.gifts = turnover.gifts.checked_add(gross).ok_or(TooLarge)?;
        }
        turnover.transactions += 1;
        Ok(())
    }

    /// Takes note of the share that a split gives to creators, after the transaction of this number.
    pub(super) fn note_share(&mut self, currency: Currency, number: i64, split: &Split) {
        let Some(share) = Ratio::paid_to_creators(split) else { return };
        let here = LowestShare { number, share };
        let lowest = &mut self.0.entry(currency).or_default().lowest_share;
        *lowest = Some(lowest.map_or(here, |lowest| lowest.lower(here)));
    }

    /// What a creator is owed now, in minor units: what they have earned less what has been taken out for payouts.
    pub(super) fn owed(&self, currency: Currency, creator: &CreatorSlug) -> i128 {
        let balance = |account: &Account| {
            let book = self.0.get(&currency);
            i128::from(book.and_then(|book| book.balances.get(account)).copied().unwrap_or(0))
        };
        -balance(&Account::Creator(creator.clone())) - balance(&Account::PaidOut(creator.clone()))
    }

    /// Each currency with its accounts.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Currency, &Book)> {
        self.0.iter().map(|(currency, book)| (*currency, book))
    }
}
