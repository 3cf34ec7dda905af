//! Keeps on the writer's own device what they type into a form, where they ticked the box, and offers it again later.
//!
//! Nothing of it is sent. The form is never filled unasked. The server has drawn the markup; this island shows and hides
//! its parts. Without scripts nothing is shown and nothing is kept.

#[cfg(feature = "hydrate")]
mod alive;
#[cfg(feature = "hydrate")]
mod fields;

use leptos::prelude::*;

/// Listens to the form that the box stands in; or, on the page of what was published, takes away what became it.
#[island]
pub fn KeepDraft(
    /// In a form: an element with `data-keep`, the form's name, in it a box in a part with `data-keep-choice`, and an
    /// element with the role `status`. Anywhere in the form: a part with `data-keep-offer`, in it an element with
    /// `data-keep-at`, one with `data-keep-over`, and buttons with `data-keep-do` (`use`, `drop`).
    /// Elsewhere: an element with `data-published`, the form's name, and `data-fingerprint`.
    children: Children,
) -> impl IntoView {
    Effect::new(|_| {
        wake();
    });
    children()
}

#[cfg(feature = "hydrate")]
use alive::wake;

/// On the server nothing wakes.
#[cfg(not(feature = "hydrate"))]
fn wake() -> Option<()> {
    None
}
