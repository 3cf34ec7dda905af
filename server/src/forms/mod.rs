//! The forms that people post, one file each: checked by `core`, written by `store`, answered by 303 or,
//! when something has to be put right, by the same page with status 422.

use axum::Router;

use crate::app::AppState;

pub mod agreements;
mod answers;
pub mod articles;
pub mod ballot;
pub mod contacts;
pub mod manual_entries;
pub mod payouts;
pub mod preferences;
pub mod safety;
pub mod saved;
pub mod sign_in;
pub mod sign_out;

/// The routes of every form.
pub fn routes() -> Router<AppState> {
    Router::new()
        .merge(agreements::routes())
        .merge(articles::routes())
        .merge(ballot::routes())
        .merge(contacts::routes())
        .merge(manual_entries::routes())
        .merge(payouts::routes())
        .merge(preferences::routes())
        .merge(saved::routes())
        .merge(safety::routes())
        .merge(sign_in::routes())
        .merge(sign_out::routes())
}
