//! Ground myself: paced breathing and 5-4-3-2-1, as text that works anywhere (care.md, Content warnings).

use leptos::prelude::*;

/// A closed panel with two ways to come back to the room one is in, and a picture for those who want one. It promises
/// nothing.
#[component]
pub fn Grounding() -> impl IntoView {
    view! {
        <details class="grounding">
            <summary>"Ground myself"</summary>
            <div class="grounding__steps">
                <GroundingSteps />
                <BreathPicture />
            </div>
        </details>
    }
}

/// The two exercises, for the panel and for the support page.
#[component]
pub fn GroundingSteps() -> impl IntoView {
    view! {
        <p>"Take what helps and leave the rest. You can stop at any time."</p>
        <p><strong>"Breathe slowly"</strong></p>
        <ul>
            <li>"Breathe in while you count to 4."</li>
            <li>"Hold it, gently, while you count to 4. Leave this out if it is uncomfortable."</li>
            <li>"Breathe out while you count to 6."</li>
            <li>"Do this a few times, at your own pace."</li>
        </ul>
        <p><strong>"Look around"</strong></p>
        <ul>
            <li>"Name 5 things that you can see."</li>
            <li>"Name 4 things that you can feel: your feet on the floor, the fabric of your sleeve."</li>
            <li>"Name 3 things that you can hear."</li>
            <li>"Name 2 things that you can smell, or two smells that you like."</li>
            <li>"Name 1 thing that you can taste, or take a sip of water."</li>
        </ul>
        <p>"If it stays hard, you do not have to be alone with it: "<a href="/support">"find somebody to talk to"</a>"."</p>
    }
}

/// A hill to follow with a finger or with the eyes: up for 4, along for 4, down for 6. Closed until it is wanted; a dot
/// goes along it a few times where motion is welcome, and the picture is the same without.
#[component]
fn BreathPicture() -> impl IntoView {
    view! {
        <details class="breath">
            <summary>"A picture to breathe with"</summary>
            <figure>
                <svg viewBox="0 0 300 110" aria-hidden="true" focusable="false">
                    <path class="breath__hill" d="M10 90 L90 30 L170 30 L290 90" />
                    <circle class="breath__dot" cx="10" cy="90" r="9" />
                    <text class="breath__word" x="12" y="44">"in, 4"</text>
                    <text class="breath__word" x="100" y="20">"hold, 4"</text>
                    <text class="breath__word" x="225" y="44">"out, 6"</text>
                </svg>
                <figcaption>
                    "Follow the line: up while you breathe in, along while you hold, down while you breathe out."
                </figcaption>
            </figure>
        </details>
    }
}
