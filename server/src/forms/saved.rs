//! `POST /saved`: the form of what a reader keeps, where no service worker has taken it.
//!
//! The server keeps nothing for anybody to read later. The page that follows says why the browser did not either.

use axum::Router;
use axum::response::Response;
use axum::routing::post;
use blkout_core::care::offline::SAVED_PATH;

use super::answers::see_other;
use crate::app::AppState;

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route(SAVED_PATH, post(not_kept))
}

/// What was sent is not read: there is nothing to be done with it.
async fn not_kept() -> Response {
    see_other(&format!("{SAVED_PATH}?done=not-kept"))
}
