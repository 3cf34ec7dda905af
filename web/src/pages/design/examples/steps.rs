//! Where something stands on its way. The current step is marked for everybody, not by colour alone.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <ol class="steps" aria-label="The way of a proposal, for example" data-section="governance">
            <li>"Review"</li>
            <li aria-current="step">"Voting"</li>
            <li>"Decided"</li>
            <li>"Done"</li>
        </ol>
    }
}
