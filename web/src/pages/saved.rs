//! `/saved`: what is kept on this device. The server knows nothing of it: the service worker writes the list.

use blkout_core::care::offline::{MOST_BYTES, MOST_PAGES};
use blkout_core::care::preferences::Presence;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::context::PageContext;
use crate::page::request;

/// [`MOST_BYTES`] in megabytes, as the page says it.
pub(super) const fn most_megabytes() -> u32 {
    MOST_BYTES >> 20
}

/// The page. The worker replaces the `div`, so there must be no other `div` in it.
#[component]
pub fn SavedPage() -> impl IntoView {
    let context = request();
    view! {
        <Title text="Kept pages" />
        <main id="main" tabindex="-1" class="page page--narrow stack stack--loose" data-section="support">
            <header class="page-head">
                <h1>"Kept on this device"</h1>
                <p class="lede">"Pages that you kept, to read without a network."</p>
            </header>
            <section class="stack" aria-labelledby="pages">
                <h2 id="pages">"Your pages"</h2>
                <div id="saved-state" class="stack">{why_not(&context)}</div>
            </section>
            <section class="prose">
                <h2>"Good to know"</h2>
                <ul>
                    <li>"Only articles and proposals can be kept, as everybody sees them. Nothing of your account is kept."</li>
                    <li>"Whoever uses this device can open this page. “Leave this page” deletes all of it."</li>
                    <li>{format!("There is room for {MOST_PAGES} pages and {} MB.", most_megabytes())}</li>
                    <li>"Words that you type are kept only in the newsroom’s form, and only where you tick the box there. You can throw them away there, and they are not in the list above."</li>
                    <li>"Help now, and the page about your safety, open without a network on their own."</li>
                </ul>
            </section>
            <section class="prose">
                <h2>"Waiting to be sent"</h2>
                <p>
                    "Nothing, ever. A form is sent when you press its button, or not at all. A vote that was not sent is not counted."
                </p>
            </section>
        </main>
    }
}

/// What stands in the place of the list where no worker writes it.
fn why_not(context: &PageContext) -> AnyView {
    let known = if !context.worker {
        Some("This site does not keep pages at the moment.")
    } else if context.preferences.presence == Presence::Discreet {
        Some("You are in discreet mode. Nothing is kept on this device.")
    } else if !context.may_keep() {
        Some("You said that others use this device, too. Nothing is kept on it.")
    } else {
        None
    };
    if let Some(words) = known {
        return view! { <p class="notice notice--info">{words}</p> }.into_any();
    }
    view! {
        <p>"This browser does not keep pages. Nothing is wrong. It can have one of these reasons:"</p>
        <ul>
            <li>"You have only just come to this site. Load this page again to see."</li>
            <li>"Scripts are switched off."</li>
            <li>"This is a private window."</li>
            <li>"The browser is too old for it."</li>
        </ul>
    }
    .into_any()
}
