//! What programs read: JSON under `/api/v1` and the downloads of the pages' figures.

mod proposals;
mod statements;

use axum::{Router, routing::get};

use crate::app::AppState;

/// The routes of the API, each answered without HTML; errors are problem+json.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/v1/proposals/{id}/count.json", get(proposals::count))
        .route("/creators/{slug}/statement.csv", get(statements::csv))
        .route("/creators/{slug}/statement.json", get(statements::json))
}
