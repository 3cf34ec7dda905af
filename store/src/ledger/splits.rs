//! Transactions put together from their rows: what each changed for whom, and which entry of the record says so.

use std::collections::BTreeMap;

use blkout_core::{
    ledger::{Account, TransactionKind},
    money::{CreatorShare, CreatorSlug, Currency},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Ledger,
    entities::{distribution, ledger_transaction, posting},
    weights::weights_of,
};
use crate::StoreError;

/// A transaction with what it changed for whom. Holds no payer: the ledger has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The ledger's number, counted from 1.
    pub id: i64,
    /// What happened.
    pub kind: TransactionKind,
    /// When, by the processor's clock, or by ours for the co-op's own kinds.
    pub at: UtcMillis,
    /// Currency of all amounts.
    pub currency: Currency,
    /// What was paid or given back, or what moved, in minor units.
    pub gross: i64,
    /// The processor's fee, in minor units.
    pub fee: i64,
    /// What was bought.
    pub title: String,
    /// The split, when the transaction is about a payment.
    pub split: Option<RowSplit>,
    /// Whose balance a payout was taken from or returned to.
    pub paid_to: Option<CreatorSlug>,
    /// The number of the transaction that this one corrects or completes.
    pub corrects: Option<i64>,
    /// The index of its entry in the record; `None` where the record does not hold it, which a check reports.
    pub entry: Option<u64>,
}

/// How a transaction changed the split of its payment, and everything needed to compute it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSplit {
    /// The payment, by the processor's charge id.
    pub payment_id: String,
    /// The share that it was made under.
    pub share: CreatorShare,
    /// The agreed weights; empty for a gift.
    pub weights: Vec<(CreatorSlug, u64)>,
    /// What was left of the payment before, in minor units.
    pub gross_before: i64,
    /// What is left of it afterwards, in minor units.
    pub gross_after: i64,
    /// What each creator got (or gave back, negative), as posted, in minor units.
    pub creators: Vec<(CreatorSlug, i64)>,
    /// What the platform got, as posted.
    pub platform: i64,
    /// What the community fund got, as posted.
    pub community: i64,
}

impl RowSplit {
    /// All creators together, as posted.
    pub fn creator_pool(&self) -> i64 {
        self.creators.iter().map(|(_, part)| part).sum()
    }
}

/// Rows of one kind by the transaction that they belong to.
type ByTransaction<T> = BTreeMap<i64, T>;

impl Ledger<'_> {
    /// The transactions of these rows, in the same order.
    pub(super) async fn with_splits(self, found: Vec<ledger_transaction::Model>) -> Result<Vec<LedgerRow>, StoreError> {
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let reader = self.store.reader();
        let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
        let payments: Vec<String> = found.iter().filter_map(|row| row.payment_id.clone()).collect();
        let postings = async {
            let of_these = posting::Column::TransactionId.is_in(ids.iter().copied());
            let query = posting::Entity::find().filter(of_these).order_by_asc(posting::Column::Account);
            Ok::<_, StoreError>(query.all(reader).await?)
        };
        let distributions = async {
            let of_these = distribution::Column::TransactionId.is_in(ids.iter().copied());
            Ok(distribution::Entity::find().filter(of_these).all(reader).await?)
        };
        let weights = weights_of(reader, payments);
        let entries = self.store.record().indices(ids.iter().copied());
        let (postings, distributions, weights, entries) =
            futures::try_join!(postings, distributions, weights, entries)?;

        let mut posted: ByTransaction<Vec<posting::Model>> = BTreeMap::new();
        for row in postings {
            posted.entry(row.transaction_id).or_default().push(row);
        }
        let mut split: ByTransaction<distribution::Model> =
            distributions.into_iter().map(|row| (row.transaction_id, row)).collect();
        let rows = found.into_iter().map(|row| {
            let postings = posted.remove(&row.id).unwrap_or_default();
            let split = split.remove(&row.id).map(|distribution| {
                let weights = weights.get(&distribution.payment_id).cloned().unwrap_or_default();
                row_split(distribution, weights, &postings)
            });
            Ok(LedgerRow {
                id: row.id,
                kind: row.kind.parse().map_err(StoreError::corrupt)?,
                at: UtcMillis(row.occurred_at),
                currency: row.currency.parse().map_err(StoreError::corrupt)?,
                gross: row.gross,
                fee: row.fee,
                title: row.title,
                split: split.transpose()?,
                paid_to: paid_to(&postings)?,
                corrects: row.corrects,
                entry: entries.get(&row.id).copied(),
            })
        });
        rows.collect()
    }
}

fn paid_to(postings: &[posting::Model]) -> Result<Option<CreatorSlug>, StoreError> {
    for posting in postings {
        if let Account::PaidOut(slug) = posting.account.parse().map_err(StoreError::corrupt)? {
            return Ok(Some(slug));
        }
    }
    Ok(None)
}

fn row_split(
    distribution: distribution::Model,
    weights: Vec<(CreatorSlug, u64)>,
    postings: &[posting::Model],
) -> Result<RowSplit, StoreError> {
    let mut split = RowSplit {
        payment_id: distribution.payment_id,
        share: CreatorShare::from_bps(i64::from(distribution.share_bps)).map_err(StoreError::corrupt)?,
        weights,
        gross_before: distribution.gross_before,
        gross_after: distribution.gross,
        creators: Vec::new(),
        platform: 0,
        community: 0,
    };
    for posting in postings {
        let account: Account = posting.account.parse().map_err(StoreError::corrupt)?;
        let amount =
            account.spoken_balance(posting.amount).ok_or_else(|| StoreError::corrupt("an amount is too large"))?;
        match account {
            Account::Creator(slug) => split.creators.push((slug, amount)),
            Account::Platform => split.platform += amount,
            Account::Community(_) => split.community += amount,
            Account::Processor
            | Account::Bank
            | Account::Cash
            | Account::Fees
            | Account::PaidOut(_)
            | Account::PayoutClearing => {}
        }
    }
    Ok(split)
}
