//! What a steward reads when something was not done with a payout: on the same page, with what to do next.

use axum::response::{IntoResponse as _, Response};
use blkout_store::{PayoutError, Session};
use blkout_web::FormReturn;
use http::StatusCode;

use super::sentence;
use crate::app::AppState;
use crate::gateway::look::Look;
use crate::pages;

/// The page at `path` once more, for somebody whose step was refused.
pub(super) async fn answer(
    state: &AppState,
    session: &Session,
    look: Look,
    path: &str,
    error: &PayoutError,
) -> Response {
    let field = match error {
        PayoutError::NotFound => return StatusCode::NOT_FOUND.into_response(),
        PayoutError::NoRandomness | PayoutError::Store(_) => {
            tracing::error!(%error, "a payout could not be changed");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
        _ => "payout",
    };
    again(state, session, look, path, (field, sentence(error))).await
}

/// The page at `path` once more, with words at one field.
pub(super) async fn again(
    state: &AppState,
    session: &Session,
    look: Look,
    path: &str,
    (field, words): (&str, String),
) -> Response {
    let form = FormReturn { field_errors: vec![(field.to_owned(), words)], values: Vec::new() };
    state.pages().again(path, Some(pages::viewer(session)), form, look).await
}
