//! Somebody who can help: the number first, then who, when, where and what it costs.

use blkout_core::{
    care::contacts::{Contact, Freshness, Hours, LondonTime},
    time::UtcMillis,
};
use leptos::prelude::*;

/// One entry of the support page.
#[component]
pub fn ContactCard(
    /// The entry.
    contact: &'static Contact,
    /// How far the entry can be relied upon on the day on which the page is read.
    freshness: Freshness,
    /// When the page is read; none for a copy that is kept, which must not say what is open now.
    now: Option<UtcMillis>,
    /// Whether the page has shown the entry further up; paper shows it once.
    again: bool,
) -> impl IntoView {
    let ways = contact
        .reach
        .iter()
        .map(|way| view! { <p><a class="button button--primary" href=way.href()>{way.label()}</a></p> })
        .collect_view();
    let open = now.and_then(|now| open_now(contact.hours, now)).map(|(is_open, words, at)| {
        let class = if is_open { "contact__open" } else { "contact__closed" };
        view! { <p class=class><strong>{words}</strong> " (at " {at} ")"</p> }
    });
    view! {
        <article class=if again { "contact contact--again" } else { "contact" }>
            <h3>{contact.name}</h3>
            <p>{contact.about}</p>
            {ways}
            {open}
            <p class="meta">
                <span>{contact.hours.label()}</span>
                <span>{contact.cost.label()}</span>
                <span>{contact.where_it_works()}</span>
            </p>
            <p class="meta contact__source">
                <span>{checked(freshness)}</span>
                <a href=contact.source rel="noopener noreferrer">
                    {contact.name} " on the web"
                </a>
            </p>
        </article>
    }
}

/// Whether somebody answers now, in words, and the time of which that is said; none where the hours say it already.
fn open_now(hours: Hours, now: UtcMillis) -> Option<(bool, String, String)> {
    if hours == Hours::Always {
        return None;
    }
    let state = hours.state_at(now)?;
    Some((state.is_open(), state.label(), LondonTime::at(now).clock_text()))
}

/// How far the entry can be relied upon, in words.
pub(crate) fn checked(freshness: Freshness) -> String {
    match freshness {
        Freshness::Checked { on } => format!("Checked by a person on {on}"),
        Freshness::Old { on } => format!("Last checked on {on}; it may have changed since"),
        Freshness::NeverChecked | Freshness::Hidden => String::from("Not yet checked by a person"),
    }
}

#[cfg(test)]
mod tests {
    use blkout_core::care::contacts::ClockTime;

    use super::*;

    #[test]
    fn what_is_open_now_names_the_time_and_what_always_is_does_not() {
        let at = |hour| ClockTime { hour, minute: 0 };
        let hours = Hours::EveryDay { opens: at(10), closes: at(22) };
        let said = |report| open_now(hours, UtcMillis::parse_report(report).unwrap()).unwrap();
        let (is_open, words, time) = said("2026-07-21 13:05:59");
        assert_eq!((is_open, words.as_str(), time.as_str()), (true, "Open now, until 22:00", "14:05 UK time"));
        let (is_open, words, time) = said("2026-11-21 22:30:00");
        assert_eq!((is_open, words.as_str(), time.as_str()), (false, "Opens tomorrow at 10:00", "22:30 UK time"));
        let now = UtcMillis::parse_report("2026-11-21 22:30:00").unwrap();
        assert_eq!((open_now(Hours::Always, now), open_now(Hours::SeeSource, now)), (None, None));
    }
}
