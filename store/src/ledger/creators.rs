//! What a creator has earned, has been paid out and is owed.

use blkout_core::{
    ledger::Account,
    money::{CreatorSlug, Currency},
    time::CalendarMonth,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Ledger,
    entities::{account_month, creator},
};
use crate::{StoreError, record::head};

/// A creator's account: earnings by currency and month, and what was paid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatorAccount {
    /// Whose account it is.
    pub slug: CreatorSlug,
    /// Earnings of each month in which there were any, by currency and then by month.
    pub months: Vec<MonthEarned>,
    /// What was taken out for payouts in each month, payouts on their way included and failed ones returned; by
    /// currency and then by month.
    pub paid_out: Vec<MonthEarned>,
    /// How many entries the record had at the moment of these sums: so many of them add up to the same.
    pub record_size: u64,
}

/// What a creator earned, or was paid out, in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthEarned {
    /// The ledger.
    pub currency: Currency,
    /// The month, UTC.
    pub month: CalendarMonth,
    /// Minor units; negative when more was given back than came in.
    pub amount: i64,
}

impl CreatorAccount {
    /// The account of somebody whose first payment is still to come.
    pub fn empty(slug: CreatorSlug) -> Self {
        Self { slug, months: Vec::new(), paid_out: Vec::new(), record_size: 0 }
    }
}

impl Ledger<'_> {
    /// The account of a creator, `None` when nobody has that name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn creator(self, slug: &CreatorSlug) -> Result<Option<CreatorAccount>, StoreError> {
        let moment = self.store.begin_read().await?;
        if creator::Entity::find_by_id(slug.to_string()).one(&moment).await?.is_none() {
            return Ok(None);
        }
        let record_size = head(&moment).await?.size;
        let months = months(&moment, Account::Creator(slug.clone())).await?;
        let paid_out = self::months(&moment, Account::PaidOut(slug.clone())).await?;
        moment.rollback().await?;
        Ok(Some(CreatorAccount { slug: slug.clone(), months, paid_out, record_size }))
    }
}

/// An account's sums by currency and month, as people speak of them.
async fn months(db: &impl ConnectionTrait, account: Account) -> Result<Vec<MonthEarned>, StoreError> {
    use account_month::Column as C;
    let rows = account_month::Entity::find()
        .filter(C::Account.eq(account.to_string()))
        .order_by_asc(C::Currency)
        .order_by_asc(C::Month)
        .all(db)
        .await?;
    let months = rows.into_iter().map(|row| {
        let amount = account.spoken_balance(row.amount);
        Ok(MonthEarned {
            currency: row.currency.parse().map_err(StoreError::corrupt)?,
            month: CalendarMonth::parse(&row.month).ok_or_else(|| StoreError::corrupt(&row.month))?,
            amount: amount.ok_or_else(|| StoreError::corrupt("an amount is too large"))?,
        })
    });
    months.collect()
}
