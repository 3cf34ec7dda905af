//! `POST /webhooks/stripe`: an event of the payment processor.
//!
//! 200 says that it was taken, or that it needs nothing, and that the processor need not send it again; it is said only
//! once everything is durable. 400 says that it was refused and changed nothing. With 500 nothing was changed either,
//! and the processor sends it again.

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Response};
use blkout_core::payments::event::Topic;
use blkout_core::payments::webhook;
use blkout_store::DeliveryError;
use http::{HeaderMap, StatusCode};

use super::event::{self, Event};
use crate::app::AppState;

/// The counter of events.
pub(super) const EVENTS: &str = "blkout_webhook_events_total";

/// The header with the signature.
const SIGNATURE: &str = "stripe-signature";

/// What became of a request, for the answer and the counter.
struct Answer {
    status: StatusCode,
    topic: &'static str,
    outcome: &'static str,
    words: &'static str,
}

impl Answer {
    fn taken(topic: &'static str, outcome: &'static str) -> Self {
        Self { status: StatusCode::OK, topic, outcome, words: "taken\n" }
    }

    fn refused(topic: &'static str, outcome: &'static str, words: &'static str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, topic, outcome, words }
    }
}

/// Receives an event.
pub(super) async fn receive(State(state): State<AppState>, request: Request) -> Response {
    let Answer { status, topic, outcome, words } = take(&state, request).await;
    metrics::counter!(EVENTS, "topic" => topic, "outcome" => outcome).increment(1);
    (status, words).into_response()
}

async fn take(state: &AppState, request: Request) -> Answer {
    let unsigned = || Answer::refused("unknown", "unsigned", "refused: the signature is missing or not one of ours\n");
    let Some(header) = signature(request.headers()).map(str::to_owned) else { return unsigned() };
    let body = match Bytes::from_request(request, state).await {
        Ok(body) => body,
        Err(rejection) => {
            let (status, words) = (rejection.status(), "refused: the body is too large or broken off\n");
            return Answer { status, topic: "unknown", outcome: "unread", words };
        }
    };
    let now = state.clock().now();
    if let Err(refusal) = webhook::check(&header, &body, state.webhook_secrets(), now) {
        tracing::warn!(%refusal, "an event of the payment processor was not taken");
        return unsigned();
    }
    let (topic, delivery) = match event::read(&body) {
        Ok(Event::Money(topic, delivery)) => (word(topic), delivery),
        Ok(Event::Other) => return Answer::taken("other", "ignored"),
        Err(problem) => {
            tracing::error!(%problem, "a signed event could not be read");
            return Answer::refused("unknown", "unreadable", "refused: this is not an event that we can take\n");
        }
    };
    let event = delivery.id.clone();
    match state.store().webhooks().deliver(delivery, now).await {
        Ok(outcome) => Answer::taken(topic, outcome.word()),
        Err(DeliveryError::Store(error)) => {
            tracing::error!(event, %error, "an event could not be kept; the processor will send it again");
            let (status, words) = (StatusCode::INTERNAL_SERVER_ERROR, "not taken: please send it again\n");
            Answer { status, topic, outcome: "failed", words }
        }
        Err(refusal) => {
            tracing::error!(event, %refusal, "an event contradicts what the ledger holds; somebody has to look at it");
            let outcome = match refusal {
                DeliveryError::Altered => "altered",
                _ => "conflict",
            };
            Answer::refused(topic, outcome, "refused: this contradicts what was recorded before\n")
        }
    }
}

/// The signature's header, if there is exactly one.
fn signature(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(SIGNATURE).into_iter();
    let only = values.next().filter(|value| value.len() <= webhook::MAX_HEADER_BYTES)?;
    if values.next().is_some() { None } else { only.to_str().ok() }
}

fn word(topic: Topic) -> &'static str {
    match topic {
        Topic::Charge => "charge",
        Topic::RefundedCharge | Topic::Refund => "refund",
        Topic::Dispute => "dispute",
        Topic::Payout => "payout",
    }
}
