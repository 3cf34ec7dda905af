//! `/safety`: how to leave, to be tried for real; what it does and, plainly, what it cannot do (care.md, Leave this page).

use blkout_core::care::{exit::LEAVE_PATH, preferences::Presence};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    components::{INTENT_DISCREET, INTENT_FIELD, INTENT_INTRODUCED, INTENT_OPEN, SAFETY_PATH},
    page::request,
};

/// What leaving cannot do: a few words, and what they mean for the reader.
const LIMITS: [(&str, &str); 8] = [
    (
        "The list of pages in the browser.",
        "The browser writes down each page that you open. We cannot change that list. You can delete it there, or use a private window next time.",
    ),
    ("The network.", "At home or at work, the network may have noted that this site was visited."),
    (
        "Programs that watch.",
        "It does not help against a program on the device that records what you do, or somebody who sees the screen.",
    ),
    (
        "Things outside this site.",
        "Files that you saved, text that you copied and pages that you printed stay where they are. If the print window is open, close it first.",
    ),
    (
        "Without scripts.",
        "You are signed out and everything is deleted, but the Back button can show the page again. In some browsers it can show earlier pages, with scripts too.",
    ),
    (
        "Without a network.",
        "The page goes blank, but you are not signed out yet and the browser may keep copies of pages. Both end when this browser next reaches us. If you can, leave the blank page open until then: if you load it again or go back, the browser's own message names this site. The small picture in the tab may stay, too.",
    ),
    ("The app.", "If you put this site on your home screen, its picture stays there until you take it away."),
    (
        "The address.",
        "While a page of this site is open, its address can be read at the top of the browser. Discreet mode cannot change that.",
    ),
];

/// The page.
#[component]
pub fn Safety() -> impl IntoView {
    let is_discreet = request().preferences.presence == Presence::Discreet;
    view! {
        <Title text="Reading" />
        <main id="main" class="page page--narrow" data-section="support" tabindex="-1">
            <header class="page-head">
                <h1>"Your safety here"</h1>
                <p class="lede">
                    "You can leave any page at once. Try it now if you like: press the button, then come back. You can also skip all of this."
                </p>
            </header>
            <div class="cluster">
                <a class="button button--primary" href=LEAVE_PATH rel="noreferrer nofollow" data-leave="">
                    "Try it: leave this page"
                </a>
                {intent(INTENT_INTRODUCED, "I know how to leave")}
            </div>
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
                    <li>"The page goes blank at once. Then a weather page opens in its place."</li>
                    <li>"Other tabs of this site go blank, too."</li>
                    <li>"You are signed out. What this site kept in this browser is deleted, and so is what you were writing."</li>
                    <li>"The Back button does not bring back the pages of this visit."</li>
                    <li>"We keep no record that you left."</li>
                </ul>
            </section>
            <section class="prose">
                <h2>"What it cannot do"</h2>
                <ul class="limits">
                    {LIMITS
                        .map(|(what, meaning)| view! { <li><strong>{what}</strong>" "{meaning}</li> })
                        .collect_view()}
                </ul>
            </section>
            <Discreet is_discreet />
            <p>"To talk to somebody: "<a href="/support">"help now"</a>"."</p>
        </main>
    }
}

/// What discreet mode is, and the way in or out.
#[component]
fn Discreet(is_discreet: bool) -> impl IntoView {
    let form = if is_discreet {
        view! {
            <p>"Discreet mode is on."</p>
            <div class="cluster">{intent(INTENT_OPEN, "Turn discreet mode off")}</div>
        }
        .into_any()
    } else {
        view! { <div class="cluster">{intent(INTENT_DISCREET, "Turn discreet mode on")}</div> }.into_any()
    };
    view! {
        <section class="prose" id="discreet">
            <h2>"Discreet mode"</h2>
            <p>
                "For a phone or computer that others use, too. The site is then called “Reading”, in every tab and at the top of every page, and has a plain picture. Nothing is kept for reading offline."
            </p>
            <p>
                "If you sign in, you are signed out when you close the tab, open another one or go to another site. Without scripts, you are signed out when the browser closes, and after an hour without a visit."
            </p>
            <p>"It stays on until you close the browser, or longer if your browser opens its old tabs again."</p>
            {form}
        </section>
    }
}

/// A form with one button, which says what it does.
fn intent(intent: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <form method="post" action=SAFETY_PATH>
            <button class="button" type="submit" name=INTENT_FIELD value=intent>{label}</button>
        </form>
    }
}
