//! Articles as cards. A card is made of what a list may say; it never holds a passage.

use blkout_core::care::article::ArticleCard;
use leptos::prelude::*;

use super::warnings_line;

/// Cards in a grid, in the order given.
#[component]
pub fn ArticleCards(
    /// The articles.
    cards: Vec<ArticleCard>,
) -> impl IntoView {
    let cards = cards.into_iter().map(|card| view! { <li class="card">{article_card(card)}</li> }).collect_view();
    view! { <ul class="grid" data-section="newsroom">{cards}</ul> }
}

fn article_card(card: ArticleCard) -> impl IntoView {
    let address = format!("/newsroom/{}", card.slug.as_str());
    let date = card.published_at.date();
    let warnings = (!card.warnings.is_empty()).then(|| {
        let line = format!("Has a closed part about: {}", warnings_line(&card.warnings));
        view! { <p class="card__warning">{line}</p> }
    });
    view! {
        <h3><a class="card__link" href=address>{card.title}</a></h3>
        <p>{card.summary}</p>
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
