//! A cloth with a loose thread: something is not where it was.

use leptos::prelude::*;

use super::Drawing;

/// For pages that say what went wrong.
#[component]
pub fn LooseThread() -> impl IntoView {
    view! {
        <Drawing width=320 height=150>
            <path class="art-black" d="M0 20h200v96H0z" />
            <path class="art-red" d="M8 28h40v24H8zm96 0h40v24h-40zM56 84h40v24H56zm96 0h40v24h-40z" />
            <path class="art-green" d="M56 56h40v24H56zM8 84h40v24H8zm144-28h40v24h-40zm-48 28h40v24h-40z" />
            <path class="art-gold" d="M56 30h40v4H56zm0 8h40v4H56zm0 8h40v4H56zm96-16h48v4h-48zm0 8h48v4h-48zm0 8h48v4h-48zM8 58h40v4H8zm0 8h40v4H8zm0 8h40v4H8zm96-16h40v4h-40zm0 8h40v4h-40zm0 8h40v4h-40z" />
            <path class="art-gold" d="M200 38c50-4 70 10 66 34s-44 24-42 2 44-14 54 6 8 34 40 36l-1 5c-40-2-36-24-44-39s-41-16-43-8 31 12 31-3-14-31-61-28z" />
            <path class="art-pink" d="M200 66c20 0 30 8 26 30s-8 40 40 44v5c-54-4-50-28-45-50s-5-24-21-24z" />
            <path class="art-sky" d="M200 96c14 2 14 20 4 50h-5c10-32 8-44 1-45z" />
        </Drawing>
    }
}
