//! `/payouts/{id}`: one payout, what is known about it, and what a steward can do.

use blkout_core::{
    payouts::{PayoutId, RECENT_CHANGE_DAYS, State},
    time::UtcMillis,
};
use blkout_store::{DetailsOwner, Payout, PayoutHistoryLine, SealedDetails};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{
    access::for_stewards,
    words::{Moment, NotDone, event_words, state_class, state_name, who},
};
use crate::{bank_details::ShownDetails, context::Viewer, page::PageError};

/// The page.
#[component]
pub fn PayoutPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    for_stewards(move |context, viewer| async move {
        let id: PayoutId = id.parse().map_err(|_| PageError::NotFound)?;
        let payouts = context.store.payouts();
        let (payout, history) = payouts.find(&id).await?.ok_or(PageError::NotFound)?;
        let owner = DetailsOwner::Creator(payout.creator.clone());
        let details = payouts.bank_details_at(&owner, payout.details_version).await?;
        let shown = match &details {
            Some(sealed) => context.details.show(sealed).await,
            None => None,
        };
        let form = context.form();
        let state = payout.lifecycle.state();
        Ok(view! {
            <Title text="Payout" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head">
                    <p class="eyebrow"><a href="/payouts">"Payouts"</a></p>
                    <h1><span class="money">{payout.money.to_string()}</span> " for " <bdi>{payout.creator.to_string()}</bdi></h1>
                    <p><span class=state_class(state)>{state_name(state)}</span></p>
                </header>
                <NotDone form />
                <Facts payout=payout.clone() details shown now=context.now />
                <NextStep payout=payout.clone() viewer />
                <History history />
            </main>
        })
    })
}

/// What is known, and since when the money goes where it goes.
#[component]
fn Facts(payout: Payout, details: Option<SealedDetails>, shown: Option<ShownDetails>, now: UtcMillis) -> impl IntoView {
    let changed = details.map(|details| {
        let days = now.date().days_since(details.changed_at.date()).unwrap_or(i32::MAX).max(0);
        let is_recent = days < RECENT_CHANGE_DAYS && payout.lifecycle.state().is_in_flight();
        let ago = match days {
            0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            days => format!("{days} days ago"),
        };
        (ago, is_recent)
    });
    let is_recent = changed.as_ref().is_some_and(|(_, is_recent)| *is_recent);
    let account = match shown {
        Some(ShownDetails { account, .. }) => format!("{}, {}", account.kind, account.number),
        None => "They cannot be read at the moment; the people who run this site can see why.".to_owned(),
    };
    view! {
        <dl class="facts">
            <div><dt>"Scheduled"</dt><dd><Moment at=payout.scheduled_at /></dd></div>
            <div>
                <dt>"Goes to"</dt>
                <dd>
                    {account}
                    {changed.map(|(ago, _)| view! { <small>"Bank details as changed " {ago}</small> })}
                </dd>
            </div>
            {payout.failure.map(|reason| view! { <div><dt>"Why it failed"</dt><dd>{reason.label()}</dd></div> })}
            {payout
                .batch
                .map(|batch| {
                    view! {
                        <div>
                            <dt>"Payment file"</dt>
                            <dd><a href=format!("/payouts/batches/{batch}")>"The file it stands in"</a></dd>
                        </div>
                    }
                })}
        </dl>
        {is_recent.then(|| view! {
            <div class="notice notice--warning">
                <p class="notice__title">"These bank details are new"</p>
                <p>
                    "Somebody who gets into an account changes first where the money goes. If this is a surprise, ask the creator in a way that you know, not through this site, before you approve."
                </p>
            </div>
        })}
    }
}

/// What this steward can do now.
#[component]
fn NextStep(payout: Payout, viewer: Viewer) -> impl IntoView {
    let is_own = viewer.creator_slug.as_ref() == Some(&payout.creator);
    let has_approved =
        payout.approvals.iter().any(|deed| deed.by.as_ref().is_some_and(|by| by.as_str() == viewer.member_id));
    let state = payout.lifecycle.state();
    let address = format!("/payouts/{}", payout.id);
    let step = move |name: &str| format!("{address}/{name}");
    let not_paid = step("fail");
    let words = match state {
        State::Settled => return ().into_any(),
        State::Failed => return view! {
            <p>"The money is in the creator’s balance again and goes into their next payout."</p>
        }
        .into_any(),
        _ if is_own => view! { <p>"This payout is your own, so other stewards look after it."</p> }.into_any(),
        State::Scheduled if has_approved => view! {
            <p>"You have approved this payout. Another steward gives the second approval."</p>
            <p class="alone"><a href=not_paid>"It should not be paid"</a></p>
        }
        .into_any(),
        State::Scheduled => view! {
            <p>
                "By approving you say that this amount may go to this account. After the second approval, by another steward, it can be put into a payment file. If the bank details change before that, both approvals are asked for again."
            </p>
            <form method="post" action=step("approve")>
                <input type="hidden" name="details" value=payout.details_version />
                <button class="button button--primary" type="submit">"Approve this payout"</button>
            </form>
            <p class="alone"><a href=not_paid>"It should not be paid"</a></p>
        }
        .into_any(),
        State::Approved if payout.batch.is_some() => view! {
            <p>"It stands in a payment file. What happens next is said on the file’s page."</p>
        }
        .into_any(),
        State::Approved => view! {
            <p>"It goes into the next payment file, which is made on the page "<a href="/payouts">"Payouts"</a>"."</p>
            <p class="alone"><a href=not_paid>"It should not be paid"</a></p>
        }
        .into_any(),
        State::Sent => view! {
            <p>"Look at the bank’s statement, then say what happened."</p>
            <div class="cluster">
                <a class="button button--primary" href=step("settle")>"It was paid"</a>
                <a class="button" href=not_paid>"It came back"</a>
            </div>
        }
        .into_any(),
    };
    view! {
        <section class="card stack" aria-labelledby="next">
            <h2 id="next">"What to do next"</h2>
            {words}
        </section>
    }
    .into_any()
}

/// Everything that happened, in order.
#[component]
fn History(history: Vec<PayoutHistoryLine>) -> impl IntoView {
    let lines = history.into_iter().map(|line| {
        view! {
            <li>{event_words(&line)} ", by " <bdi>{who(&line.deed)}</bdi> ". " <Moment at=line.deed.at /> "."</li>
        }
    });
    view! {
        <section class="stack" aria-labelledby="history">
            <h2 id="history">"What happened so far"</h2>
            <ol>{lines.collect_view()}</ol>
        </section>
    }
}
