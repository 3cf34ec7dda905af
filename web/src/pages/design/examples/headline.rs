//! The one figure that a page is proud of, on black, with its name under it and read before it.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <div class="band--black">
            <dl class="headline"><dt>"Paid for people’s work"</dt><dd>"£7,984.67"</dd></dl>
        </div>
    }
}
