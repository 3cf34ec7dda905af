//! What is owed, to whom it is due, and setting it aside.

use std::collections::{BTreeMap, BTreeSet};

use blkout_core::{
    ledger::Account,
    money::{CreatorSlug, Currency, Money},
    payouts::{ApprovalSalt, PayoutId, State, is_due, owed, payout_minimum},
    record::entry::PolicyEntry,
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement};

use super::{Payout, PayoutError, Payouts, details::latest_versions, entities::payout, records, steps::Steps};
use crate::{StoreError, record::last_policy};

/// Payouts that one call sets aside, at most; what is left is due at the next.
const MOST_AT_ONCE: usize = 1_000;

/// Sums of the accounts that say what creators are owed.
const BALANCES: &str = "SELECT currency, account, CAST(SUM(amount) AS BIGINT) AS balance FROM account_months \
     WHERE account LIKE 'creator:%' OR account LIKE 'payout:%' GROUP BY currency, account";
/// The same for one creator.
const BALANCES_OF: &str = "SELECT currency, account, CAST(SUM(amount) AS BIGINT) AS balance FROM account_months \
     WHERE account IN ($1, $2) GROUP BY currency, account";

/// Random bytes for one payout.
#[derive(Clone, Copy)]
pub struct FreshPayout {
    /// For its id.
    pub id: [u8; 10],
    /// For the marks of its approvals.
    pub salt: [u8; 32],
}

impl std::fmt::Debug for FreshPayout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FreshPayout(secret)")
    }
}

/// What scheduling did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scheduled {
    /// The payouts that are new.
    pub payouts: Vec<PayoutId>,
    /// Whose money is due and waits for bank details.
    pub without_details: Vec<(CreatorSlug, Money)>,
}

/// A creator's money in one currency: what waits, and what is on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextPayout {
    /// What they are owed and no payout holds; negative after refunds of what was paid out.
    pub owed: Money,
    /// What it takes for a payout.
    pub minimum: Money,
    /// Whether bank details are there; without them nothing is scheduled.
    pub has_bank_details: bool,
    /// The payout that is on its way.
    pub underway: Option<Payout>,
}

impl NextPayout {
    /// Whether what waits is enough for a payout.
    pub fn is_due(&self) -> bool {
        is_due(self.owed.minor, self.minimum.minor)
    }
}

#[derive(FromQueryResult)]
struct BalanceRow {
    currency: String,
    account: String,
    balance: i64,
}

/// What each creator is owed, by currency, in minor units.
type Owed = BTreeMap<(CreatorSlug, Currency), i64>;

impl Payouts<'_> {
    /// Schedules a payout for every creator and currency with the minimum or more, with bank details, and with no
    /// payout on its way: at most 1 000 of them at once, each for the whole of what is owed.
    ///
    /// # Errors
    /// [`PayoutError`]; then nothing has been scheduled.
    pub async fn schedule_due(
        &self,
        now: UtcMillis,
        fresh: fn() -> Option<FreshPayout>,
    ) -> Result<Scheduled, PayoutError> {
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let (due, without_details) = due(txn).await?;
                    let mut steps = Steps::begin(txn, now).await?;
                    let mut scheduled = Scheduled { payouts: Vec::new(), without_details };
                    for Due { creator, money, details_version } in due.into_iter().take(MOST_AT_ONCE) {
                        let FreshPayout { id, salt } = fresh().ok_or(PayoutError::NoRandomness)?;
                        let id = super::new_id(now, id)?;
                        let salt = ApprovalSalt::new(salt);
                        steps.schedule(&id, (&creator, money), &salt, details_version).await?;
                        scheduled.payouts.push(id);
                    }
                    steps.finish().await?;
                    Ok(scheduled)
                })
            })
            .await
    }

    /// Creators whose money is due: how many payouts scheduling would make now, and whose bank details are missing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn due(&self) -> Result<(usize, Vec<(CreatorSlug, Money)>), StoreError> {
        let (due, without_details) = due(self.store.reader()).await?;
        Ok((due.len(), without_details))
    }

    /// A creator's money in each currency in which there is or was any.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn next_for(&self, slug: &CreatorSlug) -> Result<Vec<NextPayout>, StoreError> {
        let db = self.store.reader();
        let accounts = [Account::Creator(slug.clone()), Account::PaidOut(slug.clone())];
        let values = accounts.map(|account| account.to_string().into());
        let found = Statement::from_sql_and_values(db.get_database_backend(), BALANCES_OF, values);
        let owed = sum_up(BalanceRow::find_by_statement(found).all(db).await?)?;
        let has_bank_details = latest_versions(db, Some(slug)).await?.contains_key(slug);
        let rows = payout::Entity::find()
            .filter(payout::Column::Creator.eq(slug.as_str()))
            .filter(payout::Column::State.is_in(in_flight()))
            .order_by_asc(payout::Column::Id)
            .all(db)
            .await?;
        let mut underway = records::payouts(db, rows).await?;
        let policy = last_policy(db).await?;
        let next = owed.into_iter().map(|((_, currency), minor)| NextPayout {
            owed: Money::new(minor, currency),
            minimum: Money::new(minimum(policy.as_ref(), currency), currency),
            has_bank_details,
            underway: underway
                .iter()
                .position(|payout| payout.money.currency == currency)
                .map(|place| underway.swap_remove(place)),
        });
        Ok(next.collect())
    }
}

