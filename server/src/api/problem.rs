//! Errors that programs read: problem+json (RFC 9457) with a sentence that says what to change.

use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use utoipa::ToSchema;

/// The type of the document.
pub const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// What went wrong. Nothing was changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind of problem it is.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What to change.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
}

impl Problem {
    /// A problem that `detail` explains.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Error");
        Self { kind: "about:blank", title, status: status.as_u16(), detail: Some(detail.into()) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match serde_json::to_string(&self) {
            Ok(body) => (status, [(CONTENT_TYPE, PROBLEM_JSON)], body).into_response(),
            Err(_) => status.into_response(),
        }
    }
}

/// A fault of ours: written down for us, and a bare status that the gateway puts into words.
pub fn fault(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "an answer of the API could not be read");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
