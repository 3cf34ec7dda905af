//! Pages for stewards. Everybody else is told so kindly, with status 403.

use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::{PageContext, Viewer},
    page::{PageError, page, request, set_status},
};

/// Shows what `load` answers to stewards, and to everybody else that the page is theirs.
pub(super) fn for_stewards<V, F, L>(load: L) -> impl IntoView
where
    V: IntoView + 'static,
    F: Future<Output = Result<V, PageError>> + Send + 'static,
    L: FnOnce(PageContext, Viewer) -> F + Send + 'static,
{
    let context = request();
    page(async move {
        if let Some(viewer) = context.viewer.clone().filter(|viewer| viewer.is_steward) {
            return load(context, viewer).await.map(IntoAny::into_any);
        }
        set_status(StatusCode::FORBIDDEN);
        let signed_in = context.viewer.is_some();
        Ok(view! { <StewardsOnly signed_in path=context.path /> }.into_any())
    })
}

/// What others than stewards see.
#[component]
fn StewardsOnly(signed_in: bool, path: String) -> impl IntoView {
    let sign_in = (!signed_in).then(|| {
        let address = format!("/sign-in?return_to={path}");
        view! { <a class="button button--primary" href=address>"Sign in, if you are a steward"</a> }
    });
    view! {
        <Title text="For stewards" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="money">
            <header class="page-head"><h1>"This page is for stewards"</h1></header>
            <div class="notice notice--info">
                <p>
                    "Stewards look after payouts here, and see whose they are. You did nothing wrong, and nothing is lost."
                </p>
            </div>
            <p class="cluster">
                {sign_in}
                <a class="button button--quiet" href="/ledger">"See where the money goes"</a>
            </p>
        </main>
    }
}
