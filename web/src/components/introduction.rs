//! The one quiet line by which somebody who is new here learns that there is a way out, and how to be rid of the line.

use blkout_core::care::preferences::Introduced;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::page::request;

/// The address of the page about safety, and of the forms that belong to it.
pub const SAFETY_PATH: &str = "/safety";

/// The field that says what a form of [`SAFETY_PATH`] is for.
pub const INTENT_FIELD: &str = "intent";
/// Told how to leave, or not wanting to be: the line goes.
pub const INTENT_INTRODUCED: &str = "introduced";
/// Into discreet mode.
pub const INTENT_DISCREET: &str = "discreet";
/// Back out of it.
pub const INTENT_OPEN: &str = "open";
/// The field, and the parameter of the page, with the page to return to.
pub const RETURN_FIELD: &str = "return_to";

/// The public pages that somebody may come upon first. Everywhere else the line would be in the way: of help, of the
/// page that explains leaving, of a form, of somebody's own affairs.
const SHOWN_ON: [&str; 4] = ["/newsroom", "/ledger", "/proposals", "/record"];

/// The line, on public pages, until its reader was told or said "Not now".
#[component]
pub fn Introduction() -> impl IntoView {
    let context = request();
    let is_new = context.preferences.introduced == Introduced::No;
    let query = use_location().search.get_untracked();
    (is_new && is_shown_on(&context.path)).then(|| {
        let here = if query.is_empty() { context.path } else { format!("{}?{query}", context.path) };
        view! {
            <aside class="introduction" aria-label="New here?">
                <a href=SAFETY_PATH>"How to leave fast"</a>
                <form method="post" action=SAFETY_PATH>
                    <input type="hidden" name=RETURN_FIELD value=here />
                    <button type="submit" name=INTENT_FIELD value=INTENT_INTRODUCED>"Not now"</button>
                </form>
            </aside>
        }
    })
}

fn is_shown_on(path: &str) -> bool {
    let below = |section: &str| path.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    path == "/" || SHOWN_ON.iter().any(|section| below(section))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_stands_on_public_pages_only() {
        for path in ["/", "/newsroom", "/newsroom/zine-fair", "/ledger/1", "/proposals", "/record"] {
            assert!(is_shown_on(path), "{path}");
        }
        for path in ["/support", "/safety", "/sign-in", "/creators/ada", "/preferences", "/recorded", "/nowhere"] {
            assert!(!is_shown_on(path), "{path}");
        }
    }
}
