//! Four of us before the sun, holding one cloth.

use leptos::prelude::*;

use super::Drawing;

/// For the front door.
#[component]
pub fn Community() -> impl IntoView {
    view! {
        <Drawing width=480 height=330>
            <circle class="art-red" cx="240" cy="180" r="166" />
            <circle class="art-gold" cx="240" cy="180" r="148" />
            <path class="art-green" d="M18 330v-58q0-42 42-48h56q42 6 42 48v58z" />
            <path class="art-warm" d="M72 190h32v38q-16 16-32 0zM54 128h68v36q0 42-34 42t-34-42z" />
            <path class="art-red" d="M46 142q-10-62 42-64t42 64q-42-20-84 0z" />
            <path class="art-pink" d="M84 84q-26-44 4-54 34 8 16 52z" />
            <path class="art-gold" d="M50 126q38-18 76 0v9q-38-18-76 0z" />
            <circle class="art-black" cx="192" cy="104" r="60" />
            <path class="art-purple" d="M126 330v-74q0-34 36-40h60q36 6 36 40v74z" />
            <path class="art-deep" d="M176 180h32v40q-16 16-32 0zM158 100q34-22 68 0v52q0 42-34 42t-34-42z" />
            <path class="art-gold" d="M150 156h10v10h-10zm74 0h10v10h-10z" />
            <path class="art-black" d="M262 66h76v70h-76z" />
            <path class="art-sky" d="M230 330v-66q0-34 38-42h64q38 8 38 42v66z" />
            <path class="art-light" d="M284 190h32v36q-16 16-32 0zM266 108h68v50q0 44-34 44t-34-44z" />
            <path class="art-black" d="M266 160q34 20 68 0v6q0 38-34 38t-34-38z" />
            <path class="art-pink" d="M346 132q-4-62 50-62t52 62v92h-16v-90h-72v90h-16z" />
            <path class="art-red" d="M332 330v-60q0-40 40-46h52q40 6 40 46v60z" />
            <path class="art-deep" d="M380 194h32v38q-16 16-32 0zM364 112h64v50q0 42-32 42t-32-42z" />
            <path class="art-pink" d="M360 134q0-40 36-40t36 40v-8l-16-6-6 8-10-10-10 10-8-10-8 10z" />
            <path class="art-black" d="M0 276h480v54H0z" />
            <path class="art-gold" d="M0 282h480v4H0zm0 38h480v4H0zM60 290h6v26h-6zm12 0h6v26h-6zm12 0h6v26h-6zm120 0h6v26h-6zm12 0h6v26h-6zm12 0h6v26h-6zm120 0h6v26h-6zm12 0h6v26h-6zm12 0h6v26h-6z" />
            <path class="art-red" d="M4 290h44v26H4zm144 0h44v26h-44zm144 0h44v26h-44zm144 0h44v26h-44z" />
            <path class="art-green" d="M102 290h34v26h-34zm144 0h34v26h-34zm144 0h34v26h-34z" />
            <path class="art-paper" d="M26 292l10 11-10 11-10-11zm144 0l10 11-10 11-10-11zm144 0l10 11-10 11-10-11zm144 0l10 11-10 11-10-11z" />
            <path class="art-warm" d="M72 262h38v26q-6 8-12 0-6 8-13 0-7 8-13 0z" />
            <path class="art-deep" d="M172 262h38v26q-6 8-12 0-6 8-13 0-7 8-13 0zm206 0h38v26q-6 8-12 0-6 8-13 0-7 8-13 0z" />
            <path class="art-light" d="M280 262h38v26q-6 8-12 0-6 8-13 0-7 8-13 0z" />
        </Drawing>
    }
}
