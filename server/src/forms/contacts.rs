//! The form of `/contacts/{slug}`: a steward says that an entry of the support page was checked today.
//!
//! Who does it is known from the session alone, and whether they may is decided in the store, inside the write.

use axum::Router;
use axum::extract::rejection::FormRejection;
use axum::extract::{Extension, Form, Path, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use blkout_core::care::contacts::{CONTACTS, CheckNote, CheckedHow, ContentDigest};
use blkout_store::{ContactCheckError, NewContactCheck};
use blkout_web::FormReturn;
use http::StatusCode;
use serde::Deserialize;

use super::answers::{read_form, see_other, sentence, sign_in_first};
use crate::app::AppState;
use crate::gateway::admission::Caller;
use crate::gateway::look::Look;
use crate::pages;

const LIST: &str = "/contacts";

/// The form as it is sent. Unknown fields are ignored.
#[derive(Default, Deserialize)]
#[serde(default)]
struct CheckForm {
    /// What the entry said on the page on which the form stood.
    digest: String,
    how: String,
    note: String,
}

/// The form's address.
pub fn routes() -> Router<AppState> {
    Router::new().route("/contacts/{slug}", post(check))
}

async fn check(
    State(state): State<AppState>,
    Path(slug): Path<String>,
    Extension(caller): Extension<Caller>,
    Extension(look): Extension<Look>,
    form: Result<Form<CheckForm>, FormRejection>,
) -> Response {
    if !CONTACTS.iter().any(|contact| contact.slug == slug) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let page = format!("{LIST}/{slug}");
    let Some(session) = &caller.session else { return sign_in_first(&page) };
    let form = match read_form(form) {
        Ok(form) => form,
        Err(status) => return status.into_response(),
    };
    let again = async |errors: Vec<(&str, String)>, form: CheckForm| {
        let field_errors = errors.into_iter().map(|(field, words)| (field.to_owned(), words)).collect();
        let values = vec![("how".to_owned(), form.how), ("note".to_owned(), form.note)];
        state.pages().again(&page, Some(pages::viewer(session)), FormReturn { field_errors, values }, look).await
    };
    if !session.member.capabilities.steward {
        // The page itself says whose it is.
        return again(Vec::new(), CheckForm::default()).await;
    }
    let (how, note) = match (form.how.parse::<CheckedHow>(), CheckNote::new(&form.note)) {
        (Ok(how), Ok(note)) => (how, note),
        (how, note) => {
            let how = how.err().map(|problem| ("how", sentence(&problem)));
            let note = note.err().map(|problem| ("note", sentence(&problem)));
            return again(how.into_iter().chain(note).collect(), form).await;
        }
    };
    let new = NewContactCheck { slug, digest: ContentDigest::from_text(form.digest.as_str()), how, note };
    match state.store().contact_checks().record(new, &session.member.id, state.clock().now()).await {
        Ok(()) => see_other(&page),
        Err(ContactCheckError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(ContactCheckError::Store(error)) => {
            tracing::error!(%error, "a check of a number could not be recorded");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Err(problem) => again(vec![("step", sentence(&problem))], form).await,
    }
}
