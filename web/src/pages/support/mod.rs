//! `/support`: help now. No pictures, nothing to sign in to, the numbers before the words (care.md, Help).
//!
//! `?nation=` and `?topic=` leave out what does not fit; `?hours=plain` is the copy to keep for reading offline, which
//! never says what is open now.

mod asked;
mod fit;
mod lean;
mod style;

use std::collections::BTreeSet;

use blkout_core::{
    care::contacts::{self, AsOf, Contact, HelpTopic, Hours, LastChecks, LondonTime, Nation, Urgency},
    time::UtcMillis,
};
use blkout_store::Store;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use self::{
    asked::Asked,
    fit::{Fit, Found},
};
use crate::{
    components::{ContactCard, GroundingSteps},
    page::{page, request},
};

pub use style::{SUPPORT_PATH, SupportStyle};

/// How many numbers stand at the very top, before any explanation: one for danger, the rest for talking.
const FIRST_NUMBERS: usize = 4;

/// The page.
#[component]
pub fn Support() -> impl IntoView {
    let context = request();
    let query = use_query_map().get_untracked();
    let asked = Asked::read(|name| query.get(name));
    page(async move {
        let checks = last_checks(&context.store).await;
        let is_steward = context.viewer.is_some_and(|viewer| viewer.is_steward);
        Ok(numbers(asked, &checks, context.now, is_steward))
    })
}

/// The checks that were recorded; none when they cannot be read, because the numbers have to be there all the same.
async fn last_checks(store: &Store) -> LastChecks {
    store.contact_checks().last().await.unwrap_or_else(|error| {
        tracing::error!(%error, "the checks of the numbers could not be read; the page goes without them");
        LastChecks::default()
    })
}

/// The page from what is known.
fn numbers(asked: Asked, checks: &LastChecks, now: UtcMillis, is_steward: bool) -> impl IntoView + use<> {
    let today = LondonTime::at(now).date;
    let as_of = AsOf { today, checks };
    let mut cards = Cards { as_of, now: (!asked.to_keep).then_some(now), seen: BTreeSet::new() };
    let danger = cards.show(contacts::with_urgency(Urgency::ImmediateDanger, asked.nation, as_of));
    let talk = cards.show(contacts::with_urgency(Urgency::TalkNow, asked.nation, as_of));
    let topics = HelpTopic::ALL
        .into_iter()
        .filter(|topic| asked.topic.is_none_or(|chosen| chosen == *topic))
        .map(|topic| topic_section(topic, asked.nation, &mut cards))
        .collect_view();
    let when =
        if asked.to_keep { format!("{today}") } else { format!("{today}, {}", LondonTime::at(now).clock_text()) };
    let for_stewards = is_steward.then(|| {
        view! { <p class="alone"><a href="/contacts">"Numbers that are due for a check"</a></p> }
    });
    view! {
        <Title text="Support"/>
        <main id="main" tabindex="-1" class="page page--narrow support" data-section="support">
            <h1>"Help now"</h1>
            {first_numbers(asked, as_of, now)}
            <p class="support__calm">
                "You do not have to be sure that it is serious enough. You can hang up at any time. Calls may show on the phone's own list and on a bill."
            </p>
            {jumps(asked)}
            {asked.to_keep.then(|| view! {
                <p class="notice notice--info">
                    "This is a saved copy from " {when.clone()} ". It lists opening hours and cannot say who is open now."
                </p>
            })}
            {(!asked.to_keep).then(|| view! { <Fit asked/> })}
            {asked.is_a_choice().then(|| view! { <Found asked found=asked.found(as_of).len()/> })}
            <section class="stack" id="danger">
                <h2>"In danger now"</h2>
                {danger}
            </section>
            <section class="stack" id="talk">
                <h2>"To talk to somebody now"</h2>
                {talk}
            </section>
            {topics}
            <section class="stack prose" id="grounding">
                <h2>"Ground myself"</h2>
                <GroundingSteps/>
            </section>
            <section class="notice notice--info" id="about">
                <h2 class="notice__title">"About these numbers"</h2>
                <p>
                    "Hours and costs can change, on public holidays most of all. Each entry says when a person of this project last checked it, and links to the organisation's own page. Where it says “not yet checked”, nobody here has phoned it so far."
                </p>
                <p>"All numbers are for the United Kingdom. We keep no record of who opens this page."</p>
                {for_stewards}
            </section>
            <p class="support__date">"Numbers as of " {when}</p>
        </main>
    }
}

