//! `/safety`: what leaving does, how to do it, and, plainly, what it cannot do (care.md, Leave this page).

use blkout_core::care::exit::LEAVE_PATH;
use leptos::prelude::*;
use leptos_meta::Title;

/// The page.
#[component]
pub fn Safety() -> impl IntoView {
    view! {
        <Title text="Reading"/>
        <main id="main" class="page page--narrow" data-section="support">
            <header class="page-head">
                <h1>"Your safety here"</h1>
                <p class="lede">"You can leave any page at once. Try it now if you like: nothing on this site is lost by it."</p>
            </header>
            <p class="cluster">
                <a class="button button--primary" href=LEAVE_PATH rel="noreferrer nofollow" data-leave="">
                    "Leave this page"
                </a>
            </p>
            <section class="prose">
                <h2>"Three ways to leave"</h2>
                <ul>
                    <li>"Press "<strong>"Leave this page"</strong>", always at the edge of the screen."</li>
                    <li>"Press the Shift key three times within five seconds."</li>
                    <li>"Touch the screen with three fingers at once."</li>
                </ul>
                <p>"The first way works on every device. The other two need scripts."</p>
            </section>
            <section class="prose">
                <h2>"What it does"</h2>
                <ul>
                    <li>"The page goes blank at once, and the tab is called “Weather”."</li>
                    <li>"A weather page opens in its place. Without a network, the page stays blank."</li>
                    <li>"What this site kept in this browser is deleted, and you are signed out."</li>
                    <li>"The Back button does not bring back the page that you left."</li>
                    <li>"We keep no record that you left."</li>
                </ul>
            </section>
            <section class="prose">
                <h2>"What it cannot do"</h2>
                <ul>
                    <li>"Pages that you opened here before stay in the browser's history. You can delete them there, or use a private window next time."</li>
                    <li>"The network that you use, at home or at work, may have noted that this site was visited."</li>
                    <li>"It does not help against a program on the device that watches what you do, or against somebody who sees the screen."</li>
                    <li>"Files that you downloaded stay where they are."</li>
                </ul>
            </section>
            <section class="prose">
                <h2>"Closed parts"</h2>
                <p>
                    "Some articles have parts that stay closed until you open them. Each says what it is about and gives a short version to read instead. That is there so that you can choose. It is not a promise that reading will be easy."
                </p>
            </section>
            <p>"To talk to somebody: "<a href="/support">"help now"</a>"."</p>
        </main>
    }
}
