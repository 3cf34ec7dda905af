//! What does not work well yet, and how to tell us. It stands whatever the tests found.

use leptos::prelude::*;

/// What we know of. Whoever closes a gap takes its line away.
#[component]
pub(super) fn KnownGaps() -> impl IntoView {
    view! {
        <section class="stack" aria-labelledby="gaps">
            <h2 id="gaps">"What does not work well yet"</h2>
            <div class="prose">
                <ul>
                    <li>
                        "Our tests run in one browser, Chromium. We look at what a screen reader would be told, but no test listens to a real one."
                    </li>
                    <li>"We know of no test of these pages by people with disabilities, in return for pay, as it should be."</li>
                    <li>
                        "There is no British Sign Language and no Easy Read version. The site is in English only."
                    </li>
                    <li>
                        "We send no font that is made for readers with dyslexia. We ask your device for one that it has."
                    </li>
                    <li>"What members write may be harder to read than our own words, and its pictures may lack a description."</li>
                    <li>
                        "Drawings of figures cannot be explored with a keyboard. Each has its figures in words or a table beside it."
                    </li>
                </ul>
            </div>
        </section>
    }
}

/// How somebody who meets a barrier reaches us.
#[component]
pub(super) fn TellUs() -> impl IntoView {
    view! {
        <section class="stack" aria-labelledby="tell-us">
            <h2 id="tell-us">"If something stops you"</h2>
            <p>
                "That is our fault and not yours. Tell a steward or any member whom you know, in whatever way is easiest for you. It helps to say which page it was, and what you tried. There is no form for it here yet."
            </p>
            <p>
                "If we do not put it right, the "
                <a href="https://www.equalityadvisoryservice.com/" rel="noreferrer">"Equality Advisory and Support Service"</a>
                " can tell you about your rights in England, Scotland and Wales. In Northern Ireland it is the "
                <a href="https://www.equalityni.org/" rel="noreferrer">"Equality Commission"</a> "."
            </p>
        </section>
    }
}
