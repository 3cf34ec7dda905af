//! `GET /api/v1/ledger/transactions`: every transaction, newest first, a page at a time; and one by its number.
#![expect(unused_qualifications, reason = "utoipa's macro qualifies what it need not")]

use std::collections::BTreeMap;

use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use blkout_core::money::CreatorSlug;
use blkout_core::record::tree::leaf_hash;
use blkout_store::{LedgerRow, MAX_PAGE_ROWS, RowSplit, StoreError};
use blkout_web::pages::ledger::{LedgerQuery, NO_SUCH_PAGE};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::public;
use crate::api::problem::{Problem, fault};
use crate::app::AppState;

/// The address of the list.
const PATH: &str = "/api/v1/ledger/transactions";
/// Transactions of one answer, when the question does not say.
const ROWS: u64 = 50;

/// Which transactions; all of these may be left out.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by the same code as those of the page")]
pub struct Wanted {
    /// Only this currency, ISO 4217.
    #[param(example = "gbp")]
    currency: Option<String>,
    /// Only this month, UTC.
    #[param(example = "2026-01")]
    month: Option<String>,
    /// Only this kind.
    #[param(example = "refund")]
    kind: Option<String>,
    /// Only what this creator had a part in or was paid out.
    creator: Option<String>,
    /// Where to begin, as `next` of the answer before says.
    from: Option<String>,
    /// How many at most, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u64>,
}

/// A page of transactions, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Transactions {
    transactions: Vec<Transaction>,
    /// The address of the next page; absent on the last one.
    next: Option<String>,
}

/// A transaction of the ledger. Amounts in minor units.
#[derive(Debug, Serialize, ToSchema)]
pub struct Transaction {
    /// The ledger's number, counted from 1.
    number: i64,
    /// The index of its entry in the record.
    entry: Option<u64>,
    /// `charge`, `refund`, `dispute`, `dispute_reversal`, `fee`, `payout`, `manual_payment`, `manual_refund`,
    /// `payout_scheduled`, `payout_settled` or `payout_returned`.
    kind: &'static str,
    /// When it happened, RFC 3339.
    #[schema(format = DateTime)]
    at: String,
    /// ISO 4217, in small letters.
    currency: String,
    /// What was paid (positive) or given back (negative), or what moved.
    gross: i64,
    /// The processor's fee, borne by the co-op.
    fee: i64,
    /// What was bought.
    title: String,
    /// The creator of a payout.
    paid_to: Option<CreatorName>,
    /// The number of the transaction that this one corrects or completes.
    corrects: Option<i64>,
    /// How it changed the split of its payment; absent where it is about none.
    split: Option<Split>,
}

/// How a transaction changed the split of its payment, and everything needed to compute it again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Split {
    /// The payment, by the processor's charge id.
    payment: String,
    /// The creators' share that it was made under, in basis points.
    #[schema(minimum = 7_500, maximum = 10_000)]
    creators_bps: u16,
    /// Who shares it, by which weight; empty for a gift.
    weights: BTreeMap<CreatorName, u64>,
    /// What was left of the payment before.
    left_before: i64,
    /// What is left of it now.
    left_after: i64,
    /// What each creator got, or gave back.
    creators: BTreeMap<CreatorName, i64>,
    /// What the platform got.
    platform: i64,
    /// What the community fund got.
    community: i64,
}

/// A creator's public name.
type CreatorName = String;

/// A transaction with its entry in the record.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recorded {
    #[serde(flatten)]
    transaction: Transaction,
    /// The exact text that the record keeps.
    entry_text: Option<String>,
    /// Its leaf hash (RFC 6962), in hexadecimal.
    leaf_hash: Option<String>,
}

/// Every transaction, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/ledger/transactions",
    tag = "ledger",
    params(Wanted),
    responses(
        (status = 200, description = "A page of transactions", body = Transactions),
        (status = 422, description = "A parameter is not of its form", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions for now; `Retry-After` says when to go on", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list(State(state): State<AppState>, Query(parameters): Query<BTreeMap<String, String>>) -> Response {
    let query = LedgerQuery::read(|name| parameters.get(name).cloned());
    let limit = match parameters.get("limit").map(|text| text.parse::<u64>()) {
        None => Some(ROWS),
        Some(Ok(limit)) => (1..=MAX_PAGE_ROWS).contains(&limit).then_some(limit),
        Some(Err(_)) => None,
    };
    let Some(limit) = limit else {
        let detail = format!("The limit is a number from 1 to {MAX_PAGE_ROWS}.");
        return Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail).into_response();
    };
    if !query.not_understood.is_empty() {
        let detail =
            query.not_understood.join(" ").replace(NO_SUCH_PAGE, "`from` is not one that `next` of an answer gave.");
        return Problem::new(StatusCode::UNPROCESSABLE_ENTITY, detail).into_response();
    }
    match state.store().ledger().page(&query.filter, query.from, limit).await {
        Ok(page) => {
            let next = page.older.map(|older| {
                let address = query.address(PATH, Some(older));
                if limit == ROWS { address } else { format!("{address}&limit={limit}") }
            });
            public(Transactions { transactions: page.rows.into_iter().map(transaction).collect(), next })
        }
        Err(error) => fault(&error),
    }
}

/// One transaction, with the bytes of its entry in the record.
#[utoipa::path(
    get,
    path = "/api/v1/ledger/transactions/{number}",
    tag = "ledger",
    params(("number" = i64, Path, description = "The ledger's number")),
    responses(
        (status = 200, description = "The transaction", body = Recorded),
        (status = 404, description = "There is none with this number", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions for now; `Retry-After` says when to go on", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one(State(state): State<AppState>, Path(number): Path<String>) -> Response {
    let found = match number.parse() {
        Ok(number) => find(&state, number).await,
        Err(_) => Ok(None),
    };
    match found {
        Ok(Some(recorded)) => public(recorded),
        Ok(None) => {
            Problem::new(StatusCode::NOT_FOUND, "The ledger has no transaction with this number.").into_response()
        }
        Err(error) => fault(&error),
    }
}

async fn find(state: &AppState, number: i64) -> Result<Option<Recorded>, StoreError> {
    let Some(row) = state.store().ledger().transaction(number).await? else { return Ok(None) };
    let bytes = match row.entry {
        Some(index) => state.store().record().entries(index, 1).await?.into_iter().next(),
        None => None,
    };
    Ok(Some(Recorded {
        transaction: transaction(row),
        leaf_hash: bytes.as_ref().map(|bytes| leaf_hash(bytes).to_string()),
        entry_text: bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    }))
}

fn transaction(row: LedgerRow) -> Transaction {
    Transaction {
        number: row.id,
        entry: row.entry,
        kind: row.kind.word(),
        at: row.at.rfc3339(),
        currency: row.currency.code().to_ascii_lowercase(),
        gross: row.gross,
        fee: row.fee,
        title: row.title,
        paid_to: row.paid_to.map(String::from),
        corrects: row.corrects,
        split: row.split.map(split),
    }
}

fn split(split: RowSplit) -> Split {
    fn named<T>(pairs: Vec<(CreatorSlug, T)>) -> BTreeMap<CreatorName, T> {
        pairs.into_iter().map(|(slug, value)| (slug.into(), value)).collect()
    }
    Split {
        payment: split.payment_id,
        creators_bps: split.share.bps(),
        weights: named(split.weights),
        left_before: split.gross_before,
        left_after: split.gross_after,
        creators: named(split.creators),
        platform: split.platform,
        community: split.community,
    }
}
