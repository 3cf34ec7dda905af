//! Pages before what cannot be undone: they say what will happen, and hold the form that does it.

use blkout_core::payouts::{BatchId, FailureReason, PayoutId, State};
use blkout_store::BatchState;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{access::for_stewards, words::NotDone};
use crate::{
    components::{ErrorSummary, FieldError},
    context::FormReturn,
    page::PageError,
};

/// `/payouts/{id}/settle` and `/payouts/{id}/fail`.
#[component]
pub fn PayoutStepPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let (id, step) = (params.get("id").unwrap_or_default(), params.get("step").unwrap_or_default());
    for_stewards(move |context, viewer| async move {
        let id: PayoutId = id.parse().map_err(|_| PageError::NotFound)?;
        let (payout, _) = context.store.payouts().find(&id).await?.ok_or(PageError::NotFound)?;
        let state = payout.lifecycle.state();
        let is_own = viewer.creator_slug.as_ref() == Some(&payout.creator);
        let (money, creator) = (payout.money.to_string(), payout.creator.to_string());
        let form = context.form();
        let way_back = format!("/payouts/{id}");
        let is_possible = !is_own
            && match step.as_str() {
                "settle" => state == State::Sent,
                "fail" => state.is_in_flight() && payout.batch.is_none() || state == State::Sent,
                _ => return Err(PageError::NotFound),
            };
        let (title, body) = match step.as_str() {
            _ if !is_possible => ("This cannot be done now", not_now().into_any()),
            "settle" => ("Was it paid?", settle(&id, money, creator).into_any()),
            _ => ("Should the money go back?", fail(&id, state, (money, creator), form.clone()).into_any()),
        };
        Ok(page_of(title, form, body, way_back))
    })
}

/// `/payouts/batches/{id}/sent` and `/payouts/batches/{id}/discard`.
#[component]
pub fn BatchStepPage() -> impl IntoView {
    let params = use_params_map().get_untracked();
    let (id, step) = (params.get("id").unwrap_or_default(), params.get("step").unwrap_or_default());
    for_stewards(move |context, viewer| async move {
        let id: BatchId = id.parse().map_err(|_| PageError::NotFound)?;
        let batch = context.store.payouts().batch(&id).await?.ok_or(PageError::NotFound)?;
        let own = viewer.creator_slug.as_ref();
        let is_own = batch.payouts.iter().any(|(payout, _)| Some(&payout.creator) == own);
        let count = batch.payouts.len();
        let (title, body) = match step.as_str() {
            "sent" | "discard" if is_own || batch.state != BatchState::Made => {
                ("This cannot be done now", not_now().into_any())
            }
            "sent" => ("Does the bank have the file?", sent(&id, count).into_any()),
            "discard" => ("Take the file apart?", discard(&id, count).into_any()),
            _ => return Err(PageError::NotFound),
        };
        Ok(page_of(title, context.form(), body, format!("/payouts/batches/{id}")))
    })
}

fn page_of(title: &'static str, form: FormReturn, body: AnyView, way_back: String) -> impl IntoView {
    view! {
        <Title text=title />
        <main id="main" tabindex="-1" class="page page--narrow stack--loose" data-section="money">
            <header class="page-head">
                <p class="eyebrow"><a href="/payouts">"Payouts"</a></p>
                <h1>{title}</h1>
            </header>
            <NotDone form />
            {body}
            <p class="alone"><a href=way_back>"Go back, change nothing"</a></p>
        </main>
    }
}

fn not_now() -> impl IntoView {
    view! {
        <p>
            "It may have been done already, or it is your own payout, or it stands in a payment file. The page before this one says where it stands. Nothing was changed."
        </p>
    }
}

fn settle(id: &PayoutId, money: String, creator: String) -> impl IntoView + use<> {
    view! {
        <p>
            "You say that the bank has paid " <span class="money">{money}</span> " to " <bdi>{creator}</bdi>
            ". The ledger books it out of the co-op’s bank account, and the payout is finished. This cannot be undone."
        </p>
        <form method="post" action=format!("/payouts/{id}/settle")>
            <button class="button button--primary" type="submit">"Yes, it was paid"</button>
        </form>
    }
}

fn fail(id: &PayoutId, state: State, (money, creator): (String, String), form: FormReturn) -> impl IntoView + use<> {
    let reasons: &[FailureReason] = match state {
        State::Sent => &[FailureReason::Returned, FailureReason::WrongDetails],
        _ => &[FailureReason::WrongDetails, FailureReason::Withdrawn],
    };
    let warning = (state == State::Sent).then(|| {
        view! {
            <p>
                "Do this only when the bank’s statement shows that the money came back or never left. If it did arrive, it would be paid twice."
            </p>
        }
    });
    let chosen = form.value("reason").map(str::to_owned);
    let choices = reasons.iter().map(|reason| {
        let is_chosen = chosen.as_deref() == Some(reason.as_str());
        view! {
            <label class="choice">
                <input type="radio" name="reason" value=reason.as_str() checked=is_chosen required />
                <span>{reason.label()}</span>
            </label>
        }
    });
    let choices = choices.collect_view();
    let is_wrong = form.error("reason").is_some();
    let summary = is_wrong.then(|| view! { <ErrorSummary form=form.clone() /> });
    view! {
        {summary}
        <p>
            <span class="money">{money}</span> " goes back into the balance of " <bdi>{creator}</bdi>
            " and into their next payout. This payout is finished. This cannot be undone."
        </p>
        {warning}
        <form class="stack" method="post" action=format!("/payouts/{id}/fail")>
            <input type="hidden" name="seen" value=state.as_str() />
            <fieldset class="choices" id="reason" aria-describedby=is_wrong.then_some("reason-error")>
                <legend>"Why? The creator reads this."</legend>
                <FieldError field="reason" form />
                {choices}
            </fieldset>
            <button class="button button--primary" type="submit">"Return the money to the balance"</button>
        </form>
    }
}

fn sent(id: &BatchId, count: usize) -> impl IntoView + use<> {
    view! {
        <p>
            "You say that the bank has been told to pay what stands in this file: " {count}
            {if count == 1 { " payout" } else { " payouts" }}
            ". They are marked as sent. The file cannot be taken apart any more; what the bank does not pay is marked one by one."
        </p>
        <form method="post" action=format!("/payouts/batches/{id}/sent")>
            <button class="button button--primary" type="submit">"Yes, the bank has it"</button>
        </form>
    }
}

fn discard(id: &BatchId, count: usize) -> impl IntoView + use<> {
    view! {
        <p>
            {count} {if count == 1 { " payout waits" } else { " payouts wait" }}
            " for another file then. Where bank details have changed since, both approvals are asked for again."
        </p>
        <p>
            "Do this only when you are sure that the bank never got this file. If it did, it would be paid twice. This cannot be undone."
        </p>
        <form method="post" action=format!("/payouts/batches/{id}/discard")>
            <button class="button button--primary" type="submit">"Take it apart: the bank never got it"</button>
        </form>
    }
}
