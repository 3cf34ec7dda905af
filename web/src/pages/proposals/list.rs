//! `/proposals`: what is open, what is in review, and what has been decided, newest first.

use blkout_core::governance::{ProposalId, State};
use blkout_store::ProposalSummary;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

use super::words::{Moment, Turnout, kind_name, outcome_sentence, state_class, state_name};
use crate::components::illustration::RaisedHands;
use crate::components::{CardGroup, EmptyState};
use crate::page::{PageError, page, request};

/// How many decided proposals one page lists.
const PER_PAGE: usize = 20;

/// The list. `?before=` is the id after which the decided ones begin; anything else is nothing we know.
#[component]
pub fn ProposalList() -> impl IntoView {
    let context = request();
    let before = use_query_map().with_untracked(|query| query.get("before"));
    page(async move {
        let before: Option<ProposalId> =
            before.map(|text| text.parse()).transpose().map_err(|_| PageError::NotFound)?;
        let proposals = context.store.proposals();
        let under_way = if before.is_none() { proposals.under_way().await? } else { Vec::new() };
        // One more than is shown tells whether there is another page.
        let mut decided = proposals.decided(before.as_ref(), PER_PAGE as u64 + 1).await?;
        let has_older = decided.len() > PER_PAGE;
        decided.truncate(PER_PAGE);
        let older = decided.last().filter(|_| has_older).map(|last| format!("/proposals?before={}", last.id));
        let is_first_page = before.is_none();
        let is_empty = is_first_page && under_way.is_empty() && decided.is_empty();
        let (open, review): (Vec<_>, Vec<_>) =
            under_way.into_iter().partition(|proposal| proposal.lifecycle.state() == State::Open);
        Ok(view! {
            <Title text="Proposals" />
            <Meta name="description" content="What our co-operative decides: one member, one vote." />
            <main id="main" class="page" data-section="governance" tabindex="-1">
                <header class="page-head band--black">
                    <h1>"Proposals"</h1>
                    <p class="lede">
                        "One member, one vote. Everybody can read what is proposed and how it came out; members vote."
                    </p>
                </header>
                {is_empty
                    .then(|| {
                        view! {
                            <EmptyState drawing=view! { <RaisedHands /> } title="There are no proposals yet">
                                <p>"The first one will stand here, from its first draft to the count. Everybody can follow it."</p>
                            </EmptyState>
                        }
                    })}
                <CardGroup id="open" heading="Open for votes" cards=cards(open) />
                <CardGroup id="review" heading="In review" cards=cards(review) />
                <CardGroup id="decided" heading="Decided" cards=cards(decided) />
                <Pager is_first_page older />
            </main>
        })
    })
}

fn cards(proposals: Vec<ProposalSummary>) -> Vec<impl IntoView> {
    proposals.into_iter().map(|proposal| view! { <Card proposal /> }).collect()
}

#[component]
fn Card(proposal: ProposalSummary) -> impl IntoView {
    let state = proposal.lifecycle.state();
    let line = match (state, proposal.lifecycle.due_at(), proposal.vote) {
        (State::Review, Some(due), _) => {
            view! { <p class="meta">"Voting opens after "<Moment at=due /></p> }.into_any()
        }
        (State::Open, Some(due), Some(vote)) => {
            view! { <p class="meta">"Closes "<Moment at=due /></p> <Turnout vote /> }.into_any()
        }
        (_, _, Some(vote)) => vote.tally.map(|tally| view! { <p>{outcome_sentence(tally.outcome())}</p> }).into_any(),
        _ => ().into_any(),
    };
    view! {
        <article class="card">
            <p><span class=state_class(state)>{state_name(state)}</span></p>
            <h3><a class="card__link" href=format!("/proposals/{}", proposal.id)><bdi>{proposal.title}</bdi></a></h3>
            <p class="meta"><span>{kind_name(proposal.kind)}</span><span>{proposal.category.label()}</span></p>
            {line}
        </article>
    }
}

#[component]
fn Pager(is_first_page: bool, older: Option<String>) -> impl IntoView {
    (!is_first_page || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="More proposals">
                {(!is_first_page).then(|| view! { <a href="/proposals">"Newest proposals"</a> })}
                {older.map(|address| view! { <a rel="next" href=address>"Older decisions"</a> })}
            </nav>
        }
    })
}
