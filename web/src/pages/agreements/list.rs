//! `/agreements`: what waits for one's answer, what is in force, and the form to propose another.

use blkout_core::{
    agreements::{MAX_PARTIES, State},
    money::CreatorSlug,
};
use blkout_store::KeptAgreement;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{
    FOR_CREATORS,
    words::{Moment, state_class},
};
use crate::{
    components::{CardGroup, ErrorSummary, TextField, TextLines},
    context::FormReturn,
    pages::restricted::{NotDone, restricted},
};

/// The page.
#[component]
pub fn AgreementList() -> impl IntoView {
    restricted(
        FOR_CREATORS,
        |viewer| viewer.creator_slug.clone(),
        |context, creator| async move {
            let all = context.store.agreements().of_creator(&creator).await?;
            let is_empty = all.is_empty();
            let mut groups: [Vec<KeptAgreement>; 4] = Default::default();
            for kept in all {
                let place = match kept.agreement.state {
                    State::Proposed if kept.agreement.waits_for(&creator) => 0,
                    State::Proposed => 1,
                    State::InForce => 2,
                    State::Declined | State::Withdrawn | State::Ended => 3,
                };
                groups[place].push(kept);
            }
            let [yours, others, in_force, over] = groups;
            let form = context.form();
            Ok(view! {
                <Title text="Agreements" />
                <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                    <header class="page-head">
                        <h1>"Agreements"</h1>
                        <p class="lede">
                            "How you and other creators share the works that you make together. Everybody who is named has to accept, and any of you can end it."
                        </p>
                    </header>
                    <NotDone form=form.clone() />
                    {is_empty.then(|| view! {
                        <div class="notice notice--info">
                            <p class="notice__title">"No agreements yet"</p>
                            <p>"Without an agreement, payments are shared as the shop says. With one, payments from then on are shared as you agreed."</p>
                        </div>
                    })}
                    <CardGroup id="yours" heading="Waiting for your answer" cards=cards(yours) />
                    <CardGroup id="others" heading="Waiting for others" cards=cards(others) />
                    <CardGroup id="in-force" heading="In force" cards=cards(in_force) />
                    <Propose creator form />
                    <CardGroup id="over" heading="Over" cards=cards(over) />
                </main>
            })
        },
    )
}

fn cards(agreements: Vec<KeptAgreement>) -> Vec<impl IntoView> {
    agreements.into_iter().map(|kept| view! { <Card kept /> }).collect()
}

#[component]
fn Card(kept: KeptAgreement) -> impl IntoView {
    let agreement = kept.agreement;
    let creators: Vec<String> =
        agreement.terms.weights().iter().map(|(creator, weight)| format!("{creator} {weight}")).collect();
    let since = kept.since.map(|at| view! { <p class="meta">"Since " <Moment at /></p> });
    let until = kept.until.map(|at| view! { <p class="meta">"Until " <Moment at /></p> });
    view! {
        <article class="card">
            <p class="cluster"><span class=state_class(agreement.state)>{agreement.state.label()}</span></p>
            <h3>
                <a class="card__link" href=format!("/agreements/{}", kept.id)><bdi>{agreement.terms.work().to_owned()}</bdi></a>
            </h3>
            <p><bdi>{creators.join(", ")}</bdi></p>
            {since}
            {until}
        </article>
    }
}

/// The form.
#[component]
fn Propose(creator: CreatorSlug, form: FormReturn) -> impl IntoView {
    let has_fields = form.error("step").is_none();
    let summary = has_fields.then(|| view! { <ErrorSummary form=form.clone() /> });
    let hint = format!(
        "One on each line, up to {MAX_PARTIES}: the name of their account here, a colon, and a whole number. {creator}:2 and bo:1 means that you get two parts of three."
    );
    view! {
        <section class="stack" aria-labelledby="propose">
            <h2 id="propose">"Propose an agreement"</h2>
            {summary}
            <form class="stack" method="post" action="/agreements">
                <TextField
                    form=form.clone()
                    name="work"
                    label="The work"
                    hint="Its title, exactly as it stands with its payments in the ledger."
                />
                <TextLines form name="creators" label="Who shares it" hint initial=format!("{creator}:1\n") />
                <p class="hint">
                    "The others are asked on their own page. Until the last of them accepts, nothing changes; then it is for what is paid later, and stands in the public record."
                </p>
                <div class="cluster"><button class="button button--primary" type="submit">"Propose it"</button></div>
            </form>
        </section>
    }
}
