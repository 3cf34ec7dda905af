//! `/payouts`: what waits, for whom, and what to do next.

use std::collections::BTreeMap;

use blkout_core::{
    money::{CreatorSlug, Currency, Money},
    payouts::{PayoutId, State},
};
use blkout_store::{Batch, BatchState, Payout};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{
    access::for_stewards,
    table::PayoutTable,
    words::{Moment, NotDone, who},
};
use crate::page::PageError;

/// Payouts on their way that one page shows, the oldest first.
const MOST_IN_FLIGHT: u64 = 200;
/// Payouts that have ended, on one page.
const ENDED_PER_PAGE: usize = 20;
/// Payment files that the page lists.
const FILES: u64 = 10;

/// The page. `?before=` is the payout after which the ended ones begin.
#[component]
pub fn PayoutList() -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("before"));
    for_stewards(move |context, _| async move {
        let before: Option<PayoutId> = before.map(|text| text.parse()).transpose().map_err(|_| PageError::NotFound)?;
        let payouts = context.store.payouts();
        // One more than is shown tells whether there are others.
        let mut ended = payouts.ended(before.as_ref(), ENDED_PER_PAGE as u64 + 1).await?;
        let has_older = ended.len() > ENDED_PER_PAGE;
        ended.truncate(ENDED_PER_PAGE);
        let older = ended.last().filter(|_| has_older).map(|last| format!("/payouts?before={}", last.id));
        let (due, without_details) = payouts.due().await?;
        let underway = payouts.in_flight(MOST_IN_FLIGHT).await?;
        let files = payouts.batches(FILES).await?;
        let is_empty = due == 0 && without_details.is_empty() && underway.is_empty() && ended.is_empty();
        let form = context.form();
        Ok(view! {
            <Title text="Payouts" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head">
                    <h1>"Payouts"</h1>
                    <p class="lede">
                        "What creators have earned, on its way to their banks. Two stewards approve each payout, and never the person who is paid."
                    </p>
                    <p class="alone"><a href="/manual-entries">"Payments by bank transfer and in cash"</a></p>
                </header>
                <NotDone form />
                {is_empty.then(|| view! {
                    <div class="notice notice--info">
                        <p class="notice__title">"Nothing waits here"</p>
                        <p>"When a creator is owed the minimum or more, their payout can be scheduled on this page."</p>
                    </div>
                })}
                <DueNow due without_details />
                <UnderWay underway />
                <Files files />
                <Ended ended older paged=before.is_some() />
            </main>
        })
    })
}

/// Whose money can be set aside now, and whose waits for bank details.
#[component]
fn DueNow(due: usize, without_details: Vec<(CreatorSlug, Money)>) -> impl IntoView {
    let schedule = (due > 0).then(|| {
        let words = if due == 1 { "Schedule 1 payout".to_owned() } else { format!("Schedule {due} payouts") };
        view! {
            <p>
                "The money is set aside from the creators’ balances and then waits for two approvals. Nothing leaves the bank by this."
            </p>
            <form method="post" action="/payouts">
                <button class="button button--primary" type="submit">{words}</button>
            </form>
        }
    });
    let waiting = (!without_details.is_empty()).then(|| {
        let items = without_details.into_iter().map(|(creator, money)| {
            view! { <li><bdi>{creator.to_string()}</bdi> ": " <span class="money">{money.to_string()}</span></li> }
        });
        view! {
            <h3>"Waiting for bank details"</h3>
            <p>"These creators are owed enough, and have not told us where to send it. Their money stays theirs."</p>
            <ul>{items.collect_view()}</ul>
        }
    });
    (schedule.is_some() || waiting.is_some()).then(|| {
        view! { <section class="stack" aria-labelledby="due"><h2 id="due">"Due now"</h2>{schedule}{waiting}</section> }
    })
}

