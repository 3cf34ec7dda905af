//! The part of a proposal's page when voting is over: the outcome, the count, and how to count again.

use blkout_core::care::celebration::Occasion;
use blkout_core::governance::meaning::passes_when;
use blkout_core::governance::publication::FEWEST_PUBLISHED_BALLOTS;
use blkout_core::governance::{Choice, State, Tally};
use blkout_store::{Opening, OwnVote, ProposalSummary, Vote};
use leptos::prelude::*;

use super::ballot_form::YourMark;
use super::words::{Moment, TurnoutBar, outcome_sentence, state_name};
use crate::components::Celebration;

/// A vote that was counted.
#[component]
pub(super) fn ClosedVote(
    proposal: ProposalSummary,
    vote: Vote,
    /// The viewer's own part, if they were in the electorate.
    own: Option<OwnVote>,
    /// The counted ballots, where they are published.
    openings: Option<Vec<Opening>>,
) -> impl IntoView {
    let (voters, electorate) = (vote.voters, vote.electorate);
    let needed = proposal.kind.rule().quorum.smallest_part(electorate);
    let state = proposal.lifecycle.state();
    let passed = state == State::Passed;
    let sentence = vote.tally.map(|tally| outcome_sentence(tally.outcome()));
    let own_mark = own.filter(|own| own.ballot.is_some()).map(|own| own.mark.to_string());
    let count = match (vote.tally, openings) {
        (Some(tally), Some(openings)) => view! {
            <Count tally />
            <Reasons openings=openings.clone() />
            <RollCall openings />
            {own_mark.map(|mark| view! { <div class="notice notice--info"><YourMark mark /></div> })}
            <CountAgain id=proposal.id.to_string() />
        }
        .into_any(),
        _ => view! { <Withheld /> }.into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="vote">
            <div class="band--black outcome stack">
                <h2 id="vote">{state_name(state)}</h2>
                <p class="lede">{sentence}</p>
                <TurnoutBar vote=vote.clone() needed=Some(needed) />
                <p>
                    {voters} " of " {electorate} " members took part; " {needed} " were needed. "
                    {passes_when(proposal.kind)}
                </p>
            </div>
            {passed.then(|| view! { <Celebration occasion=Occasion::DecisionPassed(proposal.category) /> })}
            <dl class="facts facts--small">
                <div><dt>"Opened"</dt><dd><Moment at=vote.opened_at /></dd></div>
                <div><dt>"Closed"</dt><dd><Moment at=vote.opened_at.plus_ms(proposal.kind.rule().voting_ms) /></dd></div>
            </dl>
            {count}
        </section>
    }
}

/// The exact counts.
#[component]
fn Count(tally: Tally) -> impl IntoView {
    let counts = *tally.counts();
    let (support, decisive) = tally.approval();
    let row = |name: &'static str, count: u64| {
        view! { <tr><th scope="row">{name}</th><td class="number">{count}</td></tr> }
    };
    let block = tally.kind().rule().may_block.then(|| row(Choice::Block.label(), counts.block));
    let creators = tally.asks_affected_creators().then(|| {
        view! {
            {row("Creators in support", counts.creators_support)}
            {row("Creators opposed", counts.creators_oppose)}
        }
    });
    view! {
        <div class="table-region" role="region" aria-labelledby="count-caption" tabindex="0">
            <table class="table">
                <caption id="count-caption">"The count, one ballot for each member who voted"</caption>
                <thead><tr><th scope="col">"Choice"</th><th scope="col" class="number">"Ballots"</th></tr></thead>
                <tbody>
                    {row(Choice::Support.label(), counts.support)}
                    {row(Choice::Oppose.label(), counts.oppose)}
                    {row(Choice::Abstain.label(), counts.abstain)}
                    {block}
                    {creators}
                </tbody>
            </table>
        </div>
        <p>{support} " of the " {decisive} " ballots for and against were in support."</p>
    }
}

/// Why it was blocked, in the words of those who did, without their names.
#[component]
fn Reasons(openings: Vec<Opening>) -> impl IntoView {
    let reasons: Vec<_> = openings.into_iter().filter_map(|opening| opening.reason).collect();
    (!reasons.is_empty()).then(|| {
        let items = reasons.into_iter().map(|reason| view! { <blockquote><p dir="auto">{reason}</p></blockquote> });
        view! {
            <h3>"Why members blocked"</h3>
            <div class="prose">{items.collect_view()}</div>
        }
    })
}

/// Who said what, where the vote was a roll call.
#[component]
fn RollCall(openings: Vec<Opening>) -> impl IntoView {
    let mut named: Vec<_> = openings.into_iter().filter_map(|opening| Some((opening.name?, opening.choice))).collect();
    named.sort();
    (!named.is_empty()).then(|| {
        let rows = named.into_iter().map(|(name, choice)| {
            view! { <tr><th scope="row"><bdi>{name}</bdi></th><td>{choice.label()}</td></tr> }
        });
        view! {
            <div class="table-region" role="region" aria-labelledby="roll-caption" tabindex="0">
                <table class="table">
                    <caption id="roll-caption">"Roll call"</caption>
                    <thead><tr><th scope="col">"Member"</th><th scope="col">"Choice"</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
    })
}

/// How anybody repeats the count.
#[component]
fn CountAgain(id: String) -> impl IntoView {
    let address = format!("/api/v1/proposals/{id}/count.json");
    view! {
        <details class="disclose">
            <summary>"Count it again yourself"</summary>
            <p>
                "Every counted ballot is in " <a href=address download="count.json">"this file"</a>
                ", under a mark instead of a name. The same program that counted here counts it on your own computer:"
            </p>
            <pre><code>"blkout tally < count.json"</code></pre>
        </details>
    }
}

/// Why there is no count to see.
#[component]
fn Withheld() -> impl IntoView {
    view! {
        <div class="notice notice--info">
            <p class="notice__title">"Only the outcome is published"</p>
            <p>
                "This was a secret vote. In it, or in a group of it that is counted on its own, there are fewer than "
                {FEWEST_PUBLISHED_BALLOTS}
                " ballots. So small a count could give away what one person said. It therefore rests on trust: nobody outside can repeat it."
            </p>
        </div>
    }
}
