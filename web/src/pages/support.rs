//! `/support`: help now. No pictures, nothing to sign in to, the numbers before the words (care.md, Help).

use blkout_core::care::contacts::{self, Contact, HelpTopic, Urgency};
use blkout_core::time::CalendarDate;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::{ContactCard, GroundingSteps};
use crate::page::request;

/// How many numbers stand at the very top, before any explanation: one for danger, the rest for talking.
const FIRST_NUMBERS: usize = 4;

/// The page.
#[component]
pub fn Support() -> impl IntoView {
    let today = request().now.date();
    view! {
        <Title text="Support"/>
        <main id="main" class="page page--narrow" data-section="support">
            <h1>"Help now"</h1>
            {first_numbers(today)}
            <p>
                "You do not have to be sure that it is serious enough. You can hang up at any time. Calls may show on the phone's own list and on a bill."
            </p>
            <nav aria-label="On this page">
                <ul class="cluster">
                    {HelpTopic::ALL
                        .map(|topic| view! { <li><a class="button button--quiet" href=format!("#{}", topic.slug())>{topic.label()}</a></li> })
                        .collect_view()}
                    <li><a class="button button--quiet" href="#grounding">"Ground myself"</a></li>
                </ul>
            </nav>
            <section class="stack" id="danger">
                <h2>"In danger now"</h2>
                {cards(contacts::with_urgency(Urgency::ImmediateDanger, today), today)}
            </section>
            <section class="stack" id="talk">
                <h2>"To talk to somebody now"</h2>
                {cards(contacts::with_urgency(Urgency::TalkNow, today), today)}
            </section>
            {HelpTopic::ALL.map(|topic| topic_section(topic, today)).collect_view()}
            <section class="stack prose" id="grounding">
                <h2>"Ground myself"</h2>
                <GroundingSteps/>
            </section>
            <section class="notice notice--info">
                <h2 class="notice__title">"About these numbers"</h2>
                <p>
                    "Hours and costs can change. Each entry says when a person of this project last checked it, and links to the organisation's own page. Where it says “not yet checked”, nobody here has phoned it so far."
                </p>
                <p>"All numbers are for the United Kingdom. We keep no record of who opens this page."</p>
            </section>
        </main>
    }
}

/// The first numbers as buttons, for somebody who cannot read further.
fn first_numbers(today: CalendarDate) -> impl IntoView {
    let buttons = contacts::with_urgency(Urgency::ImmediateDanger, today)
        .take(1)
        .chain(contacts::with_urgency(Urgency::TalkNow, today))
        .take(FIRST_NUMBERS)
        .filter_map(|contact| Some((contact, contact.reach.first()?)))
        .map(|(contact, way)| {
            view! {
                <li>
                    <a class="button button--primary" href=way.href()>
                        <span>{way.label()}</span>
                        <small>{contact.name}</small>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="first-numbers">{buttons}</ul> }
}

fn topic_section(topic: HelpTopic, today: CalendarDate) -> impl IntoView {
    view! {
        <section class="stack" id=topic.slug()>
            <h2>{topic.label()}</h2>
            {cards(contacts::about_topic(topic, today), today)}
        </section>
    }
}

fn cards(entries: impl Iterator<Item = &'static Contact>, today: CalendarDate) -> impl IntoView {
    entries.map(|contact| view! { <ContactCard contact today/> }).collect::<Vec<_>>()
}
