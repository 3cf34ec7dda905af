//! The public totals of a ledger, computed from its postings.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Account, TransactionKind};
use crate::money::{CreatorSlug, Currency, Purpose};

/// The balances of one currency's accounts, in minor units, debits positive.
pub type Balances = BTreeMap<Account, i64>;

/// The sums of the gross amounts of one currency, by kind of transaction, in minor units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turnover {
    /// Gross of each kind.
    pub gross: BTreeMap<TransactionKind, i64>,
    /// What is left of the payments that named no creator.
    pub gifts: i64,
    /// How many transactions there are.
    pub transactions: i64,
}

/// What one currency's ledger adds up to, in minor units, after all refunds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CurrencyTotals {
    /// The currency.
    #[serde(skip)]
    pub currency: Currency,
    /// Gross of all charges.
    pub charged: i64,
    /// Gross given back by refunds and disputes, less what reversals of disputes brought back.
    pub returned: i64,
    /// All creators together.
    pub creator_pool: i64,
    /// Each creator.
    pub creators: BTreeMap<CreatorSlug, i64>,
    /// The platform.
    pub platform: i64,
    /// The community fund, gifts included.
    pub community: i64,
    /// Of the community fund: payments that named no creator.
    pub gifts: i64,
    /// The processor's fees.
    pub fees: i64,
    /// Moved from the processor to the bank.
    pub paid_out: i64,
    /// Left at the processor.
    pub processor_balance: i64,
    /// The community fund by purpose.
    #[serde(skip)]
    pub purposes: BTreeMap<Purpose, i64>,
    /// How many transactions there are.
    #[serde(skip)]
    pub transactions: i64,
    /// In the bank, as far as the ledger knows: what came from the processor and by transfer, less the payouts.
    #[serde(skip)]
    pub bank_balance: i64,
    /// In the cash box.
    #[serde(skip)]
    pub cash_balance: i64,
    /// What each creator has been paid out, payouts on their way included.
    #[serde(skip)]
    pub creators_paid: BTreeMap<CreatorSlug, i64>,
    /// Of these, payouts on their way.
    #[serde(skip)]
    pub payouts_on_their_way: i64,
}

/// Why balances and turnover cannot be those of one ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TotalsError {
    /// The balances do not sum to zero.
    #[error("the balances of {currency} sum to {sum} instead of zero; the ledger has been altered")]
    Unbalanced {
        /// The ledger.
        currency: Currency,
        /// What they sum to.
        sum: i128,
    },
    /// What was charged and not returned is not what creators, platform and community have.
    #[error("in {currency}, {kept} was kept of payments but {distributed} is distributed; the ledger has been altered")]
    Undistributed {
        /// The ledger.
        currency: Currency,
        /// Charged less returned.
        kept: i128,
        /// Creators, platform and community together.
        distributed: i128,
    },
    /// A sum beyond 64 bits.
    #[error("the sums of {0} are too large")]
    TooLarge(Currency),
}

