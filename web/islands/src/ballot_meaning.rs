//! Says live what the chosen ballot would mean, in a vote form that the server has drawn.
//!
//! Without scripts every choice carries its explanation, and the ballot can be cast all the same. The island has no
//! properties but what it reads from the form, because properties would bring a JSON reader into the bundle (22 kB).

use leptos::{ev::Event, prelude::*};

/// Listens to the choices of a vote form.
///
/// Knows the rule and the size of the electorate and nothing of other ballots, so it cannot give a count away.
#[island]
pub fn BallotMeaning(
    /// A group with the attributes `data-kind`, `data-electorate` and, where creators are affected,
    /// `data-affects-creators`; in it the radio buttons, and an element with `data-meaning` for the words.
    children: Children,
) -> impl IntoView {
    view! {
        <div on:change=|event| {
            explain(&event);
        }>{children()}</div>
    }
}

/// Puts the meaning of the choice just made under the choices. `None` where the page is not as it should be; then
/// nothing changes.
#[cfg(feature = "hydrate")]
fn explain(event: &Event) -> Option<()> {
    use blkout_core::governance::{ballot_meaning, meaning::VoteAtHand};

    let group = event_target::<web_sys::Element>(event).closest("[data-kind]").ok()??;
    let vote = VoteAtHand {
        kind: group.get_attribute("data-kind")?.parse().ok()?,
        electorate: group.get_attribute("data-electorate")?.parse().ok()?,
        affects_creators: group.has_attribute("data-affects-creators"),
    };
    let meaning = ballot_meaning(vote, event_target_value(event).parse().ok()?)?;
    group.query_selector("[data-meaning]").ok()??.set_text_content(Some(&meaning.paragraph()));
    Some(())
}

/// On the server nobody chooses.
#[cfg(not(feature = "hydrate"))]
fn explain(_event: &Event) -> Option<()> {
    None
}
