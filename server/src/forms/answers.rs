//! The answers that forms share.

use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};

use crate::pages;

/// The page to look at next.
pub(super) fn see_other(location: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, location.to_owned())]).into_response()
}

/// Signing in, and back to `page`.
pub(super) fn sign_in_first(page: &str) -> Response {
    see_other(&format!("{}?return_to={page}", pages::SIGN_IN))
}

/// What was sent; an empty form where it could not be read, so that the page can say what is missing.
///
/// # Errors
/// The status of the answer, for a body that is too large or breaks off.
pub(super) fn read_form<T: Default>(form: Result<Form<T>, FormRejection>) -> Result<T, StatusCode> {
    match form {
        Ok(Form(form)) => Ok(form),
        Err(FormRejection::BytesRejection(rejection)) => Err(rejection.status()),
        Err(_) => Ok(T::default()),
    }
}

/// An error as a sentence.
pub(super) fn sentence(error: &impl std::fmt::Display) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str() + ".").unwrap_or_default()
}
