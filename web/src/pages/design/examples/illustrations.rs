//! Flat shapes in the colours of the tokens, each under 3 kB. They are decoration: hidden from assistive technology, on
//! paper, with low stimulus and where a device sets its own colours.

use leptos::prelude::*;

use crate::components::illustration::{Community, LooseThread, OpenDoor, RaisedHands, Reading, RisingSun};

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <ul class="grid">
            <li><Community /></li>
            <li><RisingSun /></li>
            <li><RaisedHands /></li>
            <li><Reading /></li>
            <li><OpenDoor /></li>
            <li><LooseThread /></li>
        </ul>
    }
}
