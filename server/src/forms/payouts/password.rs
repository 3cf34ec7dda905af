//! The password once more, before something that a stolen session must not be able to do.

use axum::response::{IntoResponse as _, Response};
use blkout_store::Session;
use http::StatusCode;

use crate::app::AppState;
use crate::gateway::admission::{self, Caller};

const MISSING: &str = "Please write your password.";
const WRONG: &str = "That is not your password. Have a look and try again.";

/// Why the password does not open this door.
pub(super) enum NotOpened {
    /// What to say at the field.
    Words(&'static str),
    /// The answer.
    Answer(Response),
}

/// Checks the caller's own password; failures count with those of signing in.
pub(super) async fn check(
    state: &AppState,
    caller: &Caller,
    session: &Session,
    password: &str,
) -> Result<(), NotOpened> {
    if password.is_empty() {
        return Err(NotOpened::Words(MISSING));
    }
    let (attempts, now) = (state.sign_in_attempts(), state.clock().now());
    let attempt = attempts
        .begin(session.member.email.as_str(), caller.address.network(), now)
        .map_err(|refused| NotOpened::Answer(admission::too_many(refused)))?;
    let fault = |error: &dyn std::error::Error| {
        tracing::error!(%error, "a password could not be checked");
        attempts.take_back(&attempt, now);
        NotOpened::Answer(StatusCode::INTERNAL_SERVER_ERROR.into_response())
    };
    let found = state.store().members().credentials(&session.member.email).await.map_err(|error| fault(&error))?;
    let kept = found.filter(|found| found.member.id == session.member.id).map(|found| found.password);
    let matches = state.passwords().matches(password.to_owned(), kept).await.map_err(|error| fault(&error))?;
    if !matches {
        return Err(NotOpened::Words(WRONG));
    }
    attempts.take_back(&attempt, now);
    Ok(())
}
