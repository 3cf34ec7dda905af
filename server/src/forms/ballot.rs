//! `POST /proposals/{id}/ballot`: casts a ballot, or replaces one's earlier ballot.
//!
//! Who votes is known from the session alone; nothing in the form can say it.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::governance::{Ballot, BallotError, Choice, ProposalId};
use blkout_store::{CastBallotError, Session};
use blkout_web::FormReturn;
use http::{StatusCode, header};
use serde::Deserialize;

use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::pages;

const NO_CHOICE: &str = "Please choose one of the ballots.";
const UNREADABLE: &str = "We could not read this form. Please choose again.";

/// The form as it is sent. Unknown fields are ignored.
#[derive(Deserialize)]
struct BallotForm {
    #[serde(default)]
    choice: String,
    /// Why somebody blocks; empty for every other choice.
    #[serde(default)]
    reason: String,
}

/// Why a ballot was not cast.
enum Refusal {
    /// A field of the form needs a change.
    Field(&'static str, String),
    /// Anything else.
    Status(StatusCode),
}

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route("/proposals/{id}/ballot", post(cast))
}

async fn cast(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<BallotForm>, FormRejection>,
) -> Response {
    let Ok(id) = id.parse::<ProposalId>() else { return StatusCode::NOT_FOUND.into_response() };
    let page = format!("/proposals/{id}");
    let Some(session) = &caller.session else { return see_other(&format!("{}?return_to={page}", pages::SIGN_IN)) };
    let form = match form {
        Ok(Form(form)) => Ok(form),
        Err(rejection) if rejection.status() == StatusCode::UNPROCESSABLE_ENTITY => {
            Err((BallotForm { choice: String::new(), reason: String::new() }, UNREADABLE.to_owned()))
        }
        Err(rejection) => return rejection.status().into_response(),
    };
    let (form, refusal) = match form {
        Ok(form) => {
            let outcome = try_to_cast(&state, &id, session, &form).await;
            (form, outcome.err())
        }
        Err((form, words)) => (form, Some(Refusal::Field("choice", words))),
    };
    match refusal {
        None => see_other(&format!("{page}#your-ballot")),
        Some(Refusal::Status(status)) => status.into_response(),
        Some(Refusal::Field(field, words)) => {
            let values = vec![("choice".to_owned(), form.choice), ("reason".to_owned(), form.reason)];
            let again = FormReturn { field_errors: vec![(field.to_owned(), words)], values };
            state.pages().again(&page, Some(pages::viewer(session)), again, look).await
        }
    }
}

async fn try_to_cast(state: &AppState, id: &ProposalId, session: &Session, form: &BallotForm) -> Result<(), Refusal> {
    let fault = |error: &dyn std::error::Error| {
        tracing::error!(%error, "a ballot could not be cast");
        Refusal::Status(StatusCode::INTERNAL_SERVER_ERROR)
    };
    let proposals = state.store().proposals();
    let proposal = proposals.find(id).await.map_err(|error| fault(&error))?;
    let kind = proposal.ok_or(Refusal::Status(StatusCode::NOT_FOUND))?.summary.kind;
    let choice: Choice = form.choice.parse().map_err(|_| Refusal::Field("choice", NO_CHOICE.to_owned()))?;
    let ballot = Ballot::new(kind, choice, &form.reason).map_err(say)?;
    match proposals.cast_ballot(id, &session.member.id, ballot, state.clock().now()).await {
        Ok(_) => Ok(()),
        Err(CastBallotError::NotFound) => Err(Refusal::Status(StatusCode::NOT_FOUND)),
        Err(error @ (CastBallotError::NotOpen | CastBallotError::NotInElectorate)) => {
            Err(Refusal::Field("vote", format!("Your ballot was not taken: {error}.")))
        }
        Err(CastBallotError::Ballot(error)) => Err(say(error)),
        Err(CastBallotError::Store(error)) => Err(fault(&error)),
    }
}

/// At which field a wrong ballot is put right.
fn say(error: BallotError) -> Refusal {
    let field = match error {
        BallotError::BlockOutsideConsensus => "choice",
        BallotError::ReasonTooShort | BallotError::ReasonTooLong => "reason",
    };
    let words = error.to_string();
    let mut letters = words.chars();
    let sentence = letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str() + ".");
    Refusal::Field(field, sentence.unwrap_or_default())
}

fn see_other(location: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, location.to_owned())]).into_response()
}
