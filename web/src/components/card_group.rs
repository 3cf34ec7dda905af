//! Cards under a heading of their own: one part of a list that has several.

use leptos::prelude::*;

/// The part; nothing at all when there are no cards.
#[component]
pub fn CardGroup<C: IntoView + 'static>(
    /// The heading's id.
    id: &'static str,
    /// What the cards have in common.
    heading: &'static str,
    /// Each an `article` with the class `card`, whose heading is an `h3`.
    cards: Vec<C>,
) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby=id>
                <h2 id=id>{heading}</h2>
                <div class="grid">{cards}</div>
            </section>
        }
    })
}
