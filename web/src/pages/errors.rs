//! Pages for what went wrong: what happened, that nothing is lost, what to do next, and where to get help.

use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::illustration::LooseThread;
use crate::page::set_status;

/// The address leads nowhere; sets the status.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    set_status(StatusCode::NOT_FOUND);
    view! { <NotFound/> }
}

/// There is nothing at this address, or nothing that this person may know of (404).
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <ErrorPage
            title="There is nothing here"
            happened="The address may be mistyped, or what stood here has moved. You did nothing wrong, and nothing is lost."
        >
            <p class="cluster">
                <a class="button button--primary" href="/">"Go to the home page"</a>
                <a class="button" href="/newsroom">"Look in the newsroom"</a>
            </p>
        </ErrorPage>
    }
}

/// What was sent could not be taken as it is (422), on a page that has no form of its own to return to.
#[component]
pub fn Refused() -> impl IntoView {
    view! {
        <ErrorPage
            title="We could not take that as it is"
            happened="Something in what was sent does not fit. Nothing was changed, and nothing is lost: your browser's Back button brings back what you wrote."
        >
            <p class="cluster"><a class="button button--primary" href="/">"Go to the home page"</a></p>
        </ErrorPage>
    }
}

/// Too many requests for now (429).
#[component]
pub fn TooManyRequests(
    /// How long until the next one is answered.
    retry_after_seconds: u64,
) -> impl IntoView {
    let wait = match retry_after_seconds.div_ceil(60) {
        0 | 1 => String::from("about a minute"),
        minutes => format!("about {minutes} minutes"),
    };
    view! {
        <ErrorPage
            title="Let's rest a moment"
            happened="More came from here than we can answer at once. That can happen on a shared connection. Nothing is lost."
        >
            <p>"Please try again in " {wait} ". The Back button brings back what you wrote."</p>
        </ErrorPage>
    }
}

/// The fault is ours (500).
#[component]
pub fn Broken(
    /// The name under which the log knows the request, for telling the people who run the site.
    #[prop(optional_no_strip, into)]
    request_id: Option<String>,
) -> impl IntoView {
    let named = request_id
        .map(|id| view! { <p class="meta">"If you write to them, this number helps: " <code>{id}</code></p> });
    view! {
        <ErrorPage
            title="Something broke on our side"
            happened="It is not your fault. What was saved before is still saved; what you just sent may not have arrived."
        >
            <p>"Please try again in a moment. If it stays like this, the people who run this site can see that it happened."</p>
            {named}
            <p class="cluster"><a class="button button--primary" href="/">"Go to the home page"</a></p>
        </ErrorPage>
    }
}

/// The frame of all of them.
#[component]
pub fn ErrorPage(
    /// What happened, in a few words.
    title: &'static str,
    /// What happened, and that nothing is lost.
    happened: &'static str,
    /// The next step.
    children: Children,
) -> impl IntoView {
    view! {
        <Title text=title/>
        <main id="main" tabindex="-1" class="page page--narrow">
            <LooseThread />
            <header class="page-head">
                <h1>{title}</h1>
                <p class="lede">{happened}</p>
            </header>
            {children()}
            <p>"If you need a person rather than a page: "<a href="/support">"help now"</a>"."</p>
        </main>
    }
}
