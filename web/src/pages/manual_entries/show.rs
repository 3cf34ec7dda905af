//! `/manual-entries/{id}`: one entry, and what the steward who looks at it can do.

use blkout_core::{
    money::Money,
    payments::manual::{ManualId, Matter},
    time::UtcMillis,
};
use blkout_store::{KeptManual, ManualState, fresh_manual_id};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{
    FOR_STEWARDS,
    form::EntryForm,
    steward,
    words::{approval, badge, sharing, title},
};
use crate::{
    context::{FormReturn, Viewer},
    page::PageError,
    pages::{
        names::names,
        restricted::{NotDone, restricted},
    },
};

/// A key for one form: whatever is sent with it is one entry, however often.
pub(super) fn fresh_key(now: UtcMillis) -> Result<String, PageError> {
    let mut random = [0; 10];
    getrandom::fill(&mut random).map_err(|_| PageError::NoRandomness)?;
    Ok(fresh_manual_id(now, random)?.to_string())
}

/// The entry at this address.
#[component]
pub fn ManualEntryPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get("id")).unwrap_or_default();
    restricted(FOR_STEWARDS, steward, move |context, viewer| async move {
        let id: ManualId = id.parse().map_err(|_| PageError::NotFound)?;
        let kept = context.store.manual().find(&id).await?.ok_or(PageError::NotFound)?;
        let name = names(&context.store, [&kept.entered_by]).await?.remove(&kept.entered_by).unwrap_or_default();
        let key = fresh_key(context.now)?;
        Ok(show(kept, &viewer, name, Refund { key, form: context.form(), now: context.now }))
    })
}

/// What the form for money given back needs.
struct Refund {
    key: String,
    form: FormReturn,
    now: UtcMillis,
}

fn show(kept: KeptManual, viewer: &Viewer, name: String, refund: Refund) -> impl IntoView + use<> {
    let (class, word) = badge(kept.state);
    let date = kept.entry.date();
    let left = kept.left.map(|minor| Money::new(minor, kept.entry.amount.currency).to_string());
    let note = (!kept.entry.note.is_empty()).then(|| kept.entry.note.clone());
    let form = refund.form.clone();
    let steps = steps(&kept, viewer, refund);
    view! {
        <Title text="A manual entry" />
        <main id="main" tabindex="-1" class="page page--narrow stack--loose" data-section="money">
            <header class="page-head">
                <p class="eyebrow"><a href="/manual-entries">"Bank transfers and cash"</a></p>
                <h1><bdi>{title(&kept)}</bdi></h1>
                <p class="cluster"><span class=class>{word}</span></p>
            </header>
            <NotDone form />
            <dl class="facts">
                <div><dt>"Amount"</dt><dd class="money money--big">{kept.entry.amount.to_string()}</dd></div>
                {left.map(|left| view! { <div><dt>"Left of it"</dt><dd class="money">{left}</dd></div> })}
                <div><dt>"How"</dt><dd>{kept.entry.channel.label()}</dd></div>
                <div><dt>"Day"</dt><dd><time datetime=date.iso()>{date.to_string()}</time></dd></div>
                <div><dt>"Who shares it"</dt><dd><bdi>{sharing(&kept.weights)}</bdi></dd></div>
                <div><dt>"Entered by"</dt><dd><bdi>{name}</bdi></dd></div>
                {note.map(|note| view! { <div><dt>"Note"</dt><dd><bdi>{note}</bdi></dd></div> })}
            </dl>
            {steps}
        </main>
    }
}

fn steps(kept: &KeptManual, viewer: &Viewer, refund: Refund) -> AnyView {
    let id = kept.entry.id.clone();
    match (kept.state, &kept.entry.matter) {
        (ManualState::Waiting, _) => {
            let approve = match approval(kept, viewer) {
                Ok(()) => view! {
                    <p>"If the money is there and everything above is right, approve it. It goes into the ledger and cannot be changed then."</p>
                    <form method="post" action=format!("/manual-entries/{id}/approve")>
                        <button class="button button--primary" type="submit">"Approve it"</button>
                    </form>
                }
                .into_any(),
                Err(reason) => view! { <p>"It waits: " {reason.to_string()} "."</p> }.into_any(),
            };
            view! {
                <section class="stack" aria-labelledby="steps">
                    <h2 id="steps">"Is it right?"</h2>
                    {approve}
                    <p>"If something is wrong, take it back and enter it anew. Nothing has been booked yet."</p>
                    <form method="post" action=format!("/manual-entries/{id}/withdraw")>
                        <button class="button button--quiet" type="submit">"Take it back"</button>
                    </form>
                </section>
            }
            .into_any()
        }
        (ManualState::Approved, Matter::Payment { .. }) if kept.left.is_some_and(|left| left > 0) => {
            let currency = kept.entry.amount.currency.code().to_owned();
            let Refund { key, form, now } = refund;
            view! {
                <section class="stack" aria-labelledby="refund">
                    <h2 id="refund">"Given money back?"</h2>
                    <p>"Enter what was given back, by transfer or in cash. Another steward approves that too."</p>
                    <EntryForm
                        action=format!("/manual-entries/{id}/refund")
                        key
                        form
                        now
                        currency
                        refund=true
                    />
                </section>
            }
            .into_any()
        }
        _ => ().into_any(),
    }
}
