//! What programs read: JSON under `/api/v1` and the downloads of the pages' figures.

pub mod ledger;
pub mod openapi;
pub mod problem;
pub mod proposals;
pub mod record;
pub mod statements;

use axum::{Router, routing::get};

use crate::app::AppState;

/// What every address of the API begins with. Below it, errors are documents for programs.
pub const PREFIX: &str = "/api/";

/// Every address of version 1, in the order of [`routes`].
#[cfg(test)]
const V1: [&str; 7] = [
    "/api/v1/ledger/totals",
    "/api/v1/ledger/transactions",
    "/api/v1/ledger/transactions/{number}",
    "/api/v1/ledger/policies",
    "/api/v1/record",
    "/api/v1/proposals/{id}/count.json",
    "/api/v1/openapi.json",
];

/// The routes of the API, each answered without HTML; errors are problem+json.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/v1/ledger/totals", get(ledger::totals::totals))
        .route("/api/v1/ledger/transactions", get(ledger::transactions::list))
        .route("/api/v1/ledger/transactions/{number}", get(ledger::transactions::one))
        .route("/api/v1/ledger/policies", get(ledger::policies::policies))
        .route("/api/v1/record", get(record::record))
        .route("/api/v1/proposals/{id}/count.json", get(proposals::count))
        .route("/api/v1/openapi.json", get(openapi::openapi))
        .route("/creators/{slug}/statement.csv", get(statements::csv))
        .route("/creators/{slug}/statement.json", get(statements::json))
        .route("/creators/{slug}/statement.pdf", get(statements::pdf))
}
