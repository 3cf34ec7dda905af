//! What programs read: JSON under `/api/v1` and the downloads of the pages' figures.

pub mod proposals;
pub mod statements;

use axum::{Router, routing::get};

use crate::app::AppState;

/// What every address of the API begins with. Below it, errors are documents for programs.
pub const PREFIX: &str = "/api/";

/// The routes of the API, each answered without HTML; errors are problem+json.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/v1/proposals/{id}/count.json", get(proposals::count))
        .route("/creators/{slug}/statement.csv", get(statements::csv))
        .route("/creators/{slug}/statement.json", get(statements::json))
}
