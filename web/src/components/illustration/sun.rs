//! The sun comes up over woven fields: nothing is here yet, and that is all right.

use leptos::prelude::*;

use super::Drawing;

/// For lists that are still empty.
#[component]
pub fn RisingSun() -> impl IntoView {
    view! {
        <Drawing width=320 height=180>
            <path class="art-gold" d="M80 120a80 80 0 0 1 160 0z" />
            <path class="art-red" d="M108 120a52 52 0 0 1 104 0z" />
            <path class="art-gold" d="M156 4h8v24h-8zM60 40l6-6 17 17-6 6zm200 0l-6-6-17 17 6 6zM20 106h28v8H20zm252 0h28v8h-28z" />
            <path class="art-green" d="M0 120h320v60H0z" />
            <path class="art-black" d="M0 120h320v6H0zm0 18h320v4H0zm0 16h320v4H0zM20 126h8v54h-8zm64 0h8v54h-8zm64 0h8v54h-8zm64 0h8v54h-8zm64 0h8v54h-8z" />
            <path class="art-gold" d="M40 126h32v12H40zm128 0h32v12h-32zm128 0h24v12h-24zM104 158h32v22h-32zm128 0h32v22h-32z" />
            <path class="art-pink" d="M104 142h32v12h-32zm128 0h32v12h-32z" />
        </Drawing>
    }
}
