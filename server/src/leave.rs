//! `/leave`: the way out that works without scripts (care.md, Leave this page). Nothing of it is logged or counted.

use axum::Router;
use axum::extract::{Extension, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use blkout_core::care::exit::{CLEAR_SITE_DATA, LEAVE_PATH, TARGET_URL};
use http::StatusCode;

use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::session_cookie;

const CLEAR: (HeaderName, HeaderValue) =
    (HeaderName::from_static("clear-site-data"), HeaderValue::from_static(CLEAR_SITE_DATA));

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
        let _ = state.store().sessions().end(digest).await;
    }
}

fn emptied() -> impl IntoResponse + axum::response::IntoResponseParts {
    [CLEAR, (header::SET_COOKIE, session_cookie::clear())]
}
