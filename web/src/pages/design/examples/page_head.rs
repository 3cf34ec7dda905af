//! The name of a page and what it is for. Pages of the community begin on black; pages for somebody who may be in
//! distress begin quietly, without `band--black`.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <header class="page-head band--black">
            <h1>"Design"</h1>
            <p class="lede">"What everything here is made of. Bold where we are proud, quiet where somebody may need rest."</p>
        </header>
    }
}
