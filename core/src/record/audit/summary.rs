//! What a record adds up to, once every entry has been looked at.

use std::collections::BTreeMap;

use super::{Audit, What};
use crate::{
    ledger::{CurrencyTotals, LowestShare, TransactionKind},
    money::{CreatorSlug, Currency},
};

/// What was checked, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Entries of every kind.
    pub entries: u64,
    /// Transactions of the ledger.
    pub transactions: u64,
    /// Payments, by card or otherwise.
    pub payments: u64,
    /// Refunds, disputes, and disputes won.
    pub refunds: u64,
    /// Payouts to creators that were scheduled, whatever became of them.
    pub payouts: u64,
    /// Entries of kinds that this version does not know; they are in the tree, but what they say was not checked.
    pub not_understood: u64,
    /// How often an entry was recorded at an earlier time than the one before it: a clock was set back. Not a fault.
    pub clock_went_back: u64,
    /// Each currency's totals.
    pub totals: Vec<CurrencyTotals>,
    /// What each creator is owed in each currency.
    pub owed: BTreeMap<(Currency, CreatorSlug), Owed>,
    /// The lowest share that creators were paid in each currency; none where there was no revenue.
    pub lowest_shares: BTreeMap<Currency, LowestShare>,
}

/// A creator's account in one currency, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Earned over all time, after refunds.
    pub earned: i64,
    /// Taken out for payouts, those on their way included.
    pub paid_out: i64,
}

impl Owed {
    /// What is owed now; below nought after a dispute of money that was paid out already. `None` beyond 64 bits.
    pub fn now(self) -> Option<i64> {
        self.earned.checked_sub(self.paid_out)
    }
}

impl Summary {
    pub(super) fn of(audit: &Audit) -> Result<Self, What> {
        use TransactionKind as K;
        let count = |kinds: &[K]| kinds.iter().filter_map(|kind| audit.kinds.get(kind)).sum();
        let mut summary = Self {
            entries: audit.index,
            transactions: audit.number,
            payments: count(&[K::Charge, K::ManualPayment]),
            refunds: count(&[K::Refund, K::Dispute, K::DisputeReversal, K::ManualRefund]),
            payouts: audit.payouts.scheduled(),
            not_understood: audit.not_understood,
            clock_went_back: audit.clock_went_back,
            totals: Vec::new(),
            owed: BTreeMap::new(),
            lowest_shares: BTreeMap::new(),
        };
        for (currency, book) in audit.books.iter() {
            let totals = CurrencyTotals::of(currency, &book.balances, &book.turnover)?;
            let owed = |slug: &CreatorSlug| (currency, slug.clone());
            for (slug, earned) in &totals.creators {
                summary.owed.entry(owed(slug)).or_default().earned = *earned;
            }
            for (slug, paid_out) in &totals.creators_paid {
                summary.owed.entry(owed(slug)).or_default().paid_out = *paid_out;
            }
            summary.lowest_shares.extend(book.lowest_share.map(|lowest| (currency, lowest)));
            summary.totals.push(totals);
        }
        Ok(summary)
    }
}
