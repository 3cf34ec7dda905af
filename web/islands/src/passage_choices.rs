//! Keeps to what a reader chose for each topic of a warning, on the page of an article and on `/warnings`.
//!
//! The choices are in the browser's own store and nowhere else: nothing of them is sent. In discreet mode nothing is
//! kept, and what was kept before is taken away. Without scripts every passage asks.

#[cfg(feature = "hydrate")]
mod alive;
#[cfg(feature = "hydrate")]
mod kept;

#[cfg(not(feature = "hydrate"))]
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

/// Opens or skips the closed passages in it, and keeps what is chosen in the fields in it.
#[island]
pub fn PassageChoices(
    /// Passages: sections with `data-topics`, in them a `warned__choice` with the `details`, and notes with `data-in`
    /// (`skip`, `open`) that are shown where they apply, the first with a button with `data-show`. Or fields: selects
    /// with `data-topic` in a `fieldset`, buttons with `data-forget`, and an element with the role `status`.
    children: Children,
) -> impl IntoView {
    Effect::new(|_| {
        wake();
    });
    view! {
        <div
            on:change=|event| {
                changed(&event);
            }
            on:click=|event| {
                pressed(&event);
            }
        >
            {children()}
        </div>
    }
}

#[cfg(feature = "hydrate")]
use alive::{changed, pressed, wake};

/// On the server nothing wakes.
#[cfg(not(feature = "hydrate"))]
fn wake() -> Option<()> {
    None
}

/// On the server nobody chooses.
#[cfg(not(feature = "hydrate"))]
fn changed(_event: &Event) -> Option<()> {
    None
}

/// On the server nobody presses a button.
#[cfg(not(feature = "hydrate"))]
fn pressed(_event: &MouseEvent) -> Option<()> {
    None
}
