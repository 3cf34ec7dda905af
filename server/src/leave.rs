//! `/leave`: the way out that works without scripts (care.md, Leave this page). Nothing of it is logged or counted.

use axum::Router;
use axum::extract::{Extension, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::get;
use blkout_core::care::exit::{CLEAR_SITE_DATA, CLEAR_SITE_DATA_BUT_COOKIES, LEAVE_PATH, TARGET_URL};
use http::StatusCode;

use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::{left, session_cookie, view_cookie};

/// Empties the browser of everything that this site keeps in it.
pub const CLEAR_EVERYTHING: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static(CLEAR_SITE_DATA));

/// The same but for the cookies, so that what a reader chose about names and titles goes on counting.
pub const CLEAR_ALL_BUT_COOKIES: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static(CLEAR_SITE_DATA_BUT_COOKIES));

/// `GET` for the link, `POST` for the script's beacon.
pub fn routes() -> Router<AppState> {
    Router::new().route(LEAVE_PATH, get(leave).post(leave_by_beacon))
}

async fn leave(State(state): State<AppState>, Extension(caller): Extension<Caller>) -> Response {
    end_session(&state, &caller).await;
    (StatusCode::SEE_OTHER, emptied(), [(header::LOCATION, TARGET_URL)]).into_response()
}

async fn leave_by_beacon(State(state): State<AppState>, Extension(caller): Extension<Caller>) -> Response {
    end_session(&state, &caller).await;
    (StatusCode::NO_CONTENT, emptied()).into_response()
}

/// The session's end must not hold anybody up: whatever the database says, the way out is open, and the cookie goes.
async fn end_session(state: &AppState, caller: &Caller) {
    if let Some(digest) = &caller.presented {
        state.endings().end(state.store(), digest, state.clock().now()).await;
    }
}

/// The cookies one by one as well, for browsers that do not know `Clear-Site-Data`.
fn emptied() -> impl IntoResponse + axum::response::IntoResponseParts {
    AppendHeaders([
        CLEAR_EVERYTHING,
        (header::SET_COOKIE, session_cookie::clear()),
        (header::SET_COOKIE, view_cookie::clear()),
        (header::SET_COOKIE, left::clear()),
    ])
}
