//! A piece as readers will see it, before it is published, with topics that it may touch.

use blkout_core::care::article::Article;
use blkout_core::care::preferences::Strength;
use blkout_core::care::suggest::{Piece, Suggestion, suggest};
use blkout_core::care::warning::{Topic, Warning};
use leptos::prelude::*;
use leptos_meta::Title;

use super::{ADD_FIELD, GO_ON, IGNORE_FIELD, IGNORED_FIELD, PUBLISH, STEP_FIELD, WRITE_PATH, values};
use crate::{context::FormReturn, pages::newsroom::show};

/// The fields that travel on.
const FIELDS: [&str; 6] = ["title", "summary", "text", "own_words", super::TOPICS_FIELD, IGNORED_FIELD];

#[component]
pub(super) fn Preview(article: Article, form: FormReturn, strength: Strength) -> impl IntoView {
    let settled = settled(&article, &form);
    let piece = Piece { title: &article.card().title, summary: &article.card().summary, text: article.source() };
    let suggestions = suggest(piece, &settled);
    let carried: Vec<_> = form
        .values
        .into_iter()
        .filter(|(name, _)| FIELDS.contains(&name.as_str()))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <Title text="Writing" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="newsroom">
            <p class="notice notice--info" role="status">
                "This is how readers will see it. It is not published yet. "
                <a href="#before">"Publish it or go on writing"</a>
            </p>
            {show::body(&article, strength)}
            <form class="stack" method="post" action=WRITE_PATH id="before" tabindex="-1">
                {carried}
                <Suggestions suggestions />
                <h2>"Ready?"</h2>
                <p>"Once it is published, everybody can read it. You can change what it is about later."</p>
                <div class="cluster">
                    <button class="button button--primary" type="submit" name=STEP_FIELD value=PUBLISH>
                        "Publish"
                    </button>
                    <button class="button" type="submit" name=STEP_FIELD value=GO_ON>
                        "Go on writing"
                    </button>
                </div>
            </form>
        </main>
    }
}

/// What needs no suggestion: what the author chose, for the whole or for a part, and what they waved away.
fn settled(article: &Article, form: &FormReturn) -> Vec<Topic> {
    let chosen = article.card().warnings.iter().filter_map(|warning| match warning {
        Warning::Topic(topic) => Some(*topic),
        Warning::OwnWords(_) => None,
    });
    chosen.chain(values(form, IGNORED_FIELD).filter_map(Topic::from_slug)).collect()
}

/// Nothing at all where nothing is suggested.
#[component]
fn Suggestions(suggestions: Vec<Suggestion>) -> impl IntoView {
    (!suggestions.is_empty()).then(|| {
        let items: Vec<_> = suggestions
            .into_iter()
            .map(|suggestion| {
                let (slug, label) = (suggestion.topic.slug(), suggestion.topic.label());
                view! {
                    <li class="stack stack--tight">
                        <p>{suggestion.reason()}</p>
                        <p class="cluster">
                            <button class="button" type="submit" name=ADD_FIELD value=slug>
                                "Add “" {label} "”"
                            </button>
                            <button class="button button--quiet" type="submit" name=IGNORE_FIELD value=slug>
                                "Not needed"
                                <span class="visually-hidden">": " {label}</span>
                            </button>
                        </p>
                    </li>
                }
            })
            .collect();
        view! {
            <h2>"Would you like to add any of these?"</h2>
            <p>
                "A list of words found them, and it knows nothing of what you mean. You decide, and you can publish without any. If you closed no part of the text yourself, adding one closes all of it."
            </p>
            <ul class="plain stack">{items}</ul>
        }
    })
}
