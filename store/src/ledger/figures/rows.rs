//! Keeping the figures in step with what is written, in the same transaction.

use std::collections::BTreeMap;

use blkout_core::{
    ledger::{Account, LowestShare, Ratio},
    money::Currency,
    payments::Applied,
};
use sea_orm::{
    DatabaseTransaction, EntityTrait, IntoActiveModel,
    sea_query::{Alias, Expr, ExprTrait, OnConflict},
};

use super::entities::{creator_transaction, creator_work, lowest_share};
use crate::{StoreError, insert::insert};

/// Works gathered before they are written, so that an import's memory stays flat.
const MOST_WORKS: usize = 4_096;
/// Works in one statement, at most.
const MOST_ROWS: usize = 512;

/// Changes of the figures on their way into their tables.
#[derive(Debug, Default)]
pub(in crate::ledger) struct FigureRows {
    transactions: Vec<creator_transaction::Model>,
    /// By creator, currency and title: the change of the amount, and how many payments came.
    works: BTreeMap<(String, String, String), (i64, i64)>,
    lowest: BTreeMap<Currency, LowestShare>,
}

impl FigureRows {
    /// Takes in one transaction under the ledger's number `id`.
    pub(in crate::ledger) fn add(&mut self, id: i64, applied: &Applied) -> Result<(), StoreError> {
        let Applied { transaction, distribution, .. } = applied;
        let (kind, currency) = (transaction.kind.word(), transaction.currency.code());
        for posting in &transaction.postings {
            let (Account::Creator(slug) | Account::PaidOut(slug)) = &posting.account else { continue };
            self.transactions.push(creator_transaction::Model {
                creator: slug.to_string(),
                occurred_at: transaction.occurred_at.0,
                transaction_id: id,
                kind: kind.to_owned(),
                currency: currency.to_owned(),
            });
            if let Account::Creator(_) = posting.account {
                let work = (slug.to_string(), currency.to_owned(), transaction.title.clone());
                let (amount, payments) = self.works.entry(work).or_default();
                let sum = posting.amount.checked_neg().and_then(|earned| amount.checked_add(earned));
                *amount = sum.ok_or_else(|| StoreError::corrupt("the sums of a creator's works are too large"))?;
                *payments += i64::from(transaction.kind.is_payment());
            }
        }
        if let Some(share) = distribution.as_ref().and_then(|after| Ratio::paid_to_creators(&after.split)) {
            let found = LowestShare { number: id, share };
            let lowest = self.lowest.entry(transaction.currency).or_insert(found);
            *lowest = lowest.lower(found);
        }
        Ok(())
    }

    /// Writes what would otherwise grow with the number of transactions.
    pub(in crate::ledger) async fn flush(&mut self, txn: &DatabaseTransaction) -> Result<(), StoreError> {
        insert(txn, std::mem::take(&mut self.transactions)).await?;
        if self.works.len() >= MOST_WORKS {
            self.write_works(txn).await?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub(in crate::ledger) async fn finish(mut self, txn: &DatabaseTransaction) -> Result<(), StoreError> {
        self.flush(txn).await?;
        self.write_works(txn).await?;
        for (currency, found) in self.lowest {
            write_lowest(txn, currency, found).await?;
        }
        Ok(())
    }

    async fn write_works(&mut self, txn: &DatabaseTransaction) -> Result<(), StoreError> {
        use creator_work::Column as C;
        let added = |column: C| {
            let coming = Expr::col((Alias::new("excluded"), column));
            Expr::col((creator_work::Entity, column)).add(coming)
        };
        let add = OnConflict::columns([C::Creator, C::Currency, C::Title])
            .value(C::Amount, added(C::Amount))
            .value(C::Payments, added(C::Payments))
            .to_owned();
        let works = std::mem::take(&mut self.works).into_iter();
        let mut models = works
            .map(|((creator, currency, title), (amount, payments))| {
                creator_work::Model { creator, currency, title, amount, payments }.into_active_model()
            })
            .collect::<Vec<_>>()
            .into_iter();
        // Few sizes of statements, as in every insert.
        while let Some(largest) = models.len().checked_ilog2() {
            let block: Vec<_> = models.by_ref().take(MOST_ROWS.min(1 << largest)).collect();
            creator_work::Entity::insert_many(block).on_conflict(add.clone()).exec_without_returning(txn).await?;
        }
        Ok(())
    }
}

/// Keeps the lower of what is known and what was found, compared exactly by `core`.
pub(super) async fn write_lowest<C: sea_orm::ConnectionTrait>(
    txn: &C,
    currency: Currency,
    found: LowestShare,
) -> Result<(), StoreError> {
    use lowest_share::Column as C;
    let known = lowest_share::Entity::find_by_id(currency.code()).one(txn).await?;
    let known = known.map(|row| lowest(row.transaction_id, row.creator_pool, row.gross)).transpose()?;
    let lower = known.map_or(found, |known| known.lower(found));
    if known == Some(lower) {
        return Ok(());
    }
    let row = lowest_share::Model {
        currency: currency.code().to_owned(),
        transaction_id: lower.number,
        creator_pool: lower.share.part(),
        gross: lower.share.whole(),
    };
    let replace =
        OnConflict::column(C::Currency).update_columns([C::TransactionId, C::CreatorPool, C::Gross]).to_owned();
    lowest_share::Entity::insert(row.into_active_model()).on_conflict(replace).exec_without_returning(txn).await?;
    Ok(())
}

/// A share as it was stored.
pub(super) fn lowest(number: i64, pool: i64, gross: i64) -> Result<LowestShare, StoreError> {
    let share = Ratio::new(pool, gross).ok_or_else(|| StoreError::corrupt("a share of nothing"))?;
    Ok(LowestShare { number, share })
}
