//! The document around every page.

use blkout_core::care::preferences::{
    Celebrations, Face, Motion, Preferences, Presence, Spacing, Stimulus, Strength, TextSize, Theme,
};
use leptos::{config::LeptosOptions, prelude::*};
use leptos_meta::HashedStylesheet;

use crate::{
    App,
    components::{Identity, LeaveScript, ThemeMeta, WorkerScript, hush_head},
    context::PageContext,
    page::request,
    pages::support::{SUPPORT_PATH, SupportStyle},
};

/// The document of every page that has an address.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    document(options, || view! { <App /> })
}

/// The whole document around `body`. Scripts: the few inline lines that let one leave; an island's page adds
/// [`IslandScripts`].
pub(crate) fn document<V: IntoView + 'static>(
    options: LeptosOptions,
    body: impl FnOnce() -> V + Send + 'static,
) -> impl IntoView {
    provide_context(options.clone());
    hush_head();
    // Attributes only for what differs from the standard; style/preferences.css gives them their meaning.
    let preferences = request().preferences;
    let chosen = |setting| preferences.chosen(setting);
    view! {
        <!DOCTYPE html>
        <html
            lang="en-GB"
            data-theme=chosen(Theme::SLUG)
            data-text-size=chosen(TextSize::SLUG)
            data-spacing=chosen(Spacing::SLUG)
            data-face=chosen(Face::SLUG)
            data-motion=chosen(Motion::SLUG)
            data-stimulus=chosen(Stimulus::SLUG)
            data-strength=chosen(Strength::SLUG)
            data-celebrations=chosen(Celebrations::SLUG)
            data-presence=chosen(Presence::SLUG)
            data-kept=kept(&request())
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <ThemeMeta />
                <LeaveScript />
                <WorkerScript />
                {style(options)}
                <Identity />
            </head>
            <body>{body()}</body>
        </html>
    }
}

/// The site's style sheet; on the support page its own style, inside the page.
fn style(options: LeptosOptions) -> AnyView {
    if request().path == SUPPORT_PATH {
        return view! { <SupportStyle /> }.into_any();
    }
    view! { <HashedStylesheet options /> }.into_any()
}

/// What this browser keeps for us out of the reach of scripts: a session, or choices. Leaving has to know.
fn kept(context: &PageContext) -> Option<&'static str> {
    let has_choices = context.preferences != Preferences::default();
    if context.viewer.is_some() { Some("session") } else { has_choices.then_some("choices") }
}

/// Loads the islands' code, once the page is painted and idle. Stands at the end of a page that has an island and
/// nowhere else, so that every other page loads no WebAssembly at all.
#[component]
pub fn IslandScripts() -> impl IntoView {
    let options = expect_context::<LeptosOptions>();
    view! { <HydrationScripts options islands=true /> }
}
