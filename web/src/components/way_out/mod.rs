//! The two ways out that stand on every page before anything else: leaving, and help (care.md).

mod script;

use blkout_core::care::exit::LEAVE_PATH;
use leptos::prelude::*;

pub use script::LeaveScript;

/// "Leave this page" and "Help now", fixed at the lower edge of the screen. Both are plain links: they work before
/// any script, and without one.
#[component]
pub fn WayOut() -> impl IntoView {
    view! {
        <nav class="way-out" aria-label="Leave or get help">
            <a class="leave" href=LEAVE_PATH rel="noreferrer nofollow" data-leave="">
                "Leave this page"
            </a>
            <a href="/support">"Help now"</a>
        </nav>
    }
}
