//! At least 44 pixels high, 48 on touch. One gold button on a page: the step that most people come for.
//! A link that leads somewhere is an `a`, what changes something is a `button`; both may look like this.

use leptos::prelude::*;

use crate::components::{Icon, IconName};

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <p class="cluster">
            <button class="button button--primary" type="button">"Cast my ballot"</button>
            <button class="button" type="button">"Look in the newsroom"</button>
            <button class="button button--quiet" type="button">"Sign out"</button>
            <a class="button" href="#buttons"><Icon name=IconName::Help />"Help now"</a>
            <button class="button" type="button" disabled>"Not possible now"</button>
        </p>
    }
}
