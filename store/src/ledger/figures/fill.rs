//! The figures computed from the postings: to fill their tables when they are new, and for the check.

use std::collections::BTreeMap;

use blkout_core::{ledger::LowestShare, money::Currency};
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};

use super::rows::{lowest, write_lowest};
use crate::StoreError;

/// Splits looked at together.
const CHUNK: i64 = 10_000;

/// What each creator earned with each work, by the postings.
pub(super) const WORKS: &str = "SELECT substr(p.account, 9) AS creator, t.currency AS currency, t.title AS title, \
     CAST(-SUM(p.amount) AS BIGINT) AS amount, \
     CAST(SUM(CASE WHEN t.kind IN ('charge', 'manual_payment') THEN 1 ELSE 0 END) AS BIGINT) AS payments \
     FROM postings p JOIN ledger_transactions t ON t.id = p.transaction_id WHERE p.account LIKE 'creator:%' \
     GROUP BY substr(p.account, 9), t.currency, t.title";
/// Each creator's transactions, by the postings of what they earned and of what was paid out to them.
pub(super) const TRANSACTIONS: &str = "SELECT substr(p.account, first_letter) AS creator, t.occurred_at AS occurred_at, \
     t.id AS transaction_id, t.kind AS kind, t.currency AS currency FROM \
     (SELECT transaction_id, account, CASE WHEN account LIKE 'creator:%' THEN 9 ELSE 8 END AS first_letter FROM postings \
     WHERE account LIKE 'creator:%' OR account LIKE 'payout:%') p JOIN ledger_transactions t ON t.id = p.transaction_id";

/// Splits of payments that have creators and of which something is left, by the ledger's number.
const SHARES: &str = "SELECT d.transaction_id AS number, t.currency AS currency, d.creator_pool AS pool, d.gross AS gross \
     FROM distributions d JOIN ledger_transactions t ON t.id = d.transaction_id \
     WHERE d.transaction_id > $1 AND d.transaction_id <= $2 AND d.gross > 0 AND NOT d.is_gift ORDER BY d.transaction_id";
const LAST: &str = "SELECT COALESCE(MAX(transaction_id), 0) AS number FROM distributions";

#[derive(FromQueryResult)]
struct ShareRow {
    number: i64,
    currency: String,
    pool: i64,
    gross: i64,
}

#[derive(FromQueryResult)]
struct LastRow {
    number: i64,
}

/// Fills the figures' tables, which are empty, from what the ledger holds.
pub(crate) async fn fill<C: ConnectionTrait>(database: &C) -> Result<(), DbErr> {
    let works = format!("INSERT INTO creator_works (creator, currency, title, amount, payments) {WORKS}");
    let transactions = format!(
        "INSERT INTO creator_transactions (creator, occurred_at, transaction_id, kind, currency) {TRANSACTIONS}"
    );
    for sql in [works, transactions] {
        database.execute_unprepared(&sql).await?;
    }
    let found = lowest_recomputed(database).await.map_err(into_db)?;
    for (currency, lowest) in found {
        write_lowest(database, currency, lowest).await.map_err(into_db)?;
    }
    Ok(())
}

/// The lowest share of each currency, from every split there is, a chunk at a time.
pub(super) async fn lowest_recomputed<C: ConnectionTrait>(
    database: &C,
) -> Result<BTreeMap<Currency, LowestShare>, StoreError> {
    let backend = database.get_database_backend();
    let last = LastRow::find_by_statement(Statement::from_string(backend, LAST)).one(database).await?;
    let last = last.map_or(0, |row| row.number);
    let mut found: BTreeMap<Currency, LowestShare> = BTreeMap::new();
    let mut from = 0;
    while from < last {
        let values = [from.into(), (from + CHUNK).into()];
        let rows = ShareRow::find_by_statement(Statement::from_sql_and_values(backend, SHARES, values));
        for ShareRow { number, currency, pool, gross } in rows.all(database).await? {
            let share = lowest(number, pool, gross)?;
            let known = found.entry(currency.parse().map_err(StoreError::corrupt)?).or_insert(share);
            *known = known.lower(share);
        }
        from += CHUNK;
    }
    Ok(found)
}

fn into_db(error: StoreError) -> DbErr {
    match error {
        StoreError::Database(error) => error,
        other => DbErr::Custom(other.to_string()),
    }
}
