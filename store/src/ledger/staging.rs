//! Where the rows of a file wait while the whole file is read: a temporary table, so that memory stays flat and the
//! rows can come in any order.

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorSlug, Weights},
    payments::Entry,
    time::UtcMillis,
};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, FromQueryResult, Statement,
    sea_query::{Expr, ExprTrait, Order, Query},
};

use super::entities::import_row;
use crate::{StoreError, insert::insert};

const CREATE: [&str; 1] = ["CREATE TEMPORARY TABLE import_rows (line BIGINT PRIMARY KEY, id TEXT NOT NULL, \
     digest TEXT NOT NULL, pass SMALLINT NOT NULL, at BIGINT NOT NULL, rank SMALLINT NOT NULL, currency TEXT NOT NULL, \
     kind TEXT NOT NULL, gross BIGINT NOT NULL, fee BIGINT NOT NULL, charge_id TEXT NOT NULL, weights TEXT NOT NULL, \
     work TEXT NOT NULL)"];
const INDEX: [&str; 2] = [
    "CREATE INDEX import_rows_by_id ON import_rows (id, line)",
    "CREATE INDEX import_rows_in_order ON import_rows (pass, at, rank, id)",
];
const DROP: [&str; 1] = ["DROP TABLE import_rows"];
const CONFLICT_IN_FILE: &str = "SELECT later.line AS line, earlier.line AS other, later.id AS id FROM import_rows later \
     JOIN import_rows earlier ON earlier.id = later.id AND earlier.line < later.line \
     AND earlier.digest <> later.digest ORDER BY later.line, earlier.line LIMIT 1";
const DIFFERING: &str = "SELECT r.* FROM import_rows r JOIN ledger_transactions t ON t.idempotency_key = r.id \
     WHERE t.content_digest <> r.digest";
const WAITING: &str = "SELECT r.* FROM import_rows r JOIN notices n ON n.id = r.id WHERE n.transaction_number IS NULL";
const FORGET_KNOWN: [&str; 2] = [
    "DELETE FROM import_rows WHERE EXISTS \
     (SELECT 1 FROM ledger_transactions t WHERE t.idempotency_key = import_rows.id)",
    "DELETE FROM import_rows WHERE EXISTS \
     (SELECT 1 FROM import_rows earlier WHERE earlier.id = import_rows.id AND earlier.line < import_rows.line)",
];

/// Rows held against the ledger together.
const ROWS_AT_A_TIME: u64 = 512;

/// A row as it waits.
#[derive(Clone, Debug)]
pub(super) struct Staged {
    pub(super) line: u64,
    pub(super) entry: Entry,
}

/// Two rows with one id and different content.
#[derive(Debug, FromQueryResult)]
pub(super) struct Conflict {
    pub(super) line: i64,
    pub(super) other: i64,
    pub(super) id: String,
}

/// A place in the order of the rows: charges first, then by time.
pub(super) type Place = (i16, i64, i16, String);

pub(super) async fn create(txn: &DatabaseTransaction) -> Result<(), StoreError> {
    run(txn, &CREATE).await.map(drop)
}

pub(super) async fn drop_table(txn: &DatabaseTransaction) -> Result<(), StoreError> {
    run(txn, &DROP).await.map(drop)
}

pub(super) async fn index(txn: &DatabaseTransaction) -> Result<(), StoreError> {
    run(txn, &INDEX).await.map(drop)
}

/// Removes the rows that the ledger holds already and the repeats within the file; answers how many.
pub(super) async fn forget_known(txn: &DatabaseTransaction) -> Result<u64, StoreError> {
    run(txn, &FORGET_KNOWN).await
}

/// The first row that says something else than an earlier row of the file under the same id.
pub(super) async fn conflict(txn: &DatabaseTransaction) -> Result<Option<Conflict>, StoreError> {
    let statement = Statement::from_string(txn.get_database_backend(), CONFLICT_IN_FILE);
    Ok(Conflict::find_by_statement(statement).one(txn).await?)
}

/// Rows after the line `after` that the ledger has under the same id with another digest, in the order of the lines.
pub(super) async fn differing(txn: &DatabaseTransaction, after: Option<u64>) -> Result<Vec<Staged>, StoreError> {
    some(txn, DIFFERING, after).await
}

/// Rows after the line `after` that wait as notices too, in the order of the lines.
pub(super) async fn waiting(txn: &DatabaseTransaction, after: Option<u64>) -> Result<Vec<Staged>, StoreError> {
    some(txn, WAITING, after).await
}

