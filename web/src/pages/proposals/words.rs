//! The words that both pages use for kinds, states, moments and turnout.

use blkout_core::governance::{DecisionKind, Outcome, Secrecy, State};
use blkout_core::time::UtcMillis;
use blkout_store::Vote;
use leptos::prelude::*;

/// What a kind of decision is called.
pub(super) fn kind_name(kind: DecisionKind) -> &'static str {
    match kind {
        DecisionKind::Ordinary => "Ordinary decision",
        DecisionKind::Supermajority => "Rule change",
        DecisionKind::Consensus => "Consensus decision",
        DecisionKind::Protected => "Protected decision",
        DecisionKind::Emergency => "Emergency decision",
    }
}

/// What a state is called.
pub(super) fn state_name(state: State) -> &'static str {
    match state {
        State::Draft => "Draft",
        State::Review => "In review",
        State::Open => "Open for votes",
        State::Passed => "Passed",
        State::Failed => "Not passed",
        State::NoQuorum => "No quorum",
        State::Blocked => "Blocked",
        State::Implemented => "Passed and done",
        State::Archived => "Passed, done and filed",
        State::Withdrawn => "Withdrawn",
    }
}

/// The class of a state's badge. The word beside it says the same.
pub(super) fn state_class(state: State) -> &'static str {
    match state {
        State::Open => "badge badge--accent",
        State::Passed | State::Implemented | State::Archived => "badge badge--success",
        _ => "badge",
    }
}

/// What an outcome means, in one sentence.
pub(super) fn outcome_sentence(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "The community said yes.",
        Outcome::Failed => "It did not get the support that it needed.",
        Outcome::NoQuorum => "Too few members took part to decide.",
        Outcome::Blocked => "At least one block stood when voting closed.",
    }
}

/// What a kind of secrecy is called.
pub(super) fn secrecy_name(secrecy: Secrecy) -> &'static str {
    match secrecy {
        Secrecy::Secret => "Secret vote",
        Secrecy::RollCall => "Roll call",
    }
}

/// An instant as people read it, in UTC.
#[component]
pub(super) fn Moment(at: UtcMillis) -> impl IntoView {
    let words = [at.date().to_string(), ", ".to_owned(), at.clock_text(), " UTC".to_owned()].concat();
    view! { <time datetime=at.rfc3339()>{words}</time> }
}

/// How many have voted of how many who may, as a bar and in words. It says nothing about what they said.
#[component]
pub(super) fn Turnout(
    vote: Vote,
    /// How many have to take part: then the bar is a large one, with a mark where that is.
    #[prop(optional)]
    needed: Option<u64>,
) -> impl IntoView {
    let (voters, electorate) = (vote.voters, vote.electorate);
    let members = if electorate == 1 { " member has voted" } else { " members have voted" };
    view! {
        <TurnoutBar vote needed />
        <p>{voters}" of "{electorate}{members}</p>
    }
}

/// The bar alone, for where words stand beside it anyway.
#[component]
pub(super) fn TurnoutBar(vote: Vote, needed: Option<u64>) -> impl IntoView {
    let (voters, electorate) = (vote.voters, vote.electorate);
    let class = if needed.is_some() { "meter meter--thick" } else { "meter" };
    (electorate > 0).then(|| {
        let mark = needed.filter(|needed| *needed <= electorate).map(|needed| {
            view! { <line class="meter__quorum" x1=needed.to_string() x2=needed.to_string() y1="0" y2="8" /> }
        });
        view! {
            <svg class=class viewBox=format!("0 0 {electorate} 8") preserveAspectRatio="none" aria-hidden="true">
                <rect class="meter__track" width=electorate.to_string() height="8" />
                <rect class="meter__fill" width=voters.to_string() height="8" />
                {mark}
            </svg>
        }
    })
}
