//! The transactions as people read them: newest first, a page at a time, each with its split.

use std::{fmt, str::FromStr};

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorSlug, Currency},
    time::CalendarMonth,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Ledger, LedgerRow, entities::ledger_transaction, figures::creator_transaction};
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
    /// Only what this creator had a part in, or was paid out.
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

    /// The transaction with this number.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn transaction(self, number: i64) -> Result<Option<LedgerRow>, StoreError> {
        let found = ledger_transaction::Entity::find_by_id(number).one(self.store.reader()).await?;
        Ok(self.with_splits(found.into_iter().collect()).await?.pop())
    }

    async fn read_page(self, filter: &Filter, from: Option<PageKey>, limit: u64) -> Result<LedgerPage, StoreError> {
        let mut found = match &filter.creator {
            Some(creator) => self.of_creator(creator, filter, from, limit + 1).await?,
            None => self.of_anybody(filter, from, limit + 1).await?,
        };
        let shown = usize::try_from(limit).unwrap_or(usize::MAX);
        let older = found.get(shown).map(|first| PageKey { at: first.occurred_at, id: first.id });
        found.truncate(shown);
        Ok(LedgerPage { rows: self.with_splits(found).await?, older })
    }

    async fn of_anybody(
        self,
        filter: &Filter,
        from: Option<PageKey>,
        limit: u64,
    ) -> Result<Vec<ledger_transaction::Model>, StoreError> {
        use ledger_transaction::Column as C;
        let query = ledger_transaction::Entity::find()
            .filter(condition(filter, from, [C::Currency, C::Kind, C::OccurredAt, C::Id]))
            .order_by_desc(C::OccurredAt)
            .order_by_desc(C::Id)
            .limit(limit);
        Ok(query.all(self.store.reader()).await?)
    }

    /// A creator's transactions stand in a table of their own in this order, so that a page of one who has a hundred
    /// thousand of them costs as much as a page of one who has ten.
    async fn of_creator(
        self,
        creator: &CreatorSlug,
        filter: &Filter,
        from: Option<PageKey>,
        limit: u64,
    ) -> Result<Vec<ledger_transaction::Model>, StoreError> {
        use creator_transaction::Column as C;
        use ledger_transaction::Column as T;
        let reader = self.store.reader();
        let numbers: Vec<i64> = creator_transaction::Entity::find()
            .select_only()
            .column(C::TransactionId)
            .filter(C::Creator.eq(creator.as_str()))
            .filter(condition(filter, from, [C::Currency, C::Kind, C::OccurredAt, C::TransactionId]))
            .order_by_desc(C::OccurredAt)
            .order_by_desc(C::TransactionId)
            .limit(limit)
            .into_tuple()
            .all(reader)
            .await?;
        let query = ledger_transaction::Entity::find()
            .filter(T::Id.is_in(numbers))
            .order_by_desc(T::OccurredAt)
            .order_by_desc(T::Id);
        Ok(query.all(reader).await?)
    }
}

/// Everything of a filter but the creator, and where the page begins, over a table's columns of these meanings.
///
/// The latest instant is one bound, never two: of two, the database may look for the one that helps less.
fn condition<C: ColumnTrait>(
    filter: &Filter,
    from: Option<PageKey>,
    [currency, kind, occurred_at, id]: [C; 4],
) -> Condition {
    let mut all = Condition::all();
    if let Some(wanted) = filter.currency {
        all = all.add(currency.eq(wanted.code()));
    }
    if let Some(wanted) = filter.kind {
        all = all.add(kind.eq(wanted.word()));
    }
    if let Some(month) = filter.month {
        all = all.add(occurred_at.gte(month.start().0));
    }
    let last_of_month = filter.month.map(|month| month.end().0 - 1);
    if let Some(latest) = last_of_month.into_iter().chain(from.map(|from| from.at)).min() {
        all = all.add(occurred_at.lte(latest));
    }
    if let Some(PageKey { at, id: number }) = from {
        // Of the transactions at the very same instant, those after the one that begins the page.
        all = all.add(Condition::any().add(occurred_at.ne(at)).add(id.lte(number)));
    }
    all
}