async fn some(txn: &DatabaseTransaction, sql: &str, after: Option<u64>) -> Result<Vec<Staged>, StoreError> {
    let after = after.map_or(Ok(-1), i64::try_from).map_err(StoreError::corrupt)?;
    let sql = format!("{sql} AND r.line > {after} ORDER BY r.line LIMIT {ROWS_AT_A_TIME}");
    let statement = Statement::from_string(txn.get_database_backend(), sql);
    let found = import_row::Model::find_by_statement(statement).all(txn).await?;
    found.into_iter().map(|row| staged(row).map(|(_, staged)| staged)).collect()
}

async fn run(txn: &DatabaseTransaction, statements: &[&str]) -> Result<u64, StoreError> {
    let mut rows = 0;
    for sql in statements {
        rows += txn.execute_unprepared(sql).await?.rows_affected();
    }
    Ok(rows)
}

/// Puts rows into the waiting table.
pub(super) async fn put(txn: &DatabaseTransaction, rows: &[Staged]) -> Result<(), StoreError> {
    let models = rows.iter().map(model).collect::<Result<Vec<_>, _>>()?;
    insert(txn, models).await
}

/// The next rows after `after`, at most `limit`.
pub(super) async fn next(
    txn: &DatabaseTransaction,
    after: Option<&Place>,
    limit: u64,
) -> Result<Vec<(Place, Staged)>, StoreError> {
    use import_row::Column as C;
    let mut query = Query::select();
    query
        .columns([C::Line, C::Id, C::Digest, C::Pass, C::At, C::Rank, C::Currency, C::Kind])
        .columns([C::Gross, C::Fee, C::ChargeId, C::Weights, C::Work])
        .from(import_row::Entity)
        .order_by(C::Pass, Order::Asc)
        .order_by(C::At, Order::Asc)
        .order_by(C::Rank, Order::Asc)
        .order_by(C::Id, Order::Asc)
        .limit(limit);
    if let Some((pass, at, rank, id)) = after {
        let here = Expr::tuple([Expr::col(C::Pass), Expr::col(C::At), Expr::col(C::Rank), Expr::col(C::Id)]);
        let there = Expr::tuple([Expr::val(*pass), Expr::val(*at), Expr::val(*rank), Expr::val(id.clone())]);
        query.and_where(here.gt(there));
    }
    let found = import_row::Model::find_by_statement(txn.get_database_backend().build(&query)).all(txn).await?;
    found.into_iter().map(staged).collect()
}

fn model(staged: &Staged) -> Result<import_row::Model, StoreError> {
    let entry = &staged.entry;
    let weights: Vec<(&CreatorSlug, u64)> = entry.weights.iter().collect();
    let rank = match entry.kind {
        TransactionKind::Charge => 0,
        TransactionKind::Dispute => 1,
        TransactionKind::Refund => 2,
        TransactionKind::DisputeReversal => 3,
        TransactionKind::Fee => 4,
        TransactionKind::Payout => 5,
        // No report holds these.
        TransactionKind::ManualPayment
        | TransactionKind::ManualRefund
        | TransactionKind::PayoutScheduled
        | TransactionKind::PayoutSettled
        | TransactionKind::PayoutReturned => 6,
    };
    Ok(import_row::Model {
        line: i64::try_from(staged.line).map_err(StoreError::corrupt)?,
        id: entry.id.clone(),
        digest: entry.digest(),
        pass: i16::from(entry.kind != TransactionKind::Charge),
        at: entry.at.0,
        rank,
        currency: entry.currency.code().to_owned(),
        kind: entry.kind.word().to_owned(),
        gross: entry.gross,
        fee: entry.fee,
        charge_id: entry.charge_id.clone(),
        weights: serde_json::to_string(&weights).map_err(StoreError::corrupt)?,
        work: entry.work.clone(),
    })
}

fn staged(row: import_row::Model) -> Result<(Place, Staged), StoreError> {
    let place = (row.pass, row.at, row.rank, row.id.clone());
    let weights: Vec<(CreatorSlug, u64)> = serde_json::from_str(&row.weights).map_err(StoreError::corrupt)?;
    let entry = Entry {
        id: row.id,
        at: UtcMillis(row.at),
        currency: row.currency.parse().map_err(StoreError::corrupt)?,
        kind: row.kind.parse().map_err(StoreError::corrupt)?,
        gross: row.gross,
        fee: row.fee,
        net: row.gross - row.fee,
        charge_id: row.charge_id,
        weights: Weights::new(weights).map_err(StoreError::corrupt)?,
        work: row.work,
    };
    Ok((place, Staged { line: row.line.unsigned_abs(), entry }))
}
