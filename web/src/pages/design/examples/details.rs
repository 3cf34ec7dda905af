//! For what not everybody needs. Plain HTML: it opens without any script, and search in a page finds it.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <details class="disclose">
            <summary>"The same figures as a table"</summary>
            <p>"Here they are."</p>
        </details>
    }
}