/// What is on its way, by what has to be done with it.
#[component]
fn UnderWay(underway: Vec<Payout>) -> impl IntoView {
    let is_cut = underway.len() as u64 == MOST_IN_FLIGHT;
    let (mut scheduled, mut approved, mut filed, mut sent) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for payout in underway {
        match payout.lifecycle.state() {
            State::Scheduled => scheduled.push(payout),
            State::Approved if payout.batch.is_some() => filed.push(payout),
            State::Approved => approved.push(payout),
            _ => sent.push(payout),
        }
    }
    let mut to_file: BTreeMap<Currency, Vec<i64>> = BTreeMap::new();
    for payout in &approved {
        to_file.entry(payout.money.currency).or_default().push(payout.money.minor);
    }
    let make_files = to_file.into_iter().map(|(currency, amounts)| {
        let total = amounts.iter().try_fold(0_i64, |sum, minor| sum.checked_add(*minor));
        let total = total.map(|minor| format!(", {} in all", Money::new(minor, currency)));
        let code = currency.code().to_owned();
        let payouts = if amounts.len() == 1 { "1 payout".to_owned() } else { format!("{} payouts", amounts.len()) };
        let words = format!("Make the payment file for {code}: {payouts}{}", total.unwrap_or_default());
        view! {
            <form method="post" action="/payouts/batches">
                <input type="hidden" name="currency" value=code />
                <button class="button button--primary" type="submit">{words}</button>
            </form>
        }
    });
    let make_files = make_files.collect_view();
    view! {
        {is_cut.then(|| view! { <p class="meta">"The oldest " {MOST_IN_FLIGHT} " payouts are shown."</p> })}
        <Group id="to-approve" heading="Waiting for approval" next="Open one, look at it, and approve it if it is right." payouts=scheduled />
        <Group id="approved" heading="Approved" next="Put them into a payment file for the bank." payouts=approved>
            <div class="cluster">{make_files}</div>
        </Group>
        <Group id="in-files" heading="In a payment file" next="Give the file to the bank, and say so on the file’s page." payouts=filed />
        <Group id="sent" heading="Sent to the bank" next="When the bank’s statement shows it, open the payout and say that it was paid, or that it came back." payouts=sent />
    }
}

/// One group; nothing at all when it is empty.
#[component]
fn Group(
    id: &'static str,
    heading: &'static str,
    next: &'static str,
    payouts: Vec<Payout>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    (!payouts.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby=id>
                <h2 id=id>{heading}</h2>
                <p>{next}</p>
                <PayoutTable payouts labelled_by=id heading />
                {children.map(|children| children())}
            </section>
        }
    })
}

/// The newest payment files.
#[component]
fn Files(files: Vec<Batch>) -> impl IntoView {
    (!files.is_empty()).then(|| {
        let items = files.into_iter().map(|file| {
            let state = match file.state {
                BatchState::Made => "made, not marked as sent",
                BatchState::Sent => "given to the bank",
                BatchState::Discarded => "taken apart",
            };
            let count = file.payouts.len();
            view! {
                <li>
                    <a href=format!("/payouts/batches/{}", file.id)>
                        {file.currency.code().to_owned()} ", " <Moment at=file.made.at />
                    </a>
                    ": " {count} {if count == 1 { " payout, " } else { " payouts, " }} {state} ", by "
                    <bdi>{who(&file.made)}</bdi>
                </li>
            }
        });
        view! {
            <section class="stack" aria-labelledby="files">
                <h2 id="files">"Payment files"</h2>
                <ul>{items.collect_view()}</ul>
            </section>
        }
    })
}

/// What has ended, newest first.
#[component]
fn Ended(ended: Vec<Payout>, older: Option<String>, paged: bool) -> impl IntoView {
    (!ended.is_empty() || paged).then(|| {
        view! {
            <section class="stack" aria-labelledby="ended">
                <h2 id="ended">"Paid, or returned"</h2>
                <PayoutTable payouts=ended labelled_by="ended" heading="Paid, or returned" />
                <nav class="pager" aria-label="More payouts">
                    {paged.then(|| view! { <a href="/payouts">"Newest"</a> })}
                    {older.map(|address| view! { <a rel="next" href=address>"Older"</a> })}
                </nav>
            </section>
        }
    })
}
