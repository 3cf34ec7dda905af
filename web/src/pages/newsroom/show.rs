//! `/newsroom/{slug}`: an article, its warned passages closed.

use blkout_core::care::article::{Article, ArticleSlug};
use blkout_core::care::passage::Passage;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use crate::components::{KeepPage, WarnedPassage, warnings_line};
use crate::markdown::{Outline, Prose, render_part};
use crate::page::{PageError, page, request};

/// The title that the browser's tab and history show for an article that carries warnings (care.md, Leave this page).
const NEUTRAL_TITLE: &str = "Reading";

/// The article at this address.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let context = request();
    let slug = use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default();
    page(async move {
        let slug = ArticleSlug::new(&slug).map_err(|_| PageError::NotFound)?;
        let article = context.store.articles().by_slug(&slug, context.now).await?;
        Ok(show(&article.ok_or(PageError::NotFound)?))
    })
}

fn show(article: &Article) -> impl IntoView + use<> {
    let card = article.card().clone();
    let warned = !card.warnings.is_empty();
    let title = if warned { NEUTRAL_TITLE.to_owned() } else { card.title.clone() };
    let date = card.published_at.date();
    let notice = warned.then(|| {
        let about = warnings_line(&card.warnings);
        view! {
            <p class="notice notice--info">
                "This piece has closed parts about: " <strong>{about}</strong> ". You choose what to open."
            </p>
        }
    });
    view! {
        <Title text=title/>
        <Meta name="description" content=card.summary.clone()/>
        <main id="main" class="page page--narrow" data-section="newsroom">
            <article class="stack">
                <header class="page-head">
                    <p class="eyebrow"><a href="/newsroom">"Newsroom"</a></p>
                    <h1>{card.title}</h1>
                    <p class="lede">{card.summary}</p>
                    <p class="meta">
                        <span>"By " {card.author}</span>
                        <time datetime=date.iso()>{date.to_string()}</time>
                        <span>{card.length.in_words()}</span>
                    </p>
                </header>
                {notice}
                {passages(article.passages())}
            </article>
            <KeepPage />
            <nav class="pager" aria-label="From here"><a href="/newsroom">"Back to the newsroom"</a></nav>
        </main>
    }
}

fn passages(passages: &[Passage]) -> impl IntoView + use<> {
    let mut outline = Outline::default();
    let mut number = 0;
    passages
        .iter()
        .map(|passage| match passage {
            Passage::Open(source) => view! { <Prose html=render_part(source, &mut outline)/> }.into_any(),
            Passage::Warned(warned) => {
                number += 1;
                view! {
                    <WarnedPassage
                        number
                        about=warnings_line(&warned.warnings)
                        length=warned.length
                        summary=warned.summary.clone()
                        text=render_part(&warned.source, &mut outline)
                    />
                }
                .into_any()
            }
        })
        .collect_view()
}
