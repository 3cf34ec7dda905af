//! The forms of `/agreements`: `POST /agreements` proposes, `POST /agreements/{id}/{step}` answers, takes back or ends.
//!
//! In whose name is known from the session alone; nothing in the forms can say it.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::agreements::{Act, AgreementId, Terms, TermsError};
use blkout_store::{AgreementActError, ProposeAgreementError, Session, fresh_agreement_id};
use blkout_web::FormReturn;
use http::StatusCode;
use serde::Deserialize;

use super::answers::{read_form, see_other, sentence, sign_in_first};
use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::pages;

const LIST: &str = "/agreements";

/// The form as it is sent. Unknown fields are ignored.
#[derive(Default, Deserialize)]
struct ProposeForm {
    #[serde(default)]
    work: String,
    /// One `creator:weight` on each line.
    #[serde(default)]
    creators: String,
}

/// The forms' addresses.
pub fn routes() -> Router<AppState> {
    Router::new().route(LIST, post(propose)).route("/agreements/{id}/{step}", post(step))
}

async fn propose(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<ProposeForm>, FormRejection>,
) -> Response {
    let Some(session) = &caller.session else { return sign_in_first(LIST) };
    let form = match read_form(form) {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    let Some(creator) = &session.member.creator else { return again(&state, session, look, LIST, Vec::new()).await };
    let terms = match Terms::read(&form.work, &form.creators, creator) {
        Ok(terms) => terms,
        Err(problem) => {
            let field = match problem {
                TermsError::NoWork | TermsError::Work => "work",
                _ => "creators",
            };
            return refused(&state, session, look, form, (field, sentence(&problem))).await;
        }
    };
    let mut random = [0; 10];
    if getrandom::fill(&mut random).is_err() {
        tracing::error!("the system gives no random bytes");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let now = state.clock().now();
    let proposed = match fresh_agreement_id(now, random) {
        Ok(id) => state.store().agreements().propose(id, terms, creator, now).await,
        Err(error) => Err(error.into()),
    };
    match proposed {
        Ok(id) => see_other(&format!("{LIST}/{id}")),
        Err(ProposeAgreementError::Store(error)) => fault(&error),
        Err(problem) => {
            let field = match problem {
                ProposeAgreementError::NoSuchCreator(_) => "creators",
                _ => "work",
            };
            refused(&state, session, look, form, (field, sentence(&problem))).await
        }
    }
}

async fn step(
    State(state): State<AppState>,
    Path((id, step)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
) -> Response {
    let act = match step.as_str() {
        "accept" => Act::Accept,
        "decline" => Act::Decline,
        "withdraw" => Act::Withdraw,
        "end" => Act::End,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Ok(id) = id.parse::<AgreementId>() else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("{LIST}/{id}");
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    let Some(creator) = &session.member.creator else { return again(&state, session, look, &page, Vec::new()).await };
    match state.store().agreements().act(&id, act, creator, state.clock().now()).await {
        Ok(_) => see_other(&page),
        Err(AgreementActError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        // The page says whose it is: to others than its creators it is not there.
        Err(AgreementActError::Refused(refusal)) => {
            let errors = vec![("step".to_owned(), sentence(&refusal))];
            again(&state, session, look, &page, errors).await
        }
        Err(AgreementActError::Store(error)) => fault(&error),
    }
}

async fn refused(
    state: &AppState,
    session: &Session,
    look: Look,
    form: ProposeForm,
    (field, words): (&str, String),
) -> Response {
    let values = vec![("work".to_owned(), form.work), ("creators".to_owned(), form.creators)];
    let again = FormReturn { field_errors: vec![(field.to_owned(), words)], values };
    state.pages().again(LIST, Some(pages::viewer(session)), again, look).await
}

async fn again(
    state: &AppState,
    session: &Session,
    look: Look,
    path: &str,
    field_errors: Vec<(String, String)>,
) -> Response {
    let form = FormReturn { field_errors, values: Vec::new() };
    state.pages().again(path, Some(pages::viewer(session)), form, look).await
}

fn fault(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "an agreement could not be changed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
