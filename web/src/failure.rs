//! The document for an answer that failed outside of any page: refused at the door, too much at once, broken.

use http::StatusCode;
use leptos::{config::LeptosOptions, prelude::*};
use leptos_meta::provide_meta_context;

use crate::{
    components::{DemoBanner, SiteFooter, SiteHeader},
    pages::errors::{Broken, ErrorPage, NotFound, Refused, TooManyRequests},
    shell::document,
};

/// What is known about the failure.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The status of the answer.
    pub status: StatusCode,
    /// After how many seconds it may be tried again, when that is known.
    pub retry_after_seconds: Option<u64>,
    /// The name under which the log knows the request.
    pub request_id: Option<String>,
}

/// The whole document: the same frame, with the same ways out, around what is said about the failure.
pub fn failure_document(options: LeptosOptions, failure: Failure) -> impl IntoView {
    provide_meta_context();
    document(options, move || {
        view! {
            <SiteHeader />
            <DemoBanner />
            <FailurePage failure />
            <SiteFooter />
        }
    })
}

#[component]
fn FailurePage(failure: Failure) -> impl IntoView {
    match failure.status {
        StatusCode::NOT_FOUND => view! { <NotFound /> }.into_any(),
        StatusCode::TOO_MANY_REQUESTS => {
            view! { <TooManyRequests retry_after_seconds=failure.retry_after_seconds.unwrap_or(0) /> }.into_any()
        }
        StatusCode::FORBIDDEN => view! { <FromElsewhere /> }.into_any(),
        StatusCode::METHOD_NOT_ALLOWED => view! { <WrongWay /> }.into_any(),
        StatusCode::PAYLOAD_TOO_LARGE => view! { <TooLarge /> }.into_any(),
        StatusCode::SERVICE_UNAVAILABLE => view! { <TooSlow /> }.into_any(),
        status if status.is_client_error() => view! { <Refused /> }.into_any(),
        _ => view! { <Broken request_id=failure.request_id /> }.into_any(),
    }
}

/// A form that did not come from our own pages (403).
#[component]
fn FromElsewhere() -> impl IntoView {
    view! {
        <ErrorPage
            title="We did not take that"
            happened="It seems to have been sent from another site, so we left everything as it was. Nothing was changed, and nothing is lost."
        >
            <p>"If it was you, please open the page here and send it again."</p>
            <p class="cluster"><a class="button button--primary" href="/">"Go to the home page"</a></p>
        </ErrorPage>
    }
}

/// An address that is for sending something, opened by hand, or the other way round (405).
#[component]
fn WrongWay() -> impl IntoView {
    view! {
        <ErrorPage
            title="This address is not a page"
            happened="It is only there for a form to be sent to. You did nothing wrong, and nothing was changed."
        >
            <p class="cluster"><a class="button button--primary" href="/">"Go to the home page"</a></p>
        </ErrorPage>
    }
}

/// More was sent than is taken at once (413).
#[component]
fn TooLarge() -> impl IntoView {
    view! {
        <ErrorPage
            title="That is more than we can take at once"
            happened="What was sent is too large. Nothing was changed, and your browser's Back button brings back what you wrote."
        >
            <p>"A shorter text will go through."</p>
        </ErrorPage>
    }
}

/// No answer in time (503).
#[component]
fn TooSlow() -> impl IntoView {
    view! {
        <ErrorPage
            title="This is taking too long"
            happened="We could not answer in time. It is not your fault. What was saved before is still saved."
        >
            <p>"Please try again in a moment."</p>
        </ErrorPage>
    }
}
