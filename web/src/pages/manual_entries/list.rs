//! `/manual-entries`: what waits for a second steward, the form to enter more, and what is in the ledger.

use blkout_store::KeptManual;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{
    FOR_STEWARDS,
    form::EntryForm,
    show::fresh_key,
    steward,
    words::{badge, sharing, title},
};
use crate::{
    components::CardGroup,
    pages::{
        names::{Names, names},
        restricted::{NotDone, restricted},
    },
};

/// The page.
#[component]
pub fn ManualEntryList() -> impl IntoView {
    restricted(FOR_STEWARDS, steward, |context, _| async move {
        let manual = context.store.manual();
        let (waiting, approved) = (manual.waiting().await?, manual.approved().await?);
        let every: Vec<&KeptManual> = waiting.iter().chain(&approved).collect();
        let names = names(&context.store, every.iter().map(|kept| &kept.entered_by)).await?;
        let is_empty = every.is_empty();
        let form = context.form();
        let key = fresh_key(context.now)?;
        Ok(view! {
            <Title text="Manual entries" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head">
                    <h1>"Bank transfers and cash"</h1>
                    <p class="lede">
                        "Payments that no processor reports. One steward enters them, another approves; then they are split like every payment and stand in the public record."
                    </p>
                </header>
                <NotDone form=form.clone() />
                {is_empty.then(|| view! {
                    <div class="notice notice--info">
                        <p class="notice__title">"Nothing has been entered yet"</p>
                        <p>"What you enter below waits here until another steward has looked at it."</p>
                    </div>
                })}
                <CardGroup id="waiting" heading="Waiting for approval" cards=cards(waiting, &names) />
                <section class="stack" aria-labelledby="enter">
                    <h2 id="enter">"Enter a payment"</h2>
                    <EntryForm
                        action="/manual-entries".to_owned()
                        key
                        form
                        now=context.now
                        currency="GBP".to_owned()
                        refund=false
                    />
                </section>
                <CardGroup id="approved" heading="In the ledger" cards=cards(approved, &names) />
            </main>
        })
    })
}

fn cards(entries: Vec<KeptManual>, names: &Names) -> Vec<impl IntoView + use<>> {
    let card = |kept: KeptManual| {
        let name = names.get(&kept.entered_by).cloned().unwrap_or_default();
        view! { <Card kept name /> }
    };
    entries.into_iter().map(card).collect()
}

#[component]
fn Card(kept: KeptManual, name: String) -> impl IntoView {
    let (class, word) = badge(kept.state);
    let date = kept.entry.date();
    view! {
        <article class="card">
            <p class="cluster">
                <span class=class>{word}</span>
                <span class="badge">{kept.entry.channel.label()}</span>
            </p>
            <h3>
                <a class="card__link" href=format!("/manual-entries/{}", kept.entry.id)><bdi>{title(&kept)}</bdi></a>
            </h3>
            <p class="money">{kept.entry.amount.to_string()}</p>
            <p><bdi>{sharing(&kept.weights)}</bdi></p>
            <p class="meta">
                <time datetime=date.iso()>{date.to_string()}</time>
                <span>"entered by " <bdi>{name}</bdi></span>
            </p>
        </article>
    }
}
