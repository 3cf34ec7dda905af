//! Pages instead of a list without end: a reader knows where it stops and can stop there too.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <nav class="pager" aria-label="Pages, for example">
            <a rel="prev" href="#pager">"Newest"</a>
            <a rel="next" href="#pager">"Older"</a>
        </nav>
    }
}
