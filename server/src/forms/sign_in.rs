//! `POST /sign-in`: checks a password and begins a session.
//!
//! `GET /sign-in` is a page of `blkout-web`. Whether an account exists cannot be told from the answer, its words or
//! the time it takes.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, State};
use axum::http::header::{self, HeaderValue};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::care::preferences::{Preferences, Presence};
use blkout_core::time::UtcMillis;
use blkout_store::{EmailAddress, Member, NewSession};
use blkout_web::FormReturn;
use http::StatusCode;
use serde::Deserialize;

use crate::app::AppState;
use crate::gateway::admission::{self, Caller};
use crate::gateway::look::Look;
use crate::gateway::{session_cookie, view_cookie};
use crate::identity::return_path::return_path;
use crate::identity::session::{self, SessionId};
use crate::pages::SIGN_IN;

/// What is said when email and password do not belong together, whichever of the two is wrong.
const NO_MATCH: &str = "We could not find an account with this email and password. Have a look at both and try again.";
/// What is said to somebody whose membership does not open the door now, after the right password.
const NOT_NOW: &str = "Your membership is not open at the moment. A steward can tell you more.";
/// What is said when one of the two is missing.
const MISSING_EMAIL: &str = "Please write the email address that you joined with.";
const MISSING_PASSWORD: &str = "Please write your password.";

/// The form as it is sent. Unknown fields are ignored.
#[derive(Deserialize)]
struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    /// "This is a shared phone": the session ends with the tab, and discreet mode begins.
    shared: Option<String>,
    return_to: Option<String>,
}

/// Why somebody was not signed in.
enum Refusal {
    Words(&'static str, &'static str),
    Answer(Response),
}

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route(SIGN_IN, post(sign_in))
}

async fn sign_in(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<SignInForm>, FormRejection>,
) -> Response {
    let form = match form {
        Ok(Form(form)) => form,
        Err(rejection) => return rejection.status().into_response(),
    };
    let now = state.clock().now();
    match check(&state, &caller, &form, now).await {
        Ok(member) => begin(&state, &caller, &form, &member, look.preferences, now).await,
        Err(Refusal::Words(field, words)) => state.pages().again(SIGN_IN, None, say(&form, field, words), look).await,
        Err(Refusal::Answer(response)) => response,
    }
}

async fn check(state: &AppState, caller: &Caller, form: &SignInForm, now: UtcMillis) -> Result<Member, Refusal> {
    if form.email.trim().is_empty() {
        return Err(Refusal::Words("email", MISSING_EMAIL));
    }
    if form.password.is_empty() {
        return Err(Refusal::Words("password", MISSING_PASSWORD));
    }
    let attempts = state.sign_in_attempts();
    let attempt = attempts
        .begin(&form.email, caller.address.network(), now)
        .map_err(|refused| Refusal::Answer(admission::too_many(refused)))?;
    let fault = |error: &dyn std::error::Error| {
        tracing::error!(%error, "a sign-in could not be checked");
        attempts.take_back(&attempt, now);
        Refusal::Answer(StatusCode::INTERNAL_SERVER_ERROR.into_response())
    };
    // What is no email address is nobody's; the work is done all the same.
    let credentials = match EmailAddress::parse(&form.email) {
        Ok(email) => state.store().members().credentials(&email).await.map_err(|error| fault(&error))?,
        Err(_) => None,
    };
    let (member, kept) = credentials.map(|found| (found.member, found.password)).unzip();
    let matches = state.passwords().matches(form.password.clone(), kept).await.map_err(|error| fault(&error))?;
    let Some(member) = member.filter(|_| matches) else {
        return Err(Refusal::Words("password", NO_MATCH));
    };
    attempts.take_back(&attempt, now);
    if member.status.may_sign_in() { Ok(member) } else { Err(Refusal::Words("email", NOT_NOW)) }
}

/// Begins a session under a new id; an id that the visitor came with ends, so that nobody can have planted it.
///
/// On a device that others use too, discreet mode is on from here.
async fn begin(
    state: &AppState,
    caller: &Caller,
    form: &SignInForm,
    member: &Member,
    preferences: Preferences,
    now: UtcMillis,
) -> Response {
    let Ok(id) = SessionId::generate() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let is_shared_device = form.shared.is_some() || preferences.presence == Presence::Discreet;
    let session = NewSession {
        digest: id.digest(),
        member_id: member.id.clone(),
        is_shared_device,
        started_at: now,
        ends_at: session::ends_at(now, is_shared_device),
    };
    if let Err(error) = state.store().sessions().begin(session, caller.presented.clone()).await {
        tracing::error!(%error, "a session could not be begun");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let way = return_path(form.return_to.as_deref());
    let location = HeaderValue::from_str(way).unwrap_or(HeaderValue::from_static("/"));
    let session = (header::SET_COOKIE, session_cookie::set(&id, is_shared_device));
    let discreet = is_shared_device.then(|| {
        let discreet = Preferences { presence: Presence::Discreet, ..preferences };
        AppendHeaders([(header::SET_COOKIE, view_cookie::set(&discreet))])
    });
    (discreet, AppendHeaders([session]), (StatusCode::SEE_OTHER, [(header::LOCATION, location)])).into_response()
}

/// What goes back into the form: everything but the password.
fn say(form: &SignInForm, field: &str, words: &str) -> FormReturn {
    let mut values = vec![("email".to_owned(), form.email.clone())];
    values.extend(form.return_to.clone().map(|way| ("return_to".to_owned(), way)));
    values.extend(form.shared.clone().map(|_| ("shared".to_owned(), "on".to_owned())));
    FormReturn { field_errors: vec![(field.to_owned(), words.to_owned())], values }
}
