//! How much of a whole, drawn by the server, with the figure as words beside it. It never shows a running count.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <div class="stack--tight" data-section="governance">
            <svg class="meter" viewBox="0 0 24 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="meter__track" width="24" height="8" />
                <rect class="meter__fill" width="8" height="8" />
            </svg>
            <p>"8 of 24 members have voted"</p>
        </div>
    }
}
