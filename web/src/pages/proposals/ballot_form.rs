//! The part of a proposal's page while voting is open: turnout, the form, one's own ballot. Never a running count.

use blkout_core::governance::meaning::{VoteAtHand, passes_when};
use blkout_core::governance::{Choice, Secrecy};
use blkout_store::{OwnVote, ProposalSummary, Vote};
use leptos::prelude::*;

use super::choices::Choices;
use super::words::{Moment, Turnout};
use crate::components::FieldError;
use crate::context::{FormReturn, PageContext};
use crate::shell::IslandScripts;

/// An open vote.
#[component]
pub(super) fn OpenVote(
    proposal: ProposalSummary,
    vote: Vote,
    /// The viewer's own part, if they are in the electorate.
    own: Option<OwnVote>,
    context: PageContext,
) -> impl IntoView {
    let needed = proposal.kind.rule().quorum.smallest_part(vote.electorate);
    let is_in_time = proposal.lifecycle.accepts_ballots(context.now);
    let signed_in = context.viewer.is_some();
    let form = context.form();
    let part = match own {
        _ if !is_in_time => view! { <p class="notice notice--info">"Voting has ended. The count follows in a moment."</p> }.into_any(),
        Some(own) => view! { <BallotForm proposal=proposal.clone() vote=vote.clone() own form /> }.into_any(),
        None if signed_in => view! {
            <p class="notice notice--info">
                "This vote belongs to the members who were active when it opened, and you joined later or were not active then. The next one is yours as well."
            </p>
        }
        .into_any(),
        None => view! {
            <p><a class="button button--primary" href=format!("/sign-in?return_to=/proposals/{}", proposal.id)>"Sign in to vote"</a></p>
        }
        .into_any(),
    };
    view! {
        <section class="stack" aria-labelledby="vote">
            <h2 id="vote">"The vote"</h2>
            <Turnout vote=vote.clone() needed=needed />
            <p>
                {needed} " have to take part. " {passes_when(proposal.kind)}
                " How the vote stands is shown to nobody before it closes."
            </p>
            <dl class="facts facts--small">
                <div><dt>"Opened"</dt><dd><Moment at=vote.opened_at /></dd></div>
                {proposal.lifecycle.due_at().map(|due| view! { <div><dt>"Closes"</dt><dd><Moment at=due /></dd></div> })}
            </dl>
            {part}
        </section>
    }
}

/// The form, which also replaces an earlier ballot.
#[component]
fn BallotForm(proposal: ProposalSummary, vote: Vote, own: OwnVote, form: FormReturn) -> impl IntoView {
    let has_voted = own.ballot.is_some();
    let kept = own.ballot.clone();
    let typed = form.value("choice").map(|word| word.parse::<Choice>().ok());
    let chosen = typed.unwrap_or_else(|| kept.as_ref().map(|(choice, _)| *choice));
    let kept_reason = kept.and_then(|(_, reason)| reason);
    let reason = form.value("reason").map(str::to_owned).or(kept_reason).unwrap_or_default();
    let choice_error = form.error("choice").map(str::to_owned);
    let roll_call = (proposal.secrecy == Secrecy::RollCall).then(|| {
        view! {
            <p class="notice notice--warning">
                "This is a roll call: when voting has closed, everybody can read your name beside what you chose."
            </p>
        }
    });
    let vote =
        VoteAtHand { kind: proposal.kind, electorate: vote.electorate, affects_creators: vote.affected_creators > 0 };
    let may_block = proposal.kind.rule().may_block;
    view! {
        <OwnBallot own />
        {roll_call}
        <form class="stack" method="post" action=format!("/proposals/{}/ballot", proposal.id)>
            <Choices vote chosen error=choice_error />
            {may_block.then(|| view! { <ReasonField form reason /> })}
            <div class="cluster">
                <button class="button button--primary" type="submit">
                    {if has_voted { "Replace my ballot" } else { "Cast my ballot" }}
                </button>
            </div>
        </form>
        <IslandScripts />
    }
}

/// Where somebody who blocks says why.
#[component]
fn ReasonField(form: FormReturn, reason: String) -> impl IntoView {
    let refused = form.error("reason").is_some();
    let class = if refused { "field field--error" } else { "field" };
    let described_by = if refused { "reason-hint reason-error" } else { "reason-hint" };
    view! {
        <div class=class>
            <label for="reason">"If you block: why?"</label>
            <p class="hint" id="reason-hint">
                "At least 10 characters. It is published without your name when voting has closed. Leave it empty for any other choice."
            </p>
            <FieldError field="reason" form />
            <textarea
                class="input"
                id="reason"
                name="reason"
                rows="4"
                aria-describedby=described_by
                aria-invalid=refused.then_some("true")
            >
                {reason}
            </textarea>
        </div>
    }
}

/// What the member said so far, and the mark to find it again.
#[component]
fn OwnBallot(own: OwnVote) -> impl IntoView {
    own.ballot.map(|(choice, _)| {
        view! {
            <div class="notice notice--success" id="your-ballot" tabindex="-1">
                <p class="notice__title">"Your ballot is in the box: "{choice.label()}</p>
                <p>"You can replace it until voting closes; the last one counts."</p>
                <YourMark mark=own.mark.to_string() />
            </div>
        }
    })
}

/// The mark of one's ballot, with what it is good for and what it could be used for.
#[component]
pub(super) fn YourMark(mark: String) -> impl IntoView {
    view! {
        <p>"Your ballot's mark: "<code>{mark}</code></p>
        <p>
            "Where the ballots are published after closing, you can find yours by this mark. Whoever else knows the mark can find it too, so keep it to yourself."
        </p>
    }
}
