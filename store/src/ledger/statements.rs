//! A creator's statement: everything that changed what they are owed, in the order in which it happened.

use blkout_core::{
    ledger::{Account, Statement, StatementLine, TransactionKind},
    money::{CreatorSlug, Currency},
    time::UtcMillis,
};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement as Sql};

use super::Ledger;
use crate::StoreError;

/// The most lines of one statement.
pub const MAX_STATEMENT_LINES: i64 = 100_000;

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

/// What was owed when a month began: whole months from the kept sums.
const OPENING_MONTHS: &str = "SELECT CAST(COALESCE(SUM(-amount), 0) AS BIGINT) AS opening FROM account_months \
     WHERE account IN ($1, $2) AND currency = $3 AND month < $4";
/// What changed in the part of a month before the statement begins.
const OPENING_DAYS: &str = "SELECT CAST(COALESCE(SUM(-p.amount), 0) AS BIGINT) AS opening FROM creator_transactions c \
     JOIN postings p ON p.transaction_id = c.transaction_id AND p.account IN ($1, $2) \
     WHERE c.creator = $3 AND c.currency = $4 AND c.occurred_at >= $5 AND c.occurred_at < $6";
const LINES: &str = "SELECT t.id AS id, t.occurred_at AS occurred_at, t.kind AS kind, t.payment_id AS payment_id, \
     t.title AS title, t.gross AS gross, t.fee AS fee, \
     CAST(-(SELECT COALESCE(SUM(o.amount), 0) FROM postings o WHERE o.transaction_id = t.id \
       AND o.account LIKE 'creator:%') AS BIGINT) AS creator_pool, \
     CAST(-(SELECT COALESCE(SUM(o.amount), 0) FROM postings o WHERE o.transaction_id = t.id \
       AND o.account = 'platform') AS BIGINT) AS platform, \
     CAST(-(SELECT COALESCE(SUM(o.amount), 0) FROM postings o WHERE o.transaction_id = t.id \
       AND o.account LIKE 'community:%') AS BIGINT) AS community, \
     CAST(-(SELECT COALESCE(SUM(o.amount), 0) FROM postings o WHERE o.transaction_id = t.id \
       AND o.account IN ($1, $2)) AS BIGINT) AS amount \
     FROM creator_transactions c JOIN ledger_transactions t ON t.id = c.transaction_id \
     WHERE c.creator = $3 AND c.currency = $4 AND c.occurred_at >= $5 AND c.occurred_at < $6 \
     ORDER BY c.occurred_at, c.transaction_id LIMIT $7";

impl Ledger<'_> {
    /// A creator's statement for the instants `from` (included) to `until` (excluded) in one currency, payouts
    /// included: the opening balance and all lines give the closing balance. `None` when it would have more than
    /// `most` lines (at most [`MAX_STATEMENT_LINES`]): ask for a shorter period.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn statement(
        self,
        slug: &CreatorSlug,
        currency: Currency,
        (from, until): (UtcMillis, UtcMillis),
        most: i64,
    ) -> Result<Option<Statement>, StoreError> {
        let most = most.min(MAX_STATEMENT_LINES);
        let moment = self.store.begin_read().await?;
        let reader = &moment;
        let backend = reader.get_database_backend();
        let earned = Account::Creator(slug.clone()).to_string();
        let paid_out = Account::PaidOut(slug.clone()).to_string();
        let code = currency.code().to_owned();
        let month = from.month();
        let opening = async |sql: &str, values: Vec<sea_orm::Value>| -> Result<i64, StoreError> {
            let row = OpeningRow::find_by_statement(Sql::from_sql_and_values(backend, sql, values)).one(reader).await?;
            Ok(row.map_or(0, |row| row.opening))
        };
        let before_month =
            vec![earned.clone().into(), paid_out.clone().into(), code.clone().into(), month.iso().into()];
        let months = opening(OPENING_MONTHS, before_month).await?;
        let of_period = |from: UtcMillis, until: UtcMillis| -> Vec<sea_orm::Value> {
            let (earned, paid_out) = (earned.clone().into(), paid_out.clone().into());
            vec![earned, paid_out, slug.to_string().into(), code.clone().into(), from.0.into(), until.0.into()]
        };
        let days = opening(OPENING_DAYS, of_period(month.start(), from)).await?;
        let mut values = of_period(from, until);
        values.push((most + 1).into());
        let lines = LineRow::find_by_statement(Sql::from_sql_and_values(backend, LINES, values)).all(reader).await?;
        moment.rollback().await?;
        if i64::try_from(lines.len()).map_err(StoreError::corrupt)? > most {
            return Ok(None);
        }
        let opening = months.checked_add(days).ok_or_else(|| StoreError::corrupt("a balance is too large"))?;
        let lines = lines.into_iter().map(line).collect::<Result<_, _>>()?;
        let drawn = Statement::draw_up(slug.clone(), currency, (from, until), opening, lines);
        drawn.map(Some).map_err(StoreError::corrupt)
    }
}

fn line(row: LineRow) -> Result<StatementLine, StoreError> {
    let kind: TransactionKind = row.kind.parse().map_err(StoreError::corrupt)?;
    Ok(StatementLine {
        number: row.id,
        at: UtcMillis(row.occurred_at),
        kind,
        payment_id: row.payment_id,
        title: row.title,
        // A payout is the creator's own money on its way, nothing that anybody paid.
        gross: if kind.concerns_a_payment() { row.gross } else { 0 },
        fee: row.fee,
        creator_pool: row.creator_pool,
        platform: row.platform,
        community: row.community,
        amount: row.amount,
        balance: 0,
    })
}
