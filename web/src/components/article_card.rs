//! Articles as cards. A card is made of what a list may say; it never holds a passage.

use blkout_core::care::article::ArticleCard;
use leptos::prelude::*;

use super::{Cloth, ClothSize, warnings_line};
use crate::page::request;

/// Cards in a grid, in the order given; the first one is the largest where there is room.
#[component]
pub fn ArticleCards(
    /// The articles.
    cards: Vec<ArticleCard>,
) -> impl IntoView {
    let size = |place| if place == 0 { ClothSize::Cloth } else { ClothSize::Strip };
    let cards = cards
        .into_iter()
        .enumerate()
        .map(|(place, card)| view! { <li class="card">{article_card(card, size(place))}</li> })
        .collect_view();
    view! { <ul class="grid grid--lead" data-section="newsroom">{cards}</ul> }
}

fn article_card(card: ArticleCard, size: ClothSize) -> impl IntoView {
    let address = format!("/newsroom/{}", card.slug.as_str());
    let date = card.published_at.date();
    let warnings = (!card.warnings.is_empty()).then(|| {
        let line = format!("Has a closed part about: {}", warnings_line(&card.warnings));
        view! { <p class="card__warning">{line}</p> }
    });
    // At the strongest setting a list says what a piece is about and leaves the summary to its own page.
    let shows_summary = card.warnings.is_empty() || request().preferences.strength.lists_show_warned_summaries();
    view! {
        <Cloth seed=card.slug.as_str() size />
        <h3><a class="card__link" href=address>{card.title}</a></h3>
        {shows_summary.then(|| view! { <p>{card.summary}</p> })}
        {warnings}
        <p class="meta">
            <span>{card.author}</span>
            <time datetime=date.iso()>{date.to_string()}</time>
            <span>{reading_time(card.length.minutes())}</span>
        </p>
    }
}

/// "1 minute", "4 minutes".
pub(crate) fn reading_time(minutes: u32) -> String {
    match minutes {
        0 | 1 => String::from("1 minute"),
        minutes => format!("{minutes} minutes"),
    }
}
