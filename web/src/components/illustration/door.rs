//! A door that stands open, with light behind it.

use leptos::prelude::*;

use super::Drawing;

/// For coming in.
#[component]
pub fn OpenDoor() -> impl IntoView {
    view! {
        <Drawing width=240 height=220>
            <path class="art-red" d="M60 10h120v200H60z" />
            <path class="art-gold" d="M74 24h92v186H74z" />
            <path class="art-green" d="M74 24l52 22v176l-52-12z" />
            <path class="art-black" d="M112 126h6v18h-6zM82 50l34 12v36L82 88zm0 62l24 8v44l-24-4z" />
            <path class="art-gold" d="M90 64l18 6v18l-18-6z" />
            <path class="art-sand" d="M126 210l66 0 34 10H126z" />
            <path class="art-black" d="M0 208h240v12H0z" />
            <path class="art-gold" d="M6 212h20v4H6zm34 0h20v4H40zm34 0h20v4H74zm34 0h20v4h-20zm34 0h20v4h-20zm34 0h20v4h-20zm34 0h20v4h-20z" />
        </Drawing>
    }
}
