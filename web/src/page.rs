//! How a page comes to be: load, then show; what goes wrong becomes a kind page with the right status.

use blkout_store::StoreError;
use http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::{
    context::PageContext,
    pages::errors::{Broken, NotFound},
};

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// Nothing is at this address, or nothing that this person may know of.
    #[error("there is nothing at this address")]
    NotFound,
    /// The system has no randomness to give.
    #[error("the system gives no random bytes")]
    NoRandomness,
    /// The data could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Shows what `load` answers once it is there. The whole page waits for it, so status and title are right.
pub fn page<V, F>(load: F) -> impl IntoView
where
    V: IntoView + 'static,
    F: Future<Output = Result<V, PageError>> + Send + 'static,
{
    Suspend::new(async move {
        match load.await {
            Ok(view) => view.into_any(),
            Err(PageError::NotFound) => {
                set_status(StatusCode::NOT_FOUND);
                view! { <NotFound /> }.into_any()
            }
            Err(error @ (PageError::NoRandomness | PageError::Store(_))) => {
                tracing::error!(%error, "a page could not be loaded");
                set_status(StatusCode::INTERNAL_SERVER_ERROR);
                view! { <Broken /> }.into_any()
            }
        }
    })
}

/// Sets the status of the answer.
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// The context of the request; for use at the top of a page's component.
pub fn request() -> PageContext {
    expect_context::<PageContext>()
}