struct Due {
    creator: CreatorSlug,
    money: Money,
    details_version: i64,
}

async fn due(db: &impl ConnectionTrait) -> Result<(Vec<Due>, Vec<(CreatorSlug, Money)>), StoreError> {
    let balances = Statement::from_string(db.get_database_backend(), BALANCES);
    let owed = sum_up(BalanceRow::find_by_statement(balances).all(db).await?)?;
    let underway = payout::Entity::find().filter(payout::Column::State.is_in(in_flight())).all(db).await?;
    let underway: BTreeSet<(String, String)> = underway.into_iter().map(|row| (row.creator, row.currency)).collect();
    let versions = latest_versions(db, None).await?;
    let policy = last_policy(db).await?;
    let (mut due, mut without_details) = (Vec::new(), Vec::new());
    for ((creator, currency), minor) in owed {
        let is_enough = is_due(minor, minimum(policy.as_ref(), currency));
        if !is_enough || underway.contains(&(creator.to_string(), currency.code().to_owned())) {
            continue;
        }
        let money = Money::new(minor, currency);
        match versions.get(&creator) {
            Some(version) => due.push(Due { creator, money, details_version: *version }),
            None => without_details.push((creator, money)),
        }
    }
    Ok((due, without_details))
}

/// The smallest payout under this policy, in minor units.
fn minimum(policy: Option<&PolicyEntry>, currency: Currency) -> i64 {
    policy.map_or_else(|| payout_minimum(currency), |policy| policy.minimum(currency))
}

fn sum_up(rows: Vec<BalanceRow>) -> Result<Owed, StoreError> {
    let too_large = || StoreError::corrupt("a balance is too large");
    let mut sides: BTreeMap<(CreatorSlug, Currency), (i64, i64)> = BTreeMap::new();
    for row in rows {
        let currency = row.currency.parse().map_err(StoreError::corrupt)?;
        let account: Account = row.account.parse().map_err(StoreError::corrupt)?;
        let spoken = account.spoken_balance(row.balance).ok_or_else(too_large)?;
        match account {
            Account::Creator(slug) => sides.entry((slug, currency)).or_default().0 = spoken,
            Account::PaidOut(slug) => sides.entry((slug, currency)).or_default().1 = spoken,
            _ => {}
        }
    }
    let owed = sides.into_iter().map(|(key, (earned, taken))| Ok((key, owed(earned, taken).ok_or_else(too_large)?)));
    owed.collect()
}

pub(super) fn in_flight() -> impl Iterator<Item = &'static str> {
    State::ALL.into_iter().filter(|state| state.is_in_flight()).map(State::as_str)
}
