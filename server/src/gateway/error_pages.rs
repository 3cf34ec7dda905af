//! Bare errors on their way out become pages in the product's own voice, or problem+json for programs.
//!
//! Layers and handlers inside answer with a status and nothing else; how that is said to a person is decided in
//! one place, here, and written in `blkout-web`.

use std::panic::AssertUnwindSafe;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use blkout_core::care::contacts::EMERGENCY;
use futures::FutureExt as _;
use http::{HeaderMap, Method, StatusCode};

use super::look::Look;
use super::request_id::RequestId;
use crate::api;
use crate::app::AppState;

/// What programs get errors as (RFC 9457).
const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// The last resort, when even the error page cannot be made.
fn bare_words() -> String {
    format!(
        "Something went wrong on our side. You did nothing wrong, and nothing that was saved is lost.\n\
         You can try again in a moment. If you are in danger now, call {EMERGENCY}.\n"
    )
}

/// Replaces the body of an error that has none of its own.
pub async fn layer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let look = request.extensions().get::<Look>().cloned();
    let id = request.extensions().get::<RequestId>().cloned();
    let for_program = request.uri().path().starts_with(api::PREFIX);
    let without_body = request.method() == Method::HEAD;
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || has_own_words(response.headers()) {
        return response;
    }
    let mut page = if for_program {
        problem(status, id.as_ref())
    } else if without_body {
        status.into_response()
    } else {
        let wait = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        let rendering = state.pages().error(status, wait, look, id.as_ref());
        // A fault in the error page itself must not leave the visitor with nothing.
        AssertUnwindSafe(rendering).catch_unwind().await.unwrap_or_else(|_| (status, bare_words()).into_response())
    };
    for name in [header::RETRY_AFTER, header::ALLOW, header::SET_COOKIE] {
        for value in response.headers().get_all(&name) {
            page.headers_mut().append(&name, value.clone());
        }
    }
    page
}

/// True when somebody wrote the answer. A bare status has no content type; text is what axum's extractors say
/// about bodies that they could not read, which is not for people.
fn has_own_words(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"))
}

fn problem(status: StatusCode, id: Option<&RequestId>) -> Response {
    let body = serde_json::json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("Error"),
        "status": status.as_u16(),
        "request": id.map(RequestId::as_str),
    });
    (status, [(header::CONTENT_TYPE, PROBLEM_JSON)], body.to_string()).into_response()
}
