//! `/agreements/{id}`: one agreement, who has accepted, and what one can do. For its own creators only.

use blkout_core::{
    agreements::{Agreement, AgreementId, State},
    money::CreatorSlug,
};
use blkout_store::KeptAgreement;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{
    FOR_CREATORS,
    words::{Moment, Shares, state_class},
};
use crate::{
    page::PageError,
    pages::restricted::{NotDone, restricted},
};

/// The agreement at this address.
#[component]
pub fn AgreementPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    restricted(
        FOR_CREATORS,
        |viewer| viewer.creator_slug.clone(),
        move |context, creator| async move {
            let id: AgreementId = id.parse().map_err(|_| PageError::NotFound)?;
            let kept = context.store.agreements().find(&id).await?;
            // What others agree on is nobody else's business: to them it is not there.
            let kept = kept.filter(|kept| kept.agreement.terms.has_party(&creator)).ok_or(PageError::NotFound)?;
            Ok(show(kept, &creator, context.form()))
        },
    )
}

fn show(kept: KeptAgreement, creator: &CreatorSlug, form: crate::context::FormReturn) -> impl IntoView + use<> {
    let KeptAgreement { id, agreement, proposed_at, since, until } = kept;
    let answers = (agreement.state == State::Proposed).then(|| view! { <Answers agreement=agreement.clone() /> });
    let steps = steps(&id, &agreement, creator);
    let since = since.map(|at| view! { <div><dt>"In force since"</dt><dd><Moment at /></dd></div> });
    let until = until.map(|at| view! { <div><dt>"Ended"</dt><dd><Moment at /></dd></div> });
    view! {
        <Title text="An agreement" />
        <main id="main" tabindex="-1" class="page page--narrow stack--loose" data-section="money">
            <header class="page-head">
                <p class="eyebrow"><a href="/agreements">"Agreements"</a></p>
                <h1><bdi>{agreement.terms.work().to_owned()}</bdi></h1>
                <p class="cluster"><span class=state_class(agreement.state)>{agreement.state.label()}</span></p>
            </header>
            <NotDone form />
            <section class="stack" aria-labelledby="shares">
                <h2 id="shares">"Who shares it"</h2>
                <Shares weights=agreement.terms.weights().clone() />
                <p class="hint">
                    "At least 75% of what somebody pays goes to the creators together; this is how they share it. It is for payments that name this work and nobody but these creators."
                </p>
            </section>
            {answers}
            <dl class="facts">
                <div><dt>"Proposed by"</dt><dd><bdi>{agreement.proposer.to_string()}</bdi>", "<Moment at=proposed_at /></dd></div>
                {since}
                {until}
            </dl>
            {steps}
        </main>
    }
}

/// Who has said yes so far.
#[component]
fn Answers(agreement: Agreement) -> impl IntoView {
    let items = agreement.terms.weights().iter().map(|(party, _)| {
        let answer = if agreement.accepted.contains(party) { "has accepted" } else { "has not answered yet" };
        view! { <li><bdi>{party.to_string()}</bdi> " " {answer}</li> }
    });
    let items = items.collect_view();
    view! {
        <section class="stack" aria-labelledby="answers">
            <h2 id="answers">"Answers"</h2>
            <ul>{items}</ul>
        </section>
    }
}

/// What this creator can do now.
fn steps(id: &AgreementId, agreement: &Agreement, creator: &CreatorSlug) -> AnyView {
    let is_proposer = agreement.proposer == *creator;
    match agreement.state {
        State::Proposed if is_proposer => view! {
            <section class="stack" aria-labelledby="steps">
                <h2 id="steps">"Changed your mind?"</h2>
                <p>"Until everybody has accepted, you can take it back. Nothing else changes by that."</p>
                <Step id=id.clone() step="withdraw" words="Take it back" is_quiet=true />
            </section>
        }
        .into_any(),
        State::Proposed => {
            let may_accept = agreement.waits_for(creator);
            let words = if may_accept {
                "If you accept, and the others do too, payments from then on are shared like this. If you decline, the proposal is over and everything stays as it is. You can take your time."
            } else {
                "You have accepted. Until the others have, you can still decline."
            };
            view! {
                <section class="stack" aria-labelledby="steps">
                    <h2 id="steps">"Your answer"</h2>
                    <p>{words}</p>
                    <div class="cluster">
                        {may_accept.then(|| view! { <Step id=id.clone() step="accept" words="Accept" is_quiet=false /> })}
                        <Step id=id.clone() step="decline" words="Decline" is_quiet=true />
                    </div>
                </section>
            }
            .into_any()
        }
        State::InForce => view! {
            <section class="stack" aria-labelledby="steps">
                <h2 id="steps">"End it"</h2>
                <p>
                    "Any of you can end it, without a reason. What was paid before stays as it was shared; later payments are shared as the shop says, or as you agree anew."
                </p>
                <Step id=id.clone() step="end" words="End this agreement" is_quiet=true />
            </section>
        }
        .into_any(),
        State::Declined | State::Withdrawn | State::Ended => {
            view! { <p class="alone"><a href="/agreements#propose">"Propose another"</a></p> }.into_any()
        }
    }
}

/// A form of one button.
#[component]
fn Step(id: AgreementId, step: &'static str, words: &'static str, is_quiet: bool) -> impl IntoView {
    let class = if is_quiet { "button button--quiet" } else { "button button--primary" };
    view! {
        <form method="post" action=format!("/agreements/{id}/{step}")>
            <button class=class type="submit">{words}</button>
        </form>
    }
}
