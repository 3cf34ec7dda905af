//! `POST /sign-out`: ends the session. In discreet mode nothing else stays in the browser either, but for the one word
//! that keeps the community's name off the page that follows.

use axum::Router;
use axum::extract::{Extension, State};
use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::care::preferences::{Preferences, Presence};
use http::StatusCode;

use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::gateway::{session_cookie, view_cookie};
use crate::identity::return_path::HOME;
use crate::leave::CLEAR_ALL_BUT_COOKIES;

/// Where the button "Sign out" leads.
pub const SIGN_OUT: &str = "/sign-out";

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route(SIGN_OUT, post(sign_out))
}

async fn sign_out(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
) -> Response {
    if let Some(digest) = &caller.presented
        && let Err(error) = state.store().sessions().end(digest).await
    {
        // Saying "signed out" while the session lives on would be a lie.
        tracing::error!(%error, "a session could not be ended");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let headers = [(header::SET_COOKIE, session_cookie::clear())];
    let answer = (StatusCode::SEE_OTHER, headers, [(header::LOCATION, HOME)]);
    if look.preferences.presence != Presence::Discreet {
        return answer.into_response();
    }
    let discreet = Preferences { presence: Presence::Discreet, ..Preferences::default() };
    let kept = (header::SET_COOKIE, view_cookie::set(&discreet));
    (AppendHeaders([CLEAR_ALL_BUT_COOKIES, kept]), answer).into_response()
}
