//! `/offline`: what to do without a network, and the words that the service worker puts on pages.

mod words;

use blkout_core::care::offline::{SAVED_PATH, SUPPORT_PATH};
use leptos::prelude::*;
use leptos_meta::Title;

use words::Words;

/// The page. The service worker shows it in the place of a page that it cannot reach; it replaces the two `div`
/// elements, so there must be no other `div` in them.
#[component]
pub fn OfflinePage() -> impl IntoView {
    view! {
        <Title text="Offline" />
        <main id="main" tabindex="-1" class="page page--narrow stack stack--loose" data-section="support">
            <div id="offline-state">
                <header class="page-head">
                    <h1>"Without a network"</h1>
                    <p class="lede">"You are online now. When you are not, this page opens in the place of others."</p>
                </header>
            </div>
            <section class="stack">
                <h2>"Help is still here"</h2>
                <p>"If this device keeps pages, the numbers open without a network too. A call or a text needs no internet."</p>
                <p>
                    <a class="button button--primary" href=SUPPORT_PATH>"Help now"</a>
                </p>
            </section>
            <section class="stack">
                <h2>"To read"</h2>
                <div id="offline-list">
                    <p>"You have not kept any pages on this device."</p>
                </div>
                <ul class="cluster" role="list">
                    <li><a class="button button--quiet" href=SAVED_PATH>"What is kept here"</a></li>
                    <li><a class="button button--quiet" href="/safety">"Your safety here"</a></li>
                </ul>
            </section>
            <Words />
        </main>
    }
}
