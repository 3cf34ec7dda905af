//! Somebody who can help: the number first, then who, when, where and what it costs.

use blkout_core::care::contacts::{Contact, Freshness};
use blkout_core::time::CalendarDate;
use leptos::prelude::*;

/// One entry of the support page.
#[component]
pub fn ContactCard(
    /// The entry.
    contact: &'static Contact,
    /// The day on which the page is read.
    today: CalendarDate,
) -> impl IntoView {
    let ways = contact
        .reach
        .iter()
        .map(|way| view! { <p><a class="button button--primary" href=way.href()>{way.label()}</a></p> })
        .collect_view();
    view! {
        <article class="contact">
            <h3>{contact.name}</h3>
            <p>{contact.about}</p>
            {ways}
            <p class="meta">
                <span>{contact.hours.label()}</span>
                <span>{contact.cost.label()}</span>
                <span>{contact.where_it_works()}</span>
            </p>
            <p class="meta">
                <span>{checked(contact.freshness(today))}</span>
                <a href=contact.source rel="noopener noreferrer">
                    {contact.name} " on the web"
                </a>
            </p>
        </article>
    }
}

/// How far the entry can be relied upon, in words.
fn checked(freshness: Freshness) -> String {
    match freshness {
        Freshness::Checked { on } => format!("Checked by a person on {on}"),
        Freshness::Old { on } => format!("Last checked on {on}; it may have changed since"),
        Freshness::NeverChecked | Freshness::Hidden => String::from("Not yet checked by a person"),
    }
}