impl CurrencyTotals {
    /// Adds up one currency's ledger and holds the sums against each other.
    ///
    /// # Errors
    /// [`TotalsError`] when the figures contradict each other.
    pub fn of(currency: Currency, balances: &Balances, turnover: &Turnover) -> Result<Self, TotalsError> {
        let too_large = || TotalsError::TooLarge(currency);
        let sum: i128 = balances.values().map(|balance| i128::from(*balance)).sum();
        if sum != 0 {
            return Err(TotalsError::Unbalanced { currency, sum });
        }
        let mut totals = Self::empty(currency);
        let add = |slot: &mut i64, amount: i64| -> Result<(), TotalsError> {
            *slot = slot.checked_add(amount).ok_or_else(too_large)?;
            Ok(())
        };
        for (account, balance) in balances {
            let spoken = account.spoken_balance(*balance).ok_or_else(too_large)?;
            match account {
                Account::Processor => totals.processor_balance = spoken,
                Account::Bank => totals.bank_balance = spoken,
                Account::Cash => totals.cash_balance = spoken,
                Account::Fees => totals.fees = spoken,
                Account::Platform => totals.platform = spoken,
                Account::Community(purpose) => {
                    totals.purposes.insert(*purpose, spoken);
                    add(&mut totals.community, spoken)?;
                }
                Account::Creator(slug) => {
                    totals.creators.insert(slug.clone(), spoken);
                    add(&mut totals.creator_pool, spoken)?;
                }
                Account::PaidOut(slug) => {
                    totals.creators_paid.insert(slug.clone(), spoken);
                }
                Account::PayoutClearing => totals.payouts_on_their_way = spoken,
            }
        }
        for (kind, gross) in &turnover.gross {
            match kind {
                TransactionKind::Charge | TransactionKind::ManualPayment => add(&mut totals.charged, *gross)?,
                TransactionKind::Refund
                | TransactionKind::Dispute
                | TransactionKind::DisputeReversal
                | TransactionKind::ManualRefund => {
                    add(&mut totals.returned, gross.checked_neg().ok_or_else(too_large)?)?;
                }
                TransactionKind::Payout => totals.paid_out = gross.checked_neg().ok_or_else(too_large)?,
                TransactionKind::Fee
                | TransactionKind::PayoutScheduled
                | TransactionKind::PayoutSettled
                | TransactionKind::PayoutReturned => {}
            }
        }
        totals.gifts = turnover.gifts;
        totals.transactions = turnover.transactions;
        let kept = i128::from(totals.charged) - i128::from(totals.returned);
        let distributed = i128::from(totals.creator_pool) + i128::from(totals.platform) + i128::from(totals.community);
        if kept != distributed {
            return Err(TotalsError::Undistributed { currency, kept, distributed });
        }
        Ok(totals)
    }

    /// What was paid for creators' work and kept after refunds: everything but the gifts. Creators have at least
    /// 75 % of this, not of the gifts, which are whole for the community.
    pub fn for_work(&self) -> i64 {
        // Creators, platform and community add up to it, and each of them is a sum that fits.
        self.charged - self.returned - self.gifts
    }

    /// The community's part of [`CurrencyTotals::for_work`].
    pub fn community_from_work(&self) -> i64 {
        self.community - self.gifts
    }

    fn empty(currency: Currency) -> Self {
        Self {
            currency,
            charged: 0,
            returned: 0,
            creator_pool: 0,
            creators: BTreeMap::new(),
            platform: 0,
            community: 0,
            gifts: 0,
            fees: 0,
            paid_out: 0,
            processor_balance: 0,
            purposes: BTreeMap::new(),
            transactions: 0,
            bank_balance: 0,
            cash_balance: 0,
            creators_paid: BTreeMap::new(),
            payouts_on_their_way: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn ledger() -> (Balances, Turnover) {
        let ada = Account::Creator(CreatorSlug::new("ada").unwrap());
        let balances = Balances::from([
            (Account::Processor, 980),
            (Account::Fees, 20),
            (ada, -750),
            (Account::Platform, -100),
            (Account::Community(Purpose::Support), -150),
        ]);
        let gross = BTreeMap::from([(TransactionKind::Charge, 1_500), (TransactionKind::Refund, -500)]);
        (balances, Turnover { gross, gifts: 0, transactions: 2 })
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_owed_is_shown_as_positive() {
        let (balances, turnover) = ledger();
        let totals = CurrencyTotals::of(Currency::GBP, &balances, &turnover).unwrap();
        assert_eq!((totals.charged, totals.returned, totals.creator_pool), (1_500, 500, 750));
        assert_eq!((totals.platform, totals.community, totals.fees), (100, 150, 20));
        assert_eq!((totals.for_work(), totals.community_from_work()), (1_000, 150));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn an_altered_figure_is_found() {
        let (mut balances, turnover) = ledger();
        *balances.get_mut(&Account::Platform).unwrap() -= 1;
        let found = CurrencyTotals::of(Currency::GBP, &balances, &turnover);
        assert_eq!(found, Err(TotalsError::Unbalanced { currency: Currency::GBP, sum: -1 }));
        *balances.get_mut(&Account::Processor).unwrap() += 1;
        let found = CurrencyTotals::of(Currency::GBP, &balances, &turnover);
        assert!(matches!(found, Err(TotalsError::Undistributed { kept: 1_000, distributed: 1_001, .. })));
    }
}
