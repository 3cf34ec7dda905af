//! `/service-worker.js`: what reads without a network, made for this build (issue 4, Offline).
//!
//! The worker has no rules and no words of its own. The rules come from `blkout_core::care::offline` and are put in
//! here, together with the names of this build's files; the words are templates on the page `/offline`.

mod build;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use blkout_core::care::offline::WORKER_PATH;
use bytes::Bytes;
use http::StatusCode;
use tokio::sync::OnceCell;

use crate::app::AppState;
use crate::gateway::cache_control::ASK_EACH_TIME;
use crate::gateway::compression::Compressible;
use build::Build;

/// The worker, in the order in which its parts are read.
const PARTS: [&str; 5] = [
    include_str!("worker/keeping.js"),
    include_str!("worker/words.js"),
    include_str!("worker/pages.js"),
    include_str!("worker/forms.js"),
    include_str!("worker/events.js"),
];

/// The worker that undoes the others.
const OFF: &str = include_str!("worker/off.js");

/// What the worker itself may do: ask this site, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; connect-src 'self'");

/// The worker's address.
pub fn routes() -> Router<AppState> {
    let made: Arc<OnceCell<Bytes>> = Arc::default();
    Router::new().route(WORKER_PATH, get(move |State(state): State<AppState>| answer(state, made)))
}

/// The worker's text does not change while the server runs, so it is made once, when it is first asked for.
async fn answer(state: AppState, made: Arc<OnceCell<Bytes>>) -> Response {
    if !state.pages().are_kept() {
        return script(Bytes::from_static(OFF.as_bytes()));
    }
    match made.get_or_try_init(|| make(&state)).await {
        Ok(text) => script(text.clone()),
        Err(problem) => {
            tracing::error!(problem, "the service worker could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn make(state: &AppState) -> Result<Bytes, String> {
    let build = Build::read(state, &PARTS).await?;
    let build = serde_json::to_string(&build).map_err(|error| error.to_string())?;
    let mut text = format!("\"use strict\";\nconst BUILD = {build};\n");
    for part in PARTS {
        text.push_str(part);
    }
    Ok(Bytes::from(text))
}

fn script(text: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, ASK_EACH_TIME),
        (header::CONTENT_SECURITY_POLICY, POLICY),
    ];
    let mut response = (headers, text).into_response();
    response.extensions_mut().insert(Compressible);
    response
}
