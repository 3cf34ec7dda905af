//! `/sign-in`: coming in, or going out.
//!
//! The title is neutral, because it stays in the history of a phone that others may hold (care.md).

use blkout_core::care::preferences::Presence;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::{
    components::{ErrorSummary, FieldError},
    context::{FormReturn, Viewer},
    page::request,
};

/// The form, or for somebody who is signed in the way out.
#[component]
pub fn SignIn() -> impl IntoView {
    let context = request();
    let form = context.form();
    let asked_for = use_query_map().read_untracked().get("return_to");
    let return_to = form.value("return_to").map(str::to_owned).or(asked_for);
    view! {
        <Title text="Reading" />
        <main id="main" class="page page--narrow" tabindex="-1">
            {match context.viewer {
                Some(viewer) => view! { <SignedIn viewer /> }.into_any(),
                None => view! { <SignInForm form return_to /> }.into_any(),
            }}
        </main>
    }
}

/// Email, password, and whether others use the device too.
#[component]
fn SignInForm(form: FormReturn, return_to: Option<String>) -> impl IntoView {
    let shared = form.value("shared").is_some();
    let is_discreet = request().preferences.presence == Presence::Discreet;
    view! {
        <header class="page-head band--black">
            <h1>"Sign in"</h1>
            <p class="lede">"Reading, the ledger and support need no account. Signing in lets you vote and see your own earnings."</p>
        </header>
        <ErrorSummary form=form.clone() />
        <form class="stack" method="post" action="/sign-in">
            <Field form=form.clone() name="email" label="Email address" kind="email" autocomplete="username" />
            <Field form name="password" label="Password" kind="password" autocomplete="current-password" />
            {if is_discreet {
                view! { <p>"Discreet mode is on: you are signed out when you close this tab."</p> }.into_any()
            } else {
                view! { <SharedChoice shared /> }.into_any()
            }}
            {return_to.map(|way| view! { <input type="hidden" name="return_to" value=way /> })}
            <div class="cluster">
                <button class="button button--primary" type="submit">"Sign in"</button>
            </div>
        </form>
    }
}

/// Whether others use the device too; if so, discreet mode begins with the session.
#[component]
fn SharedChoice(shared: bool) -> impl IntoView {
    view! {
        <fieldset class="choices">
            <legend>"Who else uses this device?"</legend>
            <label class="choice">
                <input type="checkbox" name="shared" value="on" checked=shared />
                <span>
                    "This is a shared phone or computer"
                    <small>
                        "You are signed out when you close this tab, and after an hour without a visit. The site is called “Reading” until you close the browser."
                    </small>
                </span>
            </label>
        </fieldset>
    }
}

/// One line to write in. A password never comes back.
#[component]
fn Field(
    form: FormReturn,
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    autocomplete: &'static str,
) -> impl IntoView {
    let is_wrong = form.error(name).is_some();
    let value = form.value(name).filter(|_| kind != "password").map(str::to_owned);
    let class = if is_wrong { "field field--error" } else { "field" };
    let described_by = is_wrong.then(|| format!("{name}-error"));
    let invalid = is_wrong.then_some("true");
    view! {
        <div class=class>
            <label for=name>{label}</label>
            <FieldError field=name form />
            <input
                class="input"
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required
                aria-describedby=described_by
                aria-invalid=invalid
            />
        </div>
    }
}

/// For somebody who is here already.
#[component]
fn SignedIn(viewer: Viewer) -> impl IntoView {
    let dashboard = viewer.creator_slug.map(|slug| {
        view! { <a class="button button--primary" href=format!("/creators/{slug}")>"Your earnings"</a> }
    });
    view! {
        <header class="page-head band--black">
            <h1>"You are signed in"</h1>
            <p class="lede">"As "{viewer.name}"."</p>
        </header>
        <div class="cluster">
            {dashboard}
            <form method="post" action="/sign-out">
                <button class="button button--quiet" type="submit">"Sign out"</button>
            </form>
        </div>
    }
}
