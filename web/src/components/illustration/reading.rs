//! Somebody reads, leaning on the sun.

use leptos::prelude::*;

use super::Drawing;

/// For stories that are still to come.
#[component]
pub fn Reading() -> impl IntoView {
    view! {
        <Drawing width=320 height=220>
            <circle class="art-gold" cx="186" cy="104" r="100" />
            <circle class="art-black" cx="152" cy="72" r="48" />
            <path class="art-purple" d="M84 220v-52q0-36 40-42h46q40 6 40 42v52z" />
            <path class="art-deep" d="M138 118h28v18q-14 14-28 0zM124 70q28-18 56 0v32q0 34-28 34t-28-34z" />
            <path class="art-gold" d="M116 104h9v9h-9zm62 0h9v9h-9z" />
            <path class="art-black" d="M76 160l74 16 74-16v60H76z" />
            <path class="art-paper" d="M84 170l62 14v36H84zm132 0l-62 14v36h62z" />
            <path class="art-red" d="M94 184l42 9v5l-42-9zm0 14l42 9v5l-42-9zm112-14l-42 9v5l42-9z" />
            <path class="art-green" d="M206 198l-42 9v5l42-9z" />
            <path class="art-deep" d="M72 186h20v14H72zm136 0h20v14h-20z" />
        </Drawing>
    }
}
