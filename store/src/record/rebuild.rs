//! From the rows of the ledger's tables back to the entry that the record should hold: for what was there before the
//! record, and for finding rows that somebody has changed since.

use std::collections::BTreeMap;

use blkout_core::{
    ledger::Posting,
    money::{CreatorShare, Weights},
    record::entry::{SplitTerms, TransactionEntry},
    time::UtcMillis,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{
    StoreError,
    ledger::{
        WeightsOf,
        entities::{distribution, ledger_transaction, payment, posting},
        weights_of,
    },
};

/// A transaction with every row that belongs to it.
pub(super) struct Rebuilt {
    pub(super) entry: TransactionEntry,
    pub(super) distribution: Option<distribution::Model>,
    /// The payment's row, with the transaction that brought it.
    pub(super) payment: Option<payment::Model>,
}

#[derive(FromQueryResult)]
struct PreviousRow {
    transaction_id: i64,
    previous: Option<i64>,
}

/// The transactions after `after` in the order of their numbers, at most `limit`.
pub(super) async fn next(reader: &impl ConnectionTrait, after: i64, limit: u64) -> Result<Vec<Rebuilt>, StoreError> {
    use sea_orm::QuerySelect as _;
    let found = ledger_transaction::Entity::find()
        .filter(ledger_transaction::Column::Id.gt(after))
        .order_by_asc(ledger_transaction::Column::Id)
        .limit(limit)
        .all(reader)
        .await?;
    let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
    let mut postings: BTreeMap<i64, Vec<Posting>> = BTreeMap::new();
    for row in posting::Entity::find().filter(posting::Column::TransactionId.is_in(ids.clone())).all(reader).await? {
        let account = row.account.parse().map_err(StoreError::corrupt)?;
        postings.entry(row.transaction_id).or_default().push(Posting { account, amount: row.amount });
    }
    let mut previous = previous(reader, &ids).await?;
    let mut distributions: BTreeMap<i64, distribution::Model> = distribution::Entity::find()
        .filter(distribution::Column::TransactionId.is_in(ids))
        .all(reader)
        .await?
        .into_iter()
        .map(|row| (row.transaction_id, row))
        .collect();
    let payment_ids: Vec<String> = distributions.values().map(|row| row.payment_id.clone()).collect();
    let weights = weights_of(reader, payment_ids.iter().cloned()).await?;
    let payments: BTreeMap<String, payment::Model> = payment::Entity::find()
        .filter(payment::Column::Id.is_in(payment_ids))
        .all(reader)
        .await?
        .into_iter()
        .map(|row| (row.id.clone(), row))
        .collect();
    found
        .into_iter()
        .map(|row| {
            let distribution = distributions.remove(&row.id);
            let payment = distribution.as_ref().and_then(|row| payments.get(&row.payment_id));
            let split = distribution
                .as_ref()
                .map(|of| terms(of, payment, previous.remove(&row.id).flatten(), &weights))
                .transpose()?;
            let payment = payment.filter(|payment| payment.transaction_id == row.id).cloned();
            let mut postings = postings.remove(&row.id).unwrap_or_default();
            postings.sort_by(|a, b| a.account.cmp(&b.account));
            Ok(Rebuilt { entry: entry(row, split, postings)?, distribution, payment })
        })
        .collect()
}

fn entry(
    row: ledger_transaction::Model,
    split: Option<SplitTerms>,
    postings: Vec<Posting>,
) -> Result<TransactionEntry, StoreError> {
    // A row whose payment is not the one of its split cannot be right.
    if row.payment_id.as_deref() != split.as_ref().map(|split| split.payment.as_str()) {
        return Err(StoreError::corrupt(format!("transaction {} names another payment than its split", row.id)));
    }
    Ok(TransactionEntry {
        number: u64::try_from(row.id).map_err(StoreError::corrupt)?,
        key: row.idempotency_key,
        digest: row.content_digest,
        kind: row.kind.parse().map_err(StoreError::corrupt)?,
        currency: row.currency.parse().map_err(StoreError::corrupt)?,
        occurred: UtcMillis(row.occurred_at),
        recorded: UtcMillis(row.recorded_at),
        gross: row.gross,
        fee: row.fee,
        title: row.title,
        corrects: row.corrects.map(u64::try_from).transpose().map_err(StoreError::corrupt)?,
        split,
        postings,
    })
}

fn terms(
    of: &distribution::Model,
    payment: Option<&payment::Model>,
    previous: Option<i64>,
    weights: &WeightsOf,
) -> Result<SplitTerms, StoreError> {
    let weights = weights.get(&of.payment_id).cloned().unwrap_or_default();
    Ok(SplitTerms {
        payment: of.payment_id.clone(),
        share: CreatorShare::from_bps(i64::from(of.share_bps)).map_err(StoreError::corrupt)?,
        before: of.gross_before,
        previous: previous.map(u64::try_from).transpose().map_err(StoreError::corrupt)?,
        agreement: payment
            .filter(|payment| payment.transaction_id == of.transaction_id)
            .and_then(|payment| payment.agreement.clone()),
        weights: Weights::new(weights).map_err(StoreError::corrupt)?,
    })
}

/// For each of these transactions that is about a payment, the one about the same payment before it.
async fn previous(reader: &impl ConnectionTrait, ids: &[i64]) -> Result<BTreeMap<i64, Option<i64>>, StoreError> {
    use distribution::Column as C;
    let earlier = || sea_orm::sea_query::Alias::new("earlier");
    let before = Query::select()
        .expr(Expr::col((earlier(), C::TransactionId)).max())
        .from_as(distribution::Entity, earlier())
        .and_where(Expr::col((earlier(), C::PaymentId)).equals((distribution::Entity, C::PaymentId)))
        .and_where(Expr::col((earlier(), C::TransactionId)).lt(Expr::col((distribution::Entity, C::TransactionId))))
        .to_owned();
    let query = Query::select()
        .column((distribution::Entity, C::TransactionId))
        .expr_as(Expr::SubQuery(None, Box::new(before.into())), "previous")
        .from(distribution::Entity)
        .and_where(Expr::col((distribution::Entity, C::TransactionId)).is_in(ids.iter().copied()))
        .to_owned();
    let rows = PreviousRow::find_by_statement(reader.get_database_backend().build(&query)).all(reader).await?;
    Ok(rows.into_iter().map(|row| (row.transaction_id, row.previous)).collect())
}
