//! The state of a thing in a word or two. The word says it; the colour only repeats it.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <p class="cluster" data-section="governance">
            <span class="badge">"In review"</span>
            <span class="badge badge--accent">"Open for votes"</span>
            <span class="badge badge--success">"Passed"</span>
            <span class="badge badge--warning">"Waits for approval"</span>
            <span class="badge badge--error">"Came back"</span>
        </p>
    }
}