/// The first numbers as buttons, for somebody who cannot read further. What is closed now stands aside for what is open.
fn first_numbers(asked: Asked, as_of: AsOf<'_>, now: UtcMillis) -> impl IntoView + use<> {
    let danger = contacts::with_urgency(Urgency::ImmediateDanger, None, as_of);
    let mut talk = contacts::with_urgency(Urgency::TalkNow, asked.nation, as_of);
    talk.sort_by_key(|contact| match contact.hours {
        Hours::Always => 0,
        hours if !asked.to_keep && hours.state_at(now).is_some_and(contacts::OpenState::is_open) => 0,
        Hours::SeeSource => 1,
        _ => 2,
    });
    let buttons = danger
        .into_iter()
        .take(1)
        .chain(talk)
        .take(FIRST_NUMBERS)
        .filter_map(|contact| Some((contact, contact.reach.first()?)))
        .map(|(contact, way)| {
            view! {
                <li>
                    <a class="button button--primary" href=way.href()>
                        <span>{way.label()}</span>
                        <small>{who(contact)}</small>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="first-numbers">{buttons}</ul> }
}

/// Who answers and, where it matters, in which nations and when.
fn who(contact: &Contact) -> String {
    let mut words = contact.name.to_owned();
    if contact.nations.len() < Nation::ALL.len() {
        words = format!("{words}, {}", contact.where_it_works());
    }
    if contact.hours != Hours::Always {
        words = format!("{words}. {}", contact.hours.label());
    }
    words
}

/// Links to the parts of the page.
fn jumps(asked: Asked) -> impl IntoView {
    let topics = HelpTopic::ALL.map(|topic| {
        let is_there = asked.topic.is_none_or(|chosen| chosen == topic);
        is_there.then(|| {
            view! { <li><a class="button button--quiet" href=format!("#{}", topic.slug())>{topic.label()}</a></li> }
        })
    });
    view! {
        <nav aria-label="On this page">
            <ul class="cluster">
                {topics.into_iter().flatten().collect_view()}
                <li><a class="button button--quiet" href="#grounding">"Ground myself"</a></li>
            </ul>
        </nav>
    }
}

fn topic_section(topic: HelpTopic, nation: Option<Nation>, cards: &mut Cards<'_>) -> impl IntoView + use<> {
    let entries = contacts::about_topic(topic, nation, cards.as_of);
    let is_empty = entries.is_empty();
    let all_seen = entries.iter().all(|contact| cards.seen.contains(contact.slug));
    let shown = cards.show(entries);
    let empty = is_empty.then(|| {
        view! {
            <p>
                "We know none here yet. The people under " <a href="#talk">"To talk to somebody now"</a>
                " listen to anything, this too."
            </p>
        }
    });
    view! {
        <section class=if all_seen { "stack support__again" } else { "stack" } id=topic.slug()>
            <h2>{topic.label()}</h2>
            {shown}
            {empty}
        </section>
    }
}

/// Entries on their way to the page.
struct Cards<'c> {
    as_of: AsOf<'c>,
    /// None for a copy to keep.
    now: Option<UtcMillis>,
    /// What the page has shown so far.
    seen: BTreeSet<&'static str>,
}

impl Cards<'_> {
    fn show(&mut self, entries: Vec<&'static Contact>) -> Vec<AnyView> {
        let (as_of, now) = (self.as_of, self.now);
        let card = |contact: &'static Contact| {
            let again = !self.seen.insert(contact.slug);
            view! { <ContactCard contact freshness=contact.freshness(as_of) now again/> }.into_any()
        };
        entries.into_iter().map(card).collect()
    }
}
