//! Whoever enters discreet mode, by whichever form, leaves nothing of the open one behind (care.md, Leave this page).

use axum::extract::Request;
use axum::http::header::{self, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use blkout_core::care::preferences::{Preferences, Presence};
use http::HeaderMap;

use super::cache_control::{IMMUTABLE, PRIVATE};
use super::{session_cookie, view_cookie};
use crate::leave::CLEAR_ALL_BUT_COOKIES;

/// In discreet mode the browser writes no page down, neither for going back nor for later.
///
/// Where an answer turns the mode on: has the browser drop its copies, its worker and what scripts kept, and turns
/// the cookie of a session that was begun in the open into one that goes with the browser.
pub async fn layer(request: Request, next: Next) -> Response {
    let before = view_cookie::read(request.headers());
    let session = session_cookie::read(request.headers());
    let mut response = next.run(request).await;
    let after = view_cookie::set_by(response.headers()).unwrap_or(before);
    let headers = response.headers_mut();
    // Built files are the same on every page, so they say nothing of what was read.
    if after.presence == Presence::Discreet && headers.get(header::CACHE_CONTROL) != Some(&IMMUTABLE) {
        headers.insert(header::CACHE_CONTROL, PRIVATE);
    }
    if !is_entered(&before, &after) {
        return response;
    }
    let (name, value) = CLEAR_ALL_BUT_COOKIES;
    headers.insert(name, value);
    if let Some(id) = session.filter(|_| !sets_session(headers)) {
        headers.append(header::SET_COOKIE, session_cookie::set(&id, true));
    }
    response
}

fn is_entered(before: &Preferences, after: &Preferences) -> bool {
    before.presence != Presence::Discreet && after.presence == Presence::Discreet
}

fn sets_session(headers: &HeaderMap) -> bool {
    let is_ours = |value: &HeaderValue| value.as_bytes().starts_with(session_cookie::COOKIE.as_bytes());
    headers.get_all(header::SET_COOKIE).iter().any(is_ours)
}
