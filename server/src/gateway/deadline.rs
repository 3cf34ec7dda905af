//! No request is answered for ever: after the deadline the visitor hears so, and the work is dropped.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;

use super::limits::REQUEST_DEADLINE;

/// Answers 503 when the rest takes longer than [`REQUEST_DEADLINE`], the reading of a body included.
pub async fn layer(request: Request, next: Next) -> Response {
    let Ok(response) = tokio::time::timeout(REQUEST_DEADLINE, next.run(request)).await else {
        tracing::error!("the deadline of {REQUEST_DEADLINE:?} passed without an answer");
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    response
}
