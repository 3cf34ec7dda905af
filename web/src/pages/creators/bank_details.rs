//! `/creators/{slug}/bank-details`: where a creator's payouts go, shown masked, changed with the password.
//!
//! The title is neutral, because it stays in the history of a phone that others may hold (care.md).

use blkout_core::{money::CreatorSlug, payouts::bank::HOLDER_MAX_CHARS, time::UtcMillis};
use blkout_store::DetailsOwner;
use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use crate::{
    bank_details::ShownDetails,
    components::{ErrorSummary, FieldError},
    context::FormReturn,
    page::{PageError, page, request, set_status},
    pages::ledger::percent_encoded,
};

/// Earlier changes that the page lists.
const CHANGES: u64 = 10;

/// The page, for that creator only.
#[component]
pub fn BankDetailsPage() -> impl IntoView {
    let context = request();
    let slug = use_params_map().get_untracked().get("slug").unwrap_or_default();
    page(async move {
        let slug = CreatorSlug::for_address(&slug).map_err(|_| PageError::NotFound)?;
        if context.viewer.as_ref().and_then(|viewer| viewer.creator_slug.as_ref()) != Some(&slug) {
            set_status(StatusCode::FORBIDDEN);
            return Ok(view! { <Private signed_in=context.viewer.is_some() path=context.path /> }.into_any());
        }
        let owner = DetailsOwner::Creator(slug.clone());
        let payouts = context.store.payouts();
        let kept = payouts.bank_details(&owner).await?;
        let shown = match &kept {
            Some(sealed) => context.details.show(sealed).await,
            None => None,
        };
        let changes = payouts.bank_details_changes(&owner, CHANGES).await?;
        let version = kept.map_or(0, |kept| kept.version);
        let is_there = version > 0;
        let form = context.form();
        let address = format!("/creators/{}", percent_encoded(slug.as_str()));
        Ok(view! {
            <Title text="Reading" />
            <main id="main" tabindex="-1" class="page page--narrow stack--loose" data-section="money">
                <header class="page-head">
                    <p class="eyebrow"><a href=address.clone()>"Your earnings"</a></p>
                    <h1>"Where your payouts go"</h1>
                    <p class="lede">
                        "Only a payout needs this. It is kept encrypted, and only the last four characters are ever shown."
                    </p>
                </header>
                {changes.first().map(|at| view! { <BankDetailsNotice changed_at=*at /> })}
                <Present is_there shown changes />
                <DetailsForm action=format!("{address}/bank-details") version form />
            </main>
        }
        .into_any())
    })
}

/// Tells a creator when their bank details were changed, and what to do if it was not them. For this page and the
/// dashboard.
#[component]
pub fn BankDetailsNotice(
    /// When they were changed last.
    changed_at: UtcMillis,
) -> impl IntoView {
    view! {
        <div class="notice notice--info" id="bank-details-changed" tabindex="-1">
            <p>
                "Your bank details were changed on "
                <time datetime=changed_at.rfc3339()>
                    {changed_at.date().to_string()} " at " {changed_at.clock_text()} " UTC"
                </time>
                ". If that was not you, enter the right ones again now. Then choose a new password, and tell a steward. Payouts that are not on their way to the bank wait until two stewards have looked again."
            </p>
        </div>
    }
}

/// What is kept now.
#[component]
fn Present(is_there: bool, shown: Option<ShownDetails>, changes: Vec<UtcMillis>) -> impl IntoView {
    let facts = match shown {
        Some(ShownDetails { holder, account }) => view! {
            <dl class="facts">
                <div><dt>"Name on the account"</dt><dd><bdi>{holder}</bdi></dd></div>
                <div><dt>{account.kind}</dt><dd>{account.number}</dd></div>
            </dl>
        }
        .into_any(),
        None if is_there => view! {
            <p class="notice notice--warning">
                "Your bank details are kept, but cannot be shown at the moment. Nothing is lost; the people who run this site can see why."
            </p>
        }
        .into_any(),
        None => view! { <p>"No bank details yet. What you earn is kept for you until there are some."</p> }.into_any(),
    };
    let earlier = changes.into_iter().skip(1).map(|at| {
        view! { <li><time datetime=at.rfc3339()>{at.date().to_string()} ", " {at.clock_text()} " UTC"</time></li> }
    });
    let earlier: Vec<_> = earlier.collect();
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details class="disclose">
                <summary>"Earlier changes"</summary>
                <ul>{earlier}</ul>
            </details>
        }
    });
    view! {
        <section class="stack" aria-labelledby="present">
            <h2 id="present">"What we have"</h2>
            {facts}
            {earlier}
        </section>
    }
}

