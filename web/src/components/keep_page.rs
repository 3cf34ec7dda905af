//! Keeping a page on the device, to read it without a network: a plain form that the service worker takes.

use blkout_core::care::offline::{SAVED_PATH, may_be_kept};
use leptos::prelude::*;

use crate::page::request;

/// The id of the part of a page where the service worker writes whether the page is kept.
pub const KEEP_STATE: &str = "keep-state";

/// The id of the place at the top of every page where the service worker says that the page is a copy, or that a newer
/// version is ready. Empty on every page that comes from the server.
pub const PAGE_LINE: &str = "page-line";

/// Offers to keep the page; nothing where the page or the reader's settings do not allow it.
///
/// The worker puts its own words in the place of the `div`, so there must be no other `div` in it.
#[component]
pub fn KeepPage() -> impl IntoView {
    let context = request();
    (context.may_keep() && may_be_kept(&context.path)).then(|| {
        view! {
            <section class="keep" aria-label="Reading without a network">
                <div id=KEEP_STATE>
                    <form method="post" action=SAVED_PATH>
                        <input type="hidden" name="path" value=context.path.clone() />
                        <button class="button button--quiet" name="action" value="save">
                            "Keep this page for offline"
                        </button>
                    </form>
                    <p class="hint">
                        "It stays on this device. Anybody who uses the device can find it. "
                        <a href=SAVED_PATH>"What is kept here"</a>
                    </p>
                </div>
            </section>
        }
    })
}
