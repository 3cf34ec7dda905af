//! Whose site it is, as the browser shows it: title, icon, manifest. In discreet mode all of it is neutral.

use blkout_core::care::{
    discreet::{ICON_PATH, MANIFEST_PATH, NAME, OPEN_NAME},
    preferences::{Preferences, Presence},
};
use leptos::prelude::*;
use leptos_meta::{MetaTags, ServerMetaContext};

use crate::{page::request, pages::support::SUPPORT_PATH};

/// The name that the header shows to a reader with these preferences.
pub fn site_name(preferences: &Preferences) -> &'static str {
    if preferences.presence == Presence::Discreet { NAME } else { OPEN_NAME }
}

/// In discreet mode, keeps what pages would put into the head out of it: their titles, descriptions and feeds. To be
/// called before the body is rendered; no page has to know of it, so none can forget.
pub(crate) fn hush_head() {
    if request().preferences.presence == Presence::Discreet {
        let (nobody_reads_this, _) = ServerMetaContext::new();
        provide_context(nobody_reads_this);
    }
}

/// The part of the head that tells whose site it is.
#[component]
pub fn Identity() -> impl IntoView {
    if request().preferences.presence == Presence::Discreet {
        return view! {
            <title>{NAME}</title>
            <link rel="icon" href=ICON_PATH type="image/svg+xml" />
            {manifest(MANIFEST_PATH)}
        }
        .into_any();
    }
    view! {
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {manifest("/manifest.webmanifest")}
        <MetaTags />
    }
    .into_any()
}

/// Help has to arrive in one round trip and leaves the manifest to the other pages.
fn manifest(address: &'static str) -> Option<impl IntoView> {
    (request().path != SUPPORT_PATH).then(|| view! { <link rel="manifest" href=address /> })
}
