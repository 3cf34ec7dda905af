//! `/proposals/{id}`: one proposal, its vote, and how it came out.

use blkout_core::governance::{ProposalId, State};
use blkout_store::{MemberId, Opening, OwnVote, Proposal, ProposalSummary};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use super::ballot_form::OpenVote;
use super::outcome::ClosedVote;
use super::secrecy::Secrecy;
use super::words::{Moment, kind_name, secrecy_name, state_class, state_name};
use crate::components::{ErrorSummary, KeepPage};
use crate::context::{FormReturn, PageContext};
use crate::markdown::{Prose, render};
use crate::page::{PageError, page, request};

/// The proposal at this address.
#[component]
pub fn ProposalPage() -> impl IntoView {
    let context = request();
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    page(async move {
        let loaded = load(&context, &id).await?;
        Ok(show(loaded, context))
    })
}

/// What the page shows.
struct Loaded {
    proposal: Proposal,
    own: Option<OwnVote>,
    openings: Option<Vec<Opening>>,
}

async fn load(context: &PageContext, id: &str) -> Result<Loaded, PageError> {
    let id: ProposalId = id.parse().map_err(|_| PageError::NotFound)?;
    let proposals = context.store.proposals();
    let proposal = proposals.find(&id).await?.ok_or(PageError::NotFound)?;
    let viewer = context.viewer.as_ref().and_then(|viewer| MemberId::parse(&viewer.member_id));
    let state = proposal.summary.lifecycle.state();
    // A draft, and what was taken back, is its author's alone.
    if matches!(state, State::Draft | State::Withdrawn) && viewer.as_ref() != Some(&proposal.author_id) {
        return Err(PageError::NotFound);
    }
    let own = match &viewer {
        Some(member_id) => proposals.own_vote(&id, member_id).await?,
        None => None,
    };
    let openings = if state.is_decided() { proposals.openings(&id).await? } else { None };
    Ok(Loaded { proposal, own, openings })
}

fn show(Loaded { proposal, own, openings }: Loaded, context: PageContext) -> impl IntoView + use<> {
    let Proposal { summary, text, .. } = proposal;
    let state = summary.lifecycle.state();
    let form = context.form();
    let part = match (state, summary.vote.clone()) {
        (State::Open, Some(vote)) => view! { <OpenVote proposal=summary.clone() vote own context /> }.into_any(),
        (_, Some(vote)) if state.is_decided() => {
            view! { <ClosedVote proposal=summary.clone() vote own openings /> }.into_any()
        }
        _ => view! { <NoVoteYet proposal=summary.clone() /> }.into_any(),
    };
    let vote = summary.vote.clone();
    view! {
        <Title text="A proposal" />
        <Meta name="description" content="A proposal of our co-operative, and its vote." />
        <main id="main" class="page page--narrow" data-section="governance" tabindex="-1">
            <header class="page-head">
                <p class="eyebrow"><a href="/proposals">"Proposals"</a></p>
                <h1><bdi>{summary.title.clone()}</bdi></h1>
                <p class="cluster">
                    <span class=state_class(state)>{state_name(state)}</span>
                    <span class="meta">
                        <span>{kind_name(summary.kind)}</span>
                        <span>{summary.category.label()}</span>
                        <span>{secrecy_name(summary.secrecy)}</span>
                    </span>
                </p>
            </header>
            <Refused form />
            <Steps state />
            <Prose html=render(&text) />
            {part}
            <Secrecy secrecy=summary.secrecy vote />
            <KeepPage />
        </main>
    }
}

/// Why a ballot was not taken. Where the vote itself does not take it, no field can put that right.
#[component]
fn Refused(form: FormReturn) -> impl IntoView {
    match form.error("vote").map(str::to_owned) {
        Some(words) => view! { <p class="notice notice--error" role="alert">{words}</p> }.into_any(),
        None => view! { <ErrorSummary form /> }.into_any(),
    }
}

/// Where the proposal stands on its way.
#[component]
fn Steps(state: State) -> impl IntoView {
    let steps = [
        ("Review", state == State::Review),
        ("Voting", state == State::Open),
        ("Decided", state.is_decided() && !matches!(state, State::Implemented | State::Archived)),
        ("Done", matches!(state, State::Implemented | State::Archived)),
    ];
    let items = steps.map(|(name, is_here)| view! { <li aria-current=is_here.then_some("step")>{name}</li> });
    view! { <ol class="steps" aria-label="The way of a proposal">{items.collect_view()}</ol> }
}

/// Before voting has begun, or where it never will.
#[component]
fn NoVoteYet(proposal: ProposalSummary) -> impl IntoView {
    let words = match (proposal.lifecycle.state(), proposal.lifecycle.due_at()) {
        (State::Review, Some(due)) => view! {
            <p>"Voting opens after " <Moment at=due /> ". Every member who is active at that moment has one vote."</p>
        }
        .into_any(),
        (State::Draft, _) => view! { <p>"This is a draft. Only you can see it."</p> }.into_any(),
        _ => view! { <p>"It was taken back before voting began. Only you can see it."</p> }.into_any(),
    };
    view! {
        <section class="notice notice--info" aria-labelledby="vote">
            <h2 class="notice__title" id="vote">"The vote"</h2>
            {words}
        </section>
    }
}
