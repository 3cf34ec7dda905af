//! The transactions as people read them: newest first, a page at a time, each with its split.

use std::{collections::BTreeMap, fmt, str::FromStr};

use blkout_core::{
    ledger::{Account, TransactionKind},
    money::{CreatorShare, CreatorSlug, Currency},
    time::{CalendarMonth, UtcMillis},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{
    Ledger,
    entities::{distribution, ledger_transaction, payment_weight, posting},
};
use crate::StoreError;

/// The most rows on one page.
pub const MAX_PAGE_ROWS: u64 = 200;

/// Which transactions to show; nothing set shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Only this ledger.
    pub currency: Option<Currency>,
    /// Only this month, UTC.
    pub month: Option<CalendarMonth>,
    /// Only this kind.
    pub kind: Option<TransactionKind>,
    /// Only what this creator had a part in.
    pub creator: Option<CreatorSlug>,
}

/// The place of a transaction in the order newest first; where the next page begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageKey {
    at: i64,
    id: i64,
}

impl fmt::Display for PageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

impl FromStr for PageKey {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, id) = text.split_once('.').unwrap_or((text, ""));
        Ok(Self { at: at.parse()?, id: id.parse()? })
    }
}

/// A page of transactions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerPage {
    /// Newest first.
    pub rows: Vec<LedgerRow>,
    /// Where the page after this one begins, if there is one.
    pub older: Option<PageKey>,
}

/// A transaction with what it changed for whom. Holds no payer: the ledger has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The ledger's number, counted from 1.
    pub id: i64,
    /// What happened.
    pub kind: TransactionKind,
    /// When, by the processor's clock.
    pub at: UtcMillis,
    /// Currency of all amounts.
    pub currency: Currency,
    /// What was paid or given back, in minor units.
    pub gross: i64,
    /// The processor's fee, in minor units.
    pub fee: i64,
    /// What was bought.
    pub title: String,
    /// The split, when the transaction is about a payment.
    pub split: Option<RowSplit>,
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

/// Which page was asked for: the filter, where it begins, how many rows.
pub(crate) type PageQuestion = (Filter, Option<PageKey>, u64);

impl Ledger<'_> {
    /// The newest transactions that `filter` admits, from `from` on (or from the newest), at most `limit` of them
    /// (1 to [`MAX_PAGE_ROWS`]).
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn page(self, filter: &Filter, from: Option<PageKey>, limit: u64) -> Result<LedgerPage, StoreError> {
        let limit = limit.clamp(1, MAX_PAGE_ROWS);
        let question = (filter.clone(), from, limit);
        self.store.kept_pages.get(self.store.data_version(), question, self.read_page(filter, from, limit)).await
    }

    async fn read_page(self, filter: &Filter, from: Option<PageKey>, limit: u64) -> Result<LedgerPage, StoreError> {
        use ledger_transaction::Column as C;
        let mut query = ledger_transaction::Entity::find()
            .filter(condition(filter))
            .order_by_desc(C::OccurredAt)
            .order_by_desc(C::Id)
            .limit(limit + 1);
        if let Some(PageKey { at, id }) = from {
            let here = Expr::tuple([Expr::col(C::OccurredAt), Expr::col(C::Id)]);
            query = query.filter(here.lte(Expr::tuple([Expr::val(at), Expr::val(id)])));
        }
        let mut found = query.all(self.store.reader()).await?;
        let shown = usize::try_from(limit).unwrap_or(usize::MAX);
        let older = found.get(shown).map(|first| PageKey { at: first.occurred_at, id: first.id });
        found.truncate(shown);
        Ok(LedgerPage { rows: self.with_splits(found).await?, older })
    }

    async fn with_splits(self, found: Vec<ledger_transaction::Model>) -> Result<Vec<LedgerRow>, StoreError> {
        let reader = self.store.reader();
        let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
        let payments: Vec<String> = found.iter().filter_map(|row| row.payment_id.clone()).collect();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let postings = posting::Entity::find()
            .filter(posting::Column::TransactionId.is_in(ids.iter().copied()))
            .order_by_asc(posting::Column::Account)
            .all(reader);
        let distributions = distribution::Entity::find()
            .filter(distribution::Column::TransactionId.is_in(ids.iter().copied()))
            .all(reader);
        let weights = payment_weight::Entity::find()
            .filter(payment_weight::Column::PaymentId.is_in(payments))
            .order_by_asc(payment_weight::Column::Creator)
            .all(reader);
        let (postings, distributions, weights) = futures::try_join!(postings, distributions, weights)?;

        let mut posted: BTreeMap<i64, Vec<posting::Model>> = BTreeMap::new();
        for row in postings {
            posted.entry(row.transaction_id).or_default().push(row);
        }
        let mut split: BTreeMap<i64, distribution::Model> =
            distributions.into_iter().map(|row| (row.transaction_id, row)).collect();
        let mut agreed: BTreeMap<String, Vec<(CreatorSlug, u64)>> = BTreeMap::new();
        for row in weights {
            let slug = CreatorSlug::new(row.creator).map_err(StoreError::corrupt)?;
            let weight = u64::try_from(row.weight).map_err(StoreError::corrupt)?;
            agreed.entry(row.payment_id).or_default().push((slug, weight));
        }
        found
            .into_iter()
            .map(|row| {
                let postings = posted.remove(&row.id).unwrap_or_default();
                let split = split.remove(&row.id).map(|distribution| {
                    let weights = agreed.get(&distribution.payment_id).cloned().unwrap_or_default();
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
                })
            })
            .collect()
    }
}

fn condition(filter: &Filter) -> Condition {
    use ledger_transaction::Column as C;
    let mut all = Condition::all();
    if let Some(currency) = filter.currency {
        all = all.add(C::Currency.eq(currency.code()));
    }
    if let Some(month) = filter.month {
        all = all.add(C::OccurredAt.gte(month.start().0)).add(C::OccurredAt.lt(month.end().0));
    }
    if let Some(kind) = filter.kind {
        all = all.add(C::Kind.eq(kind.word()));
    }
    if let Some(creator) = &filter.creator {
        let theirs = Query::select()
            .column(posting::Column::TransactionId)
            .from(posting::Entity)
            .and_where(posting::Column::Account.eq(Account::Creator(creator.clone()).to_string()))
            .to_owned();
        all = all.add(C::Id.in_subquery(theirs));
    }
    all
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
