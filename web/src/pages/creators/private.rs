//! What everybody but the creator sees: that the dashboard is private, and the way to the public ledger.

use blkout_core::money::CreatorSlug;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::pages::ledger::percent_encoded;

/// The page in the place of somebody else's dashboard.
#[component]
pub fn PrivateDashboard(
    /// Whose dashboard it is.
    slug: CreatorSlug,
    /// Whether the visitor is signed in, as somebody else then.
    signed_in: bool,
) -> impl IntoView {
    let encoded = percent_encoded(slug.as_str());
    view! {
        <Title text="Reading" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="money">
            <header class="page-head">
                <p class="eyebrow">"Creator"</p>
                <h1>{slug.to_string()}</h1>
            </header>
            <div class="notice notice--info">
                <p class="notice__title">"This dashboard is private"</p>
                <p>"Only the creator sees it. Nothing is wrong, and nothing you did is lost."</p>
            </div>
            <p class="cluster">
                {(!signed_in)
                    .then(|| {
                        let address = format!("/sign-in?return_to=/creators/{encoded}");
                        view! { <a class="button button--primary" href=address>"Sign in, if it is yours"</a> }
                    })}
                <a class="button button--quiet" href=format!("/ledger?creator={encoded}")>
                    "See the public ledger for this creator"
                </a>
            </p>
        </main>
    }
}
