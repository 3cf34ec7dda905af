//! What a creator has earned, and their statement.

use blkout_core::{
    ledger::{Account, Statement, StatementLine},
    money::{CreatorSlug, Currency},
    time::{CalendarMonth, UtcMillis},
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement as Sql};

use super::{
    Ledger,
    entities::{account_month, creator},
};
use crate::StoreError;

/// The most lines of one statement.
pub const MAX_STATEMENT_LINES: i64 = 100_000;

/// A creator's account, earnings by currency and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatorAccount {
    /// Whose account it is.
    pub slug: CreatorSlug,
    /// Earnings of each month in which there were any, by currency and then by month.
    pub months: Vec<MonthEarned>,
}

/// What a creator earned in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthEarned {
    /// The ledger.
    pub currency: Currency,
    /// The month, UTC.
    pub month: CalendarMonth,
    /// Minor units; negative when more was given back than came in.
    pub amount: i64,
}

#[derive(FromQueryResult)]
struct OpeningRow {
    opening: i64,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: i64,
    occurred_at: i64,
    kind: String,
    payment_id: Option<String>,
    title: String,
    gross: i64,
    fee: i64,
    creator_pool: i64,
    platform: i64,
    community: i64,
    amount: i64,
}

const OPENING: &str = "SELECT CAST(COALESCE(SUM(-p.amount), 0) AS BIGINT) AS opening FROM postings p \
     JOIN ledger_transactions t ON t.id = p.transaction_id \
     WHERE p.account = $1 AND t.currency = $2 AND t.occurred_at < $3";
const LINES: &str = "SELECT t.id AS id, t.fee AS fee, t.occurred_at AS occurred_at, t.kind AS kind, t.payment_id AS payment_id, \
     t.title AS title, t.gross AS gross, \
     CAST(-(SELECT COALESCE(SUM(c.amount), 0) FROM postings c WHERE c.transaction_id = t.id \
       AND c.account LIKE 'creator:%') AS BIGINT) AS creator_pool, \
     CAST(-(SELECT COALESCE(SUM(c.amount), 0) FROM postings c WHERE c.transaction_id = t.id \
       AND c.account = 'platform') AS BIGINT) AS platform, \
     CAST(-(SELECT COALESCE(SUM(c.amount), 0) FROM postings c WHERE c.transaction_id = t.id \
       AND c.account LIKE 'community:%') AS BIGINT) AS community, \
     -p.amount AS amount FROM postings p JOIN ledger_transactions t ON t.id = p.transaction_id \
     WHERE p.account = $1 AND t.currency = $2 AND t.occurred_at >= $3 AND t.occurred_at < $4 \
     ORDER BY t.occurred_at, t.id LIMIT $5";

impl Ledger<'_> {
    /// The account of a creator, `None` when nobody has that name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn creator(self, slug: &CreatorSlug) -> Result<Option<CreatorAccount>, StoreError> {
        let reader = self.store.reader();
        if creator::Entity::find_by_id(slug.to_string()).one(reader).await?.is_none() {
            return Ok(None);
        }
        let account = Account::Creator(slug.clone());
        let rows = account_month::Entity::find()
            .filter(account_month::Column::Account.eq(account.to_string()))
            .order_by_asc(account_month::Column::Currency)
            .order_by_asc(account_month::Column::Month)
            .all(reader)
            .await?;
        let months = rows.into_iter().map(|row| {
            let amount = account.spoken_balance(row.amount);
            Ok(MonthEarned {
                currency: row.currency.parse().map_err(StoreError::corrupt)?,
                month: CalendarMonth::parse(&row.month).ok_or_else(|| StoreError::corrupt(&row.month))?,
                amount: amount.ok_or_else(|| StoreError::corrupt("an amount is too large"))?,
            })
        });
        Ok(Some(CreatorAccount { slug: slug.clone(), months: months.collect::<Result<_, StoreError>>()? }))
    }

    /// A creator's statement for the instants `from` (included) to `until` (excluded) in one currency. `None` when
    /// it would have more than [`MAX_STATEMENT_LINES`] lines: ask for a shorter period.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn statement(
        self,
        slug: &CreatorSlug,
        currency: Currency,
        (from, until): (UtcMillis, UtcMillis),
    ) -> Result<Option<Statement>, StoreError> {
        let reader = self.store.reader();
        let backend = reader.get_database_backend();
        let account = Account::Creator(slug.clone()).to_string();
        let code = currency.code().to_owned();
        let values = [account.clone().into(), code.clone().into(), from.0.into()];
        let opening = OpeningRow::find_by_statement(Sql::from_sql_and_values(backend, OPENING, values)).one(reader);
        let values = [account.into(), code.into(), from.0.into(), until.0.into(), (MAX_STATEMENT_LINES + 1).into()];
        let lines = LineRow::find_by_statement(Sql::from_sql_and_values(backend, LINES, values)).all(reader);
        let (opening, lines) = futures::try_join!(opening, lines)?;
        if i64::try_from(lines.len()).map_err(StoreError::corrupt)? > MAX_STATEMENT_LINES {
            return Ok(None);
        }
        let lines = lines.into_iter().map(line).collect::<Result<_, _>>()?;
        let opening = opening.map_or(0, |row| row.opening);
        let drawn = Statement::draw_up(slug.clone(), currency, (from, until), opening, lines);
        drawn.map(Some).map_err(StoreError::corrupt)
    }
}

fn line(row: LineRow) -> Result<StatementLine, StoreError> {
    Ok(StatementLine {
        number: row.id,
        at: UtcMillis(row.occurred_at),
        kind: row.kind.parse().map_err(StoreError::corrupt)?,
        payment_id: row.payment_id,
        title: row.title,
        gross: row.gross,
        fee: row.fee,
        creator_pool: row.creator_pool,
        platform: row.platform,
        community: row.community,
        amount: row.amount,
        balance: 0,
    })
}
