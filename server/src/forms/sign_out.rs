//! `POST /sign-out`: ends the session.

use axum::Router;
use axum::extract::{Extension, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use http::StatusCode;

use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::session_cookie;
use crate::identity::return_path::HOME;

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route("/sign-out", post(sign_out))
}

async fn sign_out(State(state): State<AppState>, Extension(caller): Extension<Caller>) -> Response {
    if let Some(digest) = &caller.presented
        && let Err(error) = state.store().sessions().end(digest).await
    {
        // Saying "signed out" while the session lives on would be a lie.
        tracing::error!(%error, "a session could not be ended");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let headers = [(header::SET_COOKIE, session_cookie::clear())];
    (StatusCode::SEE_OTHER, headers, [(header::LOCATION, HOME)]).into_response()
}
