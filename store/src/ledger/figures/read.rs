//! Reading the figures.

use blkout_core::{
    ledger::LowestShare,
    money::{CreatorSlug, Currency},
    record::entry::PolicyEntry,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    entities::{creator_work, lowest_share},
    rows::lowest,
};
use crate::{
    StoreError,
    ledger::{Ledger, entities::ledger_transaction},
};

/// The lowest share that the creators of any payment of one currency were ever paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lowest {
    /// The ledger.
    pub currency: Currency,
    /// The share, and after which transaction it was so; of equal ones the first.
    pub lowest: LowestShare,
    /// The payment, by the processor's charge id.
    pub payment_id: String,
    /// What was bought.
    pub title: String,
}

/// What a creator earned with one work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkEarned {
    /// The work.
    pub title: String,
    /// Minor units, after refunds.
    pub amount: i64,
    /// How many payments there were.
    pub payments: i64,
}

impl Ledger<'_> {
    /// The lowest share of each currency; none for a currency in which only gifts were made.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn lowest_shares(self) -> Result<Vec<Lowest>, StoreError> {
        let version = self.store.data_version();
        self.store.kept_lowest.get(version, (), self.read_lowest()).await
    }

    async fn read_lowest(self) -> Result<Vec<Lowest>, StoreError> {
        let reader = self.store.reader();
        let mut found = Vec::new();
        for row in lowest_share::Entity::find().order_by_asc(lowest_share::Column::Currency).all(reader).await? {
            let transaction = ledger_transaction::Entity::find_by_id(row.transaction_id).one(reader).await?;
            let transaction =
                transaction.ok_or_else(|| StoreError::corrupt("the lowest share is of no transaction"))?;
            found.push(Lowest {
                currency: row.currency.parse().map_err(StoreError::corrupt)?,
                lowest: lowest(row.transaction_id, row.creator_pool, row.gross)?,
                payment_id: transaction.payment_id.unwrap_or_default(),
                title: transaction.title,
            });
        }
        Ok(found)
    }

    /// Every policy that has been in force, with the index of its entry in the record, the first one first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn policies(self) -> Result<Vec<(u64, PolicyEntry)>, StoreError> {
        let version = self.store.data_version();
        self.store.kept_policies.get(version, (), self.store.record().policies()).await
    }

    /// The works with which a creator earned most in one currency, at most `limit` of them, and whether there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn works(
        self,
        slug: &CreatorSlug,
        currency: Currency,
        limit: u64,
    ) -> Result<(Vec<WorkEarned>, bool), StoreError> {
        use creator_work::Column as C;
        let rows = creator_work::Entity::find()
            .filter(C::Creator.eq(slug.as_str()))
            .filter(C::Currency.eq(currency.code()))
            .order_by_desc(C::Amount)
            .order_by_desc(C::Title)
            .limit(limit + 1)
            .all(self.store.reader())
            .await?;
        let more = u64::try_from(rows.len()).is_ok_and(|found| found > limit);
        let works =
            rows.into_iter().map(|row| WorkEarned { title: row.title, amount: row.amount, payments: row.payments });
        Ok((works.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect(), more))
    }
}
