//! Hands go up: what we decide together.

use leptos::prelude::*;

use super::Drawing;

/// For proposals.
#[component]
pub fn RaisedHands() -> impl IntoView {
    view! {
        <Drawing width=320 height=200>
            <circle class="art-gold" cx="160" cy="120" r="80" />
            <path class="art-warm" d="M42 200V92h-6V56h9V34h9v22h2V24h10v32h2V28h10v30h2V38h9v38q0 14-9 20v104z" />
            <path class="art-deep" d="M134 200V78h-8V38h11V14h11v24h2V2h12v36h2V8h12v32h2V20h10v40q0 14-8 20v120z" />
            <path class="art-light" d="M228 200v-96q-9-6-9-20V50h9v20h2V40h10v28h2V36h10v32h2V46h9v24h9v34h-8v96z" />
            <path class="art-purple" d="M34 156h62v44H34z" />
            <path class="art-green" d="M126 142h66v58h-66z" />
            <path class="art-red" d="M220 160h60v40h-60z" />
            <path class="art-gold" d="M34 164h62v6H34zm0 14h62v6H34zm92-28h66v6h-66zm0 14h66v6h-66zm0 14h66v6h-66zm94-8h60v6h-60zm0 14h60v6h-60z" />
        </Drawing>
    }
}
