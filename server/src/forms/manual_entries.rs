//! The forms of `/manual-entries`: a steward enters money that came without the processor, another approves it.
//!
//! Who does it is known from the session alone, and who may do it is decided in the store, inside the write.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::payments::manual::{ManualEntry, ManualId, ManualProblem, Typed};
use blkout_store::{ManualDecisionError, ManualEntryError, Session};
use blkout_web::FormReturn;
use http::StatusCode;
use serde::Deserialize;

use super::answers::{read_form, see_other, sentence, sign_in_first};
use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::pages;

const LIST: &str = "/manual-entries";
const UNREADABLE: &str = "We could not read this form. Please send it once more.";

/// The form as it is sent. Unknown fields are ignored.
#[derive(Default, Deserialize)]
#[serde(default)]
struct EntryForm {
    /// The key that makes two clicks one entry.
    entry: String,
    amount: String,
    currency: String,
    day: String,
    channel: String,
    work: String,
    creators: String,
    note: String,
}

impl EntryForm {
    fn typed(&self) -> Typed<'_> {
        Typed {
            amount: &self.amount,
            currency: &self.currency,
            day: &self.day,
            channel: &self.channel,
            work: &self.work,
            creators: &self.creators,
            note: &self.note,
        }
    }

    fn values(self) -> Vec<(String, String)> {
        [
            ("amount", self.amount),
            ("currency", self.currency),
            ("day", self.day),
            ("channel", self.channel),
            ("work", self.work),
            ("creators", self.creators),
            ("note", self.note),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}

/// The forms' addresses.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(LIST, post(enter))
        .route("/manual-entries/{id}/refund", post(refund))
        .route("/manual-entries/{id}/{step}", post(decide))
}

async fn enter(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<EntryForm>, FormRejection>,
) -> Response {
    let Some(session) = &caller.session else { return sign_in_first(LIST) };
    take(&state, session, look, LIST, form, |typed, id| typed.payment(id, state.clock().now())).await
}

async fn refund(
    State(state): State<AppState>,
    Path(of): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<EntryForm>, FormRejection>,
) -> Response {
    let Ok(of) = of.parse::<ManualId>() else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("{LIST}/{of}");
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    take(&state, session, look, &page, form, |typed, id| typed.refund(id, of, state.clock().now())).await
}

/// Reads the form, keeps the entry and shows it, or shows `page` again with what has to change.
async fn take(
    state: &AppState,
    session: &Session,
    look: Look,
    page: &str,
    form: Result<Form<EntryForm>, FormRejection>,
    read: impl FnOnce(Typed<'_>, ManualId) -> Result<ManualEntry, Vec<(&'static str, ManualProblem)>>,
) -> Response {
    let form = match read_form(form) {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    let again = async |errors: Vec<(String, String)>, form: EntryForm| {
        let form = FormReturn { field_errors: errors, values: form.values() };
        state.pages().again(page, Some(pages::viewer(session)), form, look).await
    };
    if !session.member.capabilities.steward {
        // The page itself says whose it is.
        return again(Vec::new(), EntryForm::default()).await;
    }
    let Ok(id) = form.entry.parse::<ManualId>() else {
        return again(vec![("amount".to_owned(), UNREADABLE.to_owned())], form).await;
    };
    let entry = match read(form.typed(), id.clone()) {
        Ok(entry) => entry,
        Err(faults) => {
            let errors = faults.into_iter().map(|(field, problem)| (field.to_owned(), sentence(&problem)));
            return again(errors.collect(), form).await;
        }
    };
    match state.store().manual().enter(entry, &session.member.id, state.clock().now()).await {
        Ok(()) => see_other(&format!("{LIST}/{id}")),
        Err(ManualEntryError::NoSuchPayment) => StatusCode::NOT_FOUND.into_response(),
        Err(ManualEntryError::Store(error)) => fault(&error),
        Err(problem) => {
            let field = match problem {
                ManualEntryError::OtherCurrency(_) => "currency",
                _ => "amount",
            };
            again(vec![(field.to_owned(), sentence(&problem))], form).await
        }
    }
}

async fn decide(
    State(state): State<AppState>,
    Path((id, step)): Path<(String, String)>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
) -> Response {
    let Ok(id) = id.parse::<ManualId>() else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("{LIST}/{id}");
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    let (manual, by, now) = (state.store().manual(), &session.member.id, state.clock().now());
    let done = match step.as_str() {
        "approve" => manual.approve(&id, by, now).await,
        "withdraw" => manual.withdraw(&id, by, now).await,
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    match done {
        Ok(()) => see_other(&page),
        Err(ManualDecisionError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(ManualDecisionError::Store(error)) => fault(&error),
        Err(refusal) => {
            let form = FormReturn { field_errors: vec![("step".to_owned(), sentence(&refusal))], values: Vec::new() };
            state.pages().again(&page, Some(pages::viewer(session)), form, look).await
        }
    }
}

fn fault(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "a manual entry could not be changed");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
