//! Signs of life for whoever runs the machine: `/livez` (the process answers) and `/readyz` (the database too).

use std::time::Duration;

use axum::extract::State;
use http::StatusCode;

use crate::app::AppState;

/// How long the database may take to show that it is there.
const DATABASE_DEADLINE: Duration = Duration::from_secs(2);

/// Answers as long as the process does.
pub async fn livez() -> &'static str {
    "ok\n"
}

/// Answers 200 when the database answers, else 503: send visitors elsewhere for now.
pub async fn readyz(State(state): State<AppState>) -> (StatusCode, &'static str) {
    match tokio::time::timeout(DATABASE_DEADLINE, state.store().ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ok\n"),
        Ok(Err(error)) => {
            tracing::error!(%error, "not ready: the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
        Err(_) => {
            tracing::error!("not ready: the database takes longer than {DATABASE_DEADLINE:?}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database takes too long\n")
        }
    }
}
