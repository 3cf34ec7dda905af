//! Keeping what is typed into a form on the writer's own device: off until they tick the box (issue 4, Offline).
//!
//! Not offered in discreet mode and on a shared device, where [`WorkerScript`](super::WorkerScript) takes away what was
//! kept before.

use blkout_core::care::kept_draft::{fingerprint, storage_key};
use blkout_islands::KeepDraft as KeepIsland;
use leptos::prelude::*;

use crate::page::request;
use crate::shell::IslandScripts;

/// The box, for the end of a form. The page needs [`KeptDraft`] at the start of the form, and [`KeepDraftScripts`].
#[component]
pub fn KeepDraft(
    /// The form's name; see `blkout_core::care::kept_draft`.
    form: &'static str,
) -> impl IntoView {
    request().may_keep_drafts().then(|| {
        view! {
            <KeepIsland>
                <div class="keep-draft" data-keep=form>
                    <label class="choice" data-keep-choice="" hidden>
                        <input type="checkbox" autocomplete="off" />
                        <span>
                            "Keep what I type on this device"
                            <small>
                                "It is not sent to us. Whoever uses this device could read it. “Leave this page” deletes it, and so do publishing and discreet mode."
                            </small>
                        </span>
                    </label>
                    <p class="hint" role="status"></p>
                </div>
            </KeepIsland>
        }
    })
}

/// What was kept before, for the start of a form: shown where there is something, and never filled in unasked.
#[component]
pub fn KeptDraft() -> impl IntoView {
    request().may_keep_drafts().then(|| {
        view! {
            <div class="notice notice--info keep-draft__offer" data-keep-offer="" hidden>
                <p>"We kept this here on " <span data-keep-at=""></span> "."</p>
                <p data-keep-over="" hidden>
                    "If you use it, it takes the place of what stands in the form now."
                </p>
                <p class="cluster">
                    <button class="button" type="button" data-keep-do="use">
                        "Use it"
                    </button>
                    <button class="button button--quiet" type="button" data-keep-do="drop">
                        "Throw it away"
                    </button>
                </p>
            </div>
        }
    })
}

/// The islands' code, for the end of a page with [`KeepDraft`] and no other island.
#[component]
pub fn KeepDraftScripts() -> impl IntoView {
    request().may_keep_drafts().then(|| view! { <IslandScripts /> })
}

/// On the page of what was published, for its author: the draft that became it is taken away. The page needs
/// [`IslandScripts`].
#[component]
pub fn PublishedDraft(
    /// The name of the form that it was written in.
    form: &'static str,
    /// The text that was published.
    text: String,
) -> impl IntoView {
    view! {
        <KeepIsland>
            <span hidden data-published=form data-fingerprint=fingerprint(&text).to_string()></span>
        </KeepIsland>
    }
}

/// The lines of script that take away what was kept of a form.
pub(super) fn forgetting(form: &str) -> String {
    ["try { localStorage.removeItem(\"", &storage_key(form), "\"); } catch {}\n"].concat()
}
