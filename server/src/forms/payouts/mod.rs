//! The forms of the pages about payouts: who may do what is decided in the store, inside the write.

mod bank_details;
mod files;
mod password;
mod refusal;
mod steps;

pub use steps::fresh_payout;

use axum::Router;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use http::StatusCode;

use crate::app::AppState;
use crate::pages;

/// The forms' addresses.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/payouts", post(steps::schedule))
        .route("/payouts/batches", post(files::make))
        .route("/payouts/batches/{id}/{step}", post(files::step))
        .route("/payouts/{id}/{step}", post(steps::step))
        .route("/creators/{slug}/bank-details", post(bank_details::change))
}

fn see_other(location: &str) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, location.to_owned())]).into_response()
}

fn sign_in_first(page: &str) -> Response {
    see_other(&format!("{}?return_to={page}", pages::SIGN_IN))
}

/// What was sent; an empty form where it could not be read, so that the page can say what is missing.
///
/// # Errors
/// The status of the answer, for a body that is too large or breaks off.
fn read_form<T: Default>(form: Result<Form<T>, FormRejection>) -> Result<T, StatusCode> {
    match form {
        Ok(Form(form)) => Ok(form),
        Err(FormRejection::BytesRejection(rejection)) => Err(rejection.status()),
        Err(_) => Ok(T::default()),
    }
}