/// The form. `version` says which version its reader has seen.
#[component]
fn DetailsForm(action: String, version: i64, form: FormReturn) -> impl IntoView {
    let is_iban = form.value("kind") == Some("iban");
    let kind_error = form.error("kind").is_some();
    view! {
        <section class="stack" aria-labelledby="change">
            <h2 id="change">{if version > 0 { "Change it" } else { "Tell us where" }}</h2>
            <ErrorSummary form=form.clone() />
            <form class="stack" method="post" action=action autocomplete="off">
                <input type="hidden" name="version" value=version />
                <Field form=form.clone() name="holder" label="Name on the account"
                    hint=format!("As the bank knows it, {HOLDER_MAX_CHARS} characters at most. It goes into the file for the bank; no page shows it to anybody but you.") />
                <fieldset class="choices" id="kind" aria-describedby=kind_error.then_some("kind-error")>
                    <legend>"Which kind of account?"</legend>
                    <FieldError field="kind" form=form.clone() />
                    <label class="choice">
                        <input type="radio" name="kind" value="uk" checked=!is_iban />
                        <span>"In the United Kingdom"<small>"Sort code and account number"</small></span>
                    </label>
                    <label class="choice">
                        <input type="radio" name="kind" value="iban" checked=is_iban />
                        <span>"Anywhere else"<small>"IBAN and BIC"</small></span>
                    </label>
                </fieldset>
                <p class="hint">"Fill in the two that belong to your kind of account, and leave the other two empty."</p>
                <Field form=form.clone() name="sort_code" label="Sort code (UK)" hint="Six digits, such as 12-34-56.".to_owned() />
                <Field form=form.clone() name="account_number" label="Account number (UK)" hint="Eight digits.".to_owned() />
                <Field form=form.clone() name="iban" label="IBAN (elsewhere)" hint="It begins with two letters.".to_owned() />
                <Field form=form.clone() name="bic" label="BIC (elsewhere)" hint="Eight or eleven letters and digits.".to_owned() />
                <Field form name="password" label="Your password"
                    hint="So that nobody who finds your phone can send your money elsewhere.".to_owned() />
                <div class="cluster">
                    <button class="button button--primary" type="submit">"Save my bank details"</button>
                </div>
            </form>
        </section>
    }
}

/// One line to write in. A password never comes back.
#[component]
fn Field(form: FormReturn, name: &'static str, label: &'static str, hint: String) -> impl IntoView {
    let is_password = name == "password";
    let is_wrong = form.error(name).is_some();
    let value = form.value(name).filter(|_| !is_password).map(str::to_owned);
    let class = if is_wrong { "field field--error" } else { "field" };
    let hint_id = format!("{name}-hint");
    let described_by = if is_wrong { format!("{hint_id} {name}-error") } else { hint_id.clone() };
    let inputmode = matches!(name, "sort_code" | "account_number").then_some("numeric");
    view! {
        <div class=class>
            <label for=name>{label}</label>
            <p class="hint" id=hint_id>{hint}</p>
            <FieldError field=name form />
            <input
                class="input"
                id=name
                name=name
                type=if is_password { "password" } else { "text" }
                value=value
                inputmode=inputmode
                autocomplete=if is_password { "current-password" } else { "off" }
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
}

/// What everybody else sees.
#[component]
fn Private(signed_in: bool, path: String) -> impl IntoView {
    let sign_in = (!signed_in).then(|| {
        let address =
            format!("/sign-in?return_to={}", path.split('/').map(percent_encoded).collect::<Vec<_>>().join("/"));
        view! { <p><a class="button button--primary" href=address>"Sign in, if they are yours"</a></p> }
    });
    view! {
        <Title text="Reading" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="money">
            <header class="page-head"><h1>"This page is private"</h1></header>
            <p>"Only the creator sees it. Nothing is wrong, and nothing you did is lost."</p>
            {sign_in}
        </main>
    }
}
