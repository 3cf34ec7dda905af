//! `POST /payouts` schedules what is due; `POST /payouts/{id}/{step}` approves, settles or fails one payout.

use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use blkout_core::payouts::{self, FailureReason, PayoutId, StewardStanding};
use blkout_store::{FreshPayout, Session};
use http::StatusCode;
use serde::Deserialize;

use super::refusal::{again, answer};
use super::{read_form, see_other, sign_in_first};
use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;

const LIST: &str = "/payouts";
const NO_REASON: &str = "Please say why; the creator reads it.";
const OLD_PAGE: &str = "We could not tell what you had looked at. Please look again before you decide.";

/// What the forms of one payout hold. Unknown fields are ignored.
#[derive(Default, Deserialize)]
pub(super) struct StepForm {
    /// The version of the bank details that was looked at.
    #[serde(default)]
    details: String,
    /// The state that was looked at.
    #[serde(default)]
    seen: String,
    /// Why it failed.
    #[serde(default)]
    reason: String,
}

/// Random bytes for a payout; `None` when the system has none.
pub fn fresh_payout() -> Option<FreshPayout> {
    let mut fresh = FreshPayout { id: [0; 10], salt: [0; 32] };
    getrandom::fill(&mut fresh.id).ok()?;
    getrandom::fill(&mut fresh.salt).ok()?;
    Some(fresh)
}

/// `POST /payouts`
pub(super) async fn schedule(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
) -> Response {
    let Some(session) = &caller.session else { return sign_in_first(LIST) };
    if standing(session).may_see().is_err() {
        // The page itself says whose it is.
        return again(&state, session, look, LIST, ("payout", String::new())).await;
    }
    match state.store().payouts().schedule_due(state.clock().now(), fresh_payout).await {
        Ok(_) => see_other(LIST),
        Err(error) => answer(&state, session, look, LIST, &error).await,
    }
}

/// `POST /payouts/{id}/{step}`
pub(super) async fn step(
    State(state): State<AppState>,
    Path((id, step)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<StepForm>, FormRejection>,
) -> Response {
    let Ok(id) = id.parse::<PayoutId>() else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("{LIST}/{id}");
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    let form = match read_form(form) {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    let (repository, by, now) = (state.store().payouts(), &session.member.id, state.clock().now());
    let done = match step.as_str() {
        "approve" => match form.details.parse() {
            Ok(seen) => repository.approve(&id, by, seen, now).await,
            Err(_) => return again(&state, session, look, &page, ("payout", OLD_PAGE.to_owned())).await,
        },
        "settle" => repository.settle(&id, by, now).await,
        "fail" => {
            let confirm = format!("{page}/fail");
            let Ok(reason) = form.reason.parse::<FailureReason>() else {
                return again(&state, session, look, &confirm, ("reason", NO_REASON.to_owned())).await;
            };
            let Ok(seen) = form.seen.parse::<payouts::State>() else {
                return again(&state, session, look, &confirm, ("payout", OLD_PAGE.to_owned())).await;
            };
            repository.fail(&id, by, (seen, reason), now).await
        }
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match done {
        Ok(_) => see_other(&page),
        Err(error) => answer(&state, session, look, &page, &error).await,
    }
}

/// What decides whether the caller may do something, as of this request.
pub(super) fn standing(session: &Session) -> StewardStanding<'_> {
    let member = &session.member;
    StewardStanding {
        status: member.status,
        is_steward: member.capabilities.steward,
        own_creator: member.creator.as_ref(),
    }
}
