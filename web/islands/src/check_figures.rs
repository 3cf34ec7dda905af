//! The island **check these figures**: starts a worker that checks what the page shows, and writes down what it says.
//!
//! The checking itself is in the crate `blkout-verifier`, a second WebAssembly file that is loaded only when somebody
//! asks, so that everybody else loads nothing of it. The server has drawn the markup; this island shows and hides its
//! parts, and has no properties but what it reads from them.

#[cfg(feature = "hydrate")]
mod job;
#[cfg(feature = "hydrate")]
mod panel;
#[cfg(feature = "hydrate")]
mod worker;

use leptos::{ev::MouseEvent, prelude::*};

/// Listens to the buttons of the panel that `blkout-web` draws.
#[island]
pub fn CheckFigures(
    /// An element with the class `check` and the attribute `data-verifier`, the address of the worker's script; in it
    /// buttons with `data-check` (`page`, `whole` or `stop`), parts with `data-in` that say in which of the states
    /// `still`, `ready` and `busy` they are shown, a `progress`, and an element with the role `status`.
    children: Children,
) -> impl IntoView {
    Effect::new(|_| {
        wake();
    });
    view! {
        <div on:click=|event| {
            pressed(&event);
        }>{children()}</div>
    }
}

#[cfg(feature = "hydrate")]
fn wake() -> Option<()> {
    let panel = panel::Panel::of_page()?;
    panel.offer_what_there_is()?;
    panel.enter(panel::READY)
}

/// Starts or stops a check. `None` where the page is not as it should be; then nothing happens.
#[cfg(feature = "hydrate")]
fn pressed(event: &MouseEvent) -> Option<()> {
    let button = event_target::<web_sys::Element>(event).closest("[data-check]").ok()??;
    let panel = panel::Panel::around(&button)?;
    match button.get_attribute("data-check")?.as_str() {
        "stop" => worker::stop(&panel),
        kind => worker::start(&panel, kind),
    }
}

/// On the server nothing wakes.
#[cfg(not(feature = "hydrate"))]
fn wake() -> Option<()> {
    None
}

/// On the server nobody presses a button.
#[cfg(not(feature = "hydrate"))]
fn pressed(_event: &MouseEvent) -> Option<()> {
    None
}
