//! Everything that the service worker says, as templates: the worker has no words of its own, so that they are written,
//! reviewed and tested where all others are.
//!
//! `[[name]]` is filled in by the worker with escaped text. A browser does not show what is in a `template`.

use blkout_core::care::offline::{MOST_PAGES, SAVED_PATH};
use leptos::prelude::*;

use crate::pages::saved::most_megabytes;

/// One template; the worker finds it by `word-` and its name.
#[component]
fn Word(name: &'static str, children: Children) -> impl IntoView {
    view! { <template id=format!("word-{name}")>{children()}</template> }
}

/// All of them.
#[component]
pub fn Words() -> impl IntoView {
    view! {
        <Lines />
        <InsteadOfAPage />
        <InsteadOfAForm />
        <KeptPages />
        <Outcomes />
    }
}

/// At the top of a page.
#[component]
fn Lines() -> impl IntoView {
    let copy = |name, why| {
        view! {
            <Word name>
                <aside class="page-line" aria-label="About this copy">
                    <p>{why} " This copy is from [[at]]. " <a href="[[path]]">"Try again"</a></p>
                </aside>
            </Word>
        }
    };
    view! {
        {copy("line-offline", "You are offline.")}
        {copy("line-slow", "The network is slow.")}
        {copy("line-failing", "The site does not answer.")}
        <Word name="line-update">
            <aside class="page-line" aria-label="A newer version">
                <form method="post" action=SAVED_PATH>
                    <p>
                        "A newer version of this site is ready. There is no hurry. To use it, this page has to load again: send what you are writing first."
                    </p>
                    <button class="button button--quiet" name="action" value="update">"Use the newer version"</button>
                </form>
            </aside>
        </Word>
    }
}

/// In the place of a page that is not there.
#[component]
fn InsteadOfAPage() -> impl IntoView {
    view! {
        <Word name="away">
            <header class="page-head">
                <h1>"You are offline"</h1>
                <p class="lede">"The page that you wanted is not on this device. You can open it when you are online."</p>
            </header>
            <p><a class="button button--quiet" href="[[path]]">"Try again"</a></p>
        </Word>
        <Word name="no-answer">
            <header class="page-head">
                <h1>"The site does not answer"</h1>
                <p class="lede">"That can be the network, or the site. You did nothing wrong. You can try again in a while."</p>
            </header>
            <p><a class="button button--quiet" href="[[path]]">"Try again"</a></p>
        </Word>
    }
}

/// After a form that did not arrive, or may not have.
#[component]
fn InsteadOfAForm() -> impl IntoView {
    view! {
        <Word name="vote-not-sent">
            <header class="page-head">
                <h1>"Not counted yet"</h1>
                <p class="lede">"Your vote was not sent and is not kept on this device. Go back, and send it when you are online."</p>
            </header>
        </Word>
        <Word name="vote-unsure">
            <header class="page-head">
                <h1>"We cannot tell if your vote arrived"</h1>
                <p class="lede">"The connection broke while it was sent. It is not kept on this device, and nothing sends it later."</p>
            </header>
            <p>
                "When you are online, open the proposal. It shows whether your vote is counted. You can vote again while it is open: the last vote counts."
            </p>
        </Word>
        <Word name="form-not-sent">
            <header class="page-head">
                <h1>"Not sent"</h1>
                <p class="lede">"You are offline. Nothing was sent, and nothing sends it later. You did nothing wrong."</p>
            </header>
            <p>"The Back button brings you to the form again. Most browsers still have what you typed there. What you chose to keep on this device is still here, too."</p>
        </Word>
        <Word name="form-unsure">
            <header class="page-head">
                <h1>"We cannot tell if it arrived"</h1>
                <p class="lede">"The connection broke while the form was sent. It is not kept here, and nothing sends it later."</p>
            </header>
            <p>"When you are online, look at the page first: what you sent may be there. Then send it again if it is not."</p>
        </Word>
    }
}

/// What is kept, on its own page and on that of the list.
#[component]
fn KeptPages() -> impl IntoView {
    view! {
        <Word name="keep-state">
            <p class="keep__done">"Kept on this device, as it was on [[at]]."</p>
            <form class="cluster" method="post" action=SAVED_PATH>
                <input type="hidden" name="path" value="[[path]]" />
                <button class="button button--quiet" name="action" value="save">"Get the newest version"</button>
                <button class="button button--quiet" name="action" value="delete">"Delete it from this device"</button>
            </form>
            <p class="hint"><a href=SAVED_PATH>"What is kept here"</a></p>
        </Word>
        <Word name="saved-none">
            <p class="notice notice--info">
                "Nothing yet. Articles and proposals have a button at their end: “Keep this page for offline”."
            </p>
        </Word>
        <Word name="saved-total"><p>"[[count]], [[total]] in all."</p></Word>
        <Word name="saved-row">
            <li class="card card--quiet">
                <h3><a href="[[path]]"><bdi>"[[title]]"</bdi></a></h3>
                <p class="meta"><span>"As it was on [[at]]"</span> <span>"[[size]]"</span></p>
                <form class="cluster" method="post" action=SAVED_PATH>
                    <input type="hidden" name="path" value="[[path]]" />
                    <button class="button button--quiet" name="action" value="save">
                        "Get the newest version" <span class="visually-hidden">" of [[title]]"</span>
                    </button>
                    <button class="button button--quiet" name="action" value="delete">
                        "Delete" <span class="visually-hidden">" [[title]]"</span>
                    </button>
                </form>
            </li>
        </Word>
        <Word name="saved-all">
            <form method="post" action=SAVED_PATH>
                <button class="button button--quiet" name="action" value="delete-all">"Delete all kept pages"</button>
            </form>
        </Word>
        <Word name="offline-row">
            <li><a href="[[path]]"><bdi>"[[title]]"</bdi></a> <p class="meta">"As it was on [[at]]"</p></li>
        </Word>
    }
}

/// What came of a form on the page of what is kept.
#[component]
fn Outcomes() -> impl IntoView {
    let done = |name, words: String| {
        view! { <Word name><p class="notice notice--success" role="status">{words}</p></Word> }
    };
    let not_done = |name, words: String| {
        view! { <Word name><p class="notice notice--warning" role="alert">{words}</p></Word> }
    };
    let full = format!(
        "It was not kept: there is room for {MOST_PAGES} pages or {} MB. Nothing was changed. You can delete a page below, and then try again.",
        most_megabytes()
    );
    view! {
        {done("done-kept", "It is kept, in its newest version.".to_owned())}
        {done("done-deleted", "The page is deleted from this device.".to_owned())}
        {done("done-emptied", "All kept pages are deleted from this device.".to_owned())}
        {not_done("done-full", full)}
        {not_done(
            "done-no-room",
            "It was not kept: this device has no room left. Nothing was changed. You can delete a page below, or make room on the device."
                .to_owned(),
        )}
        {not_done(
            "done-unreachable",
            "It was not kept: the site cannot be reached. Nothing was changed. You can try again when you are online."
                .to_owned(),
        )}
        {not_done(
            "done-refused",
            "It was not kept. Only articles and proposals that everybody can read can be kept.".to_owned(),
        )}
        {not_done(
            "done-elsewhere",
            "Nothing was changed: we could not see which page you pressed the button on. If it was you, press it once more."
                .to_owned(),
        )}
        {not_done(
            "done-not-kept",
            "It was not kept: this browser was not ready yet. Go back, and press the button once more.".to_owned(),
        )}
    }
}
