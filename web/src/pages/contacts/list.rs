//! `/contacts`: every entry of the support page, the most urgent to check first.

use std::collections::BTreeMap;

use blkout_core::care::contacts::{AsOf, CONTACTS, Contact};
use blkout_store::ContactCheck;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{Due, FOR_STEWARDS, last_check, steward, today};
use crate::pages::names::{Names, names};
use crate::pages::restricted::restricted;

/// The page.
#[component]
pub fn ContactList() -> impl IntoView {
    restricted(FOR_STEWARDS, steward, |context, _| async move {
        let checks = context.store.contact_checks();
        let (last, newest) = (checks.last().await?, checks.newest().await?);
        let names = names(&context.store, newest.values().map(|check| &check.by)).await?;
        let as_of = AsOf { today: today(context.now), checks: &last };
        let groups = Due::ALL.map(|due| {
            let entries: Vec<_> = CONTACTS.iter().filter(|contact| Due::of(contact.freshness(as_of)) == due).collect();
            view! { <Group due entries newest=newest.clone() names=names.clone() /> }
        });
        Ok(view! {
            <Title text="Numbers to check" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="support">
                <header class="page-head">
                    <h1>"Numbers to check"</h1>
                    <p class="lede">
                        "People in distress rely on these. Choose one, call it or open its page, and say that you did."
                    </p>
                    <p>
                        "A number itself is changed in the program, where somebody else looks at the change. Readers never see who checked."
                    </p>
                </header>
                {groups.into_iter().collect_view()}
            </main>
        })
    })
}

/// One part of the list; nothing at all when it is empty.
#[component]
fn Group(
    due: Due,
    entries: Vec<&'static Contact>,
    newest: BTreeMap<String, ContactCheck>,
    names: Names,
) -> impl IntoView {
    (!entries.is_empty()).then(|| {
        let cards = entries.into_iter().map(|contact| {
            let words = last_check(contact, newest.get(contact.slug), &names);
            view! {
                <article class="card">
                    <h3><a class="card__link" href=format!("/contacts/{}", contact.slug)>{contact.name}</a></h3>
                    <p>{contact.where_it_works()}</p>
                    <p class="meta"><bdi>{words}</bdi></p>
                </article>
            }
        });
        let cards = cards.collect_view();
        view! {
            <section class="stack" aria-labelledby=due.slug()>
                <h2 id=due.slug()>{due.heading()}</h2>
                <p>{due.meaning()}</p>
                <div class="grid">{cards}</div>
            </section>
        }
    })
}
