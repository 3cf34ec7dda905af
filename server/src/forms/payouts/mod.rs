//! The forms of the pages about payouts: who may do what is decided in the store, inside the write.

mod bank_details;
mod files;
mod password;
mod refusal;
mod steps;

pub use steps::fresh_payout;

use axum::Router;
use axum::routing::post;

use super::answers::{read_form, see_other, sentence, sign_in_first};
use crate::app::AppState;

/// The forms' addresses.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/payouts", post(steps::schedule))
        .route("/payouts/batches", post(files::make))
        .route("/payouts/batches/{id}/{step}", post(files::step))
        .route("/payouts/{id}/{step}", post(steps::step))
        .route("/creators/{slug}/bank-details", post(bank_details::change))
}
