//! At the door: who is it, and have they asked for too much already?

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use blkout_core::care::preferences::Presence;
use blkout_core::limits::{MEMBER_REQUESTS, VISITOR_REQUESTS};
use blkout_core::time::UtcMillis;
use blkout_store::{Session, SessionDigest, Store, StoreError};
use blkout_web::components::SAFETY_PATH;
use http::{HeaderMap, StatusCode, header};

use super::client_address::ClientAddress;
use super::rate_limit::{RateLimit, TooMany};
use super::{access_log, session_cookie, view_cookie};
use crate::app::AppState;
use crate::forms::sign_out::SIGN_OUT;
use crate::identity::endings::PATIENCE;
use crate::identity::session;

/// Addresses that nobody is told to wait for: signing out of a shared phone, and how to leave.
const NEVER_COUNTED: [&str; 2] = [SIGN_OUT, SAFETY_PATH];

/// Who is asking. Every handler behind the door finds it among the request's extensions.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Where the request comes from.
    pub address: ClientAddress,
    /// The session, when it is still good.
    pub session: Option<Session>,
    /// The digest of the id that came with the request, good or not: what has to end on signing in or out.
    pub presented: Option<SessionDigest>,
}

/// The counters of requests (rules.md, Limits).
#[derive(Debug)]
pub struct RequestLimits {
    members: RateLimit,
    visitors: RateLimit,
}

impl Default for RequestLimits {
    fn default() -> Self {
        Self { members: RateLimit::new(MEMBER_REQUESTS), visitors: RateLimit::new(VISITOR_REQUESTS) }
    }
}

impl RequestLimits {
    /// Counts one request: by account for those who are signed in, by network for everybody else. This machine
    /// itself is not counted, unless a proxy makes everybody look like it.
    fn take(&self, caller: &Caller, now: UtcMillis) -> Result<(), TooMany> {
        match &caller.session {
            _ if caller.address.local => Ok(()),
            Some(session) => self.members.take(&session.member.id, now),
            None => self.visitors.take(&caller.address.network(), now),
        }
    }
}

/// Finds the session, counts the request, and lets it in or answers 429 with `Retry-After`.
///
/// Files of the site, the exit and the support page are always answered: nobody runs out of help.
pub async fn layer(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if state.static_files().contains(path) {
        return next.run(request).await;
    }
    let always_open = access_log::is_always_open(path);
    let now = state.clock().now();
    let address = ClientAddress::of(&request, state.trusted_proxies());
    let caller = match identify(&state, request.headers(), address, now).await {
        Ok(caller) => caller,
        // Help and the way out must work when the database does not.
        Err(_) if always_open => Caller { address, session: None, presented: None },
        Err(error) => {
            tracing::error!(%error, "a session could not be looked up");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    if !always_open
        && !NEVER_COUNTED.contains(&path)
        && let Err(refused) = state.request_limits().take(&caller, now)
    {
        return too_many(refused);
    }
    request.extensions_mut().insert(caller);
    next.run(request).await
}

/// The answer to somebody who has to wait; the error page is put in by [`super::error_pages`].
pub fn too_many(refused: TooMany) -> Response {
    let wait = [(header::RETRY_AFTER, refused.retry_after_seconds.to_string())];
    (StatusCode::TOO_MANY_REQUESTS, wait).into_response()
}

async fn identify(
    state: &AppState,
    headers: &HeaderMap,
    address: ClientAddress,
    now: UtcMillis,
) -> Result<Caller, StoreError> {
    let Some(presented) = session_cookie::read(headers).map(|id| id.digest()) else {
        return Ok(Caller { address, session: None, presented: None });
    };
    let sessions = state.store().sessions();
    let is_discreet = view_cookie::read(headers).presence == Presence::Discreet;
    let session = sessions.find(&presented, now).await?;
    let session = session.filter(|session| session::is_good(session, is_discreet, now));
    let session = session.filter(|session| !state.endings().has(&session.digest));
    if let Some(session) = session.as_ref().filter(|session| session::must_touch(session, now)) {
        note_visit(state.store(), &session.digest, now).await;
    }
    Ok(Caller { address, session, presented: Some(presented) })
}

/// Notes that the session was used. That it cannot be noted now, because the disk is full or an import has the database,
/// is no reason to keep anybody waiting or to turn them away: the next visit is noted instead.
async fn note_visit(store: &Store, digest: &SessionDigest, now: UtcMillis) {
    match tokio::time::timeout(PATIENCE, store.sessions().touch(digest, now)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "a visit could not be noted"),
        Err(_) => tracing::debug!("a visit was not noted, as the database is busy"),
    }
}
