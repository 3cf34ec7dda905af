//! Pages for some people only. Everybody else is told so kindly, with status 403.

use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    context::{FormReturn, PageContext, Viewer},
    page::{PageError, page, request, set_status},
};

/// Whose page it is, in words for somebody whose it is not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Restricted {
    /// The heading.
    pub(super) heading: &'static str,
    /// What the page is for.
    pub(super) reason: &'static str,
    /// What stands on the link to sign in.
    pub(super) sign_in: &'static str,
}

/// Shows what `load` answers to whomever `admit` lets in, and to everybody else whose page it is.
pub(super) fn restricted<A, V, F, L>(whose: Restricted, admit: fn(&Viewer) -> Option<A>, load: L) -> impl IntoView
where
    A: Send + 'static,
    V: IntoView + 'static,
    F: Future<Output = Result<V, PageError>> + Send + 'static,
    L: FnOnce(PageContext, A) -> F + Send + 'static,
{
    let context = request();
    page(async move {
        if let Some(admitted) = context.viewer.as_ref().and_then(admit) {
            return load(context, admitted).await.map(IntoAny::into_any);
        }
        set_status(StatusCode::FORBIDDEN);
        let signed_in = context.viewer.is_some();
        Ok(view! { <Closed whose signed_in path=context.path /> }.into_any())
    })
}

/// What others see.
#[component]
fn Closed(whose: Restricted, signed_in: bool, path: String) -> impl IntoView {
    let sign_in = (!signed_in).then(|| {
        let address = format!("/sign-in?return_to={path}");
        view! { <a class="button button--primary" href=address>{whose.sign_in}</a> }
    });
    view! {
        <Title text="Reading" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="money">
            <header class="page-head"><h1>{whose.heading}</h1></header>
            <div class="notice notice--info">
                <p>{whose.reason} " You did nothing wrong, and nothing is lost."</p>
            </div>
            <p class="cluster">
                {sign_in}
                <a class="button button--quiet" href="/ledger">"See where the money goes"</a>
            </p>
        </main>
    }
}

/// What came back from a step that was not taken, where no field can put it right.
#[component]
pub(super) fn NotDone(form: FormReturn) -> impl IntoView {
    form.error("step").map(str::to_owned).map(|words| {
        view! {
            <div class="notice notice--error" role="alert" id="step" tabindex="-1">
                <p class="notice__title">"Nothing was changed"</p>
                <p>{words}</p>
            </div>
        }
    })
}
