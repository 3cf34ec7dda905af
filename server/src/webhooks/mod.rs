//! What other programs send us. They have no session and come from no page of ours: a signature says who they are.

mod event;
mod stripe;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::post;
use blkout_core::payments::webhook::MAX_BODY_BYTES;

use crate::app::AppState;
use crate::gateway::{access_log, cache_control, deadline, panics, request_id, security_headers};

/// Where the payment processor sends its events.
pub const STRIPE: &str = "/webhooks/stripe";

/// The routes, with layers of their own: neither the limits of visitors nor the check of where a form comes from are
/// for programs. Without a secret there is no route at all, because nobody could be told from anybody.
pub fn routes(state: &AppState) -> Router<AppState> {
    if state.webhook_secrets().is_empty() {
        return Router::new();
    }
    metrics::describe_counter!(stripe::EVENTS, "Events of the payment processor, by topic and outcome");
    Router::new()
        .route(STRIPE, post(stripe::receive))
        .layer(DefaultBodyLimit::max(MAX_BODY_BYTES))
        .layer(from_fn(deadline::layer))
        .layer(panics::layer())
        .layer(from_fn(cache_control::layer))
        .layer(from_fn_with_state(state.clone(), security_headers::layer))
        .layer(from_fn(access_log::layer))
        .layer(from_fn(request_id::layer))
}
