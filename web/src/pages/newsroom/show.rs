//! `/newsroom/{slug}`: an article, its warned passages closed.

use blkout_core::care::article::{Article, ArticleSlug};
use blkout_core::care::kept_draft::ARTICLE_FORM;
use blkout_core::care::passage::Passage;
use blkout_core::care::preferences::Strength;
use blkout_islands::PassageChoices;
use blkout_store::MemberId;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_params_map;

use crate::components::{KeepPage, Next, PublishedDraft, WarnedPassage, warnings_line};
use crate::context::PageContext;
use crate::markdown::{Outline, Prose, render_part};
use crate::page::{PageError, page, request};
use crate::shell::IslandScripts;

/// The title that the browser's tab and history show for an article that carries warnings (care.md, Leave this page).
const NEUTRAL_TITLE: &str = "Reading";

/// The article at this address.
#[component]
pub fn ArticlePage() -> impl IntoView {
    let context = request();
    let slug = use_params_map().with_untracked(|params| params.get("slug")).unwrap_or_default();
    page(async move {
        let slug = ArticleSlug::new(&slug).map_err(|_| PageError::NotFound)?;
        let article = context.store.articles().by_slug(&slug, context.now).await?.ok_or(PageError::NotFound)?;
        let own = is_own(&context, &slug).await?;
        Ok(show(&article, own, context.preferences.strength))
    })
}

/// Whether whoever looks is the member who published it.
async fn is_own(context: &PageContext, slug: &ArticleSlug) -> Result<bool, PageError> {
    match context.viewer.as_ref().and_then(|viewer| MemberId::parse(&viewer.member_id)) {
        Some(member) => Ok(context.store.articles().is_by(slug, &member).await?),
        None => Ok(false),
    }
}

fn show(article: &Article, own: bool, strength: Strength) -> impl IntoView + use<> {
    let card = article.card();
    let warned = !card.warnings.is_empty();
    let title = if warned { NEUTRAL_TITLE.to_owned() } else { card.title.clone() };
    let change = own.then(|| {
        let address = format!("/newsroom/{}/warnings", card.slug.as_str());
        view! { <a href=address>"Change what this piece is about"</a> }
    });
    // Whoever wrote it may have kept what they typed, and it is not needed any more.
    let ends_draft = own && request().may_keep_drafts();
    let draft = ends_draft.then(|| view! { <PublishedDraft form=ARTICLE_FORM text=article.source().to_owned() /> });
    let scripts = (warned || ends_draft).then(|| view! { <IslandScripts /> });
    view! {
        <Title text=title />
        // Link previews show what a list shows, and never a passage.
        <Meta name="description" content=card.summary.clone() />
        <Meta property="og:type" content="article" />
        <Meta property="og:title" content=card.title.clone() />
        <Meta property="og:description" content=preview_of(article) />
        <main id="main" tabindex="-1" class="page page--narrow" data-section="newsroom">
            {body(article, strength)}
            <KeepPage />
            <nav class="pager" aria-label="From here">
                <a href="/newsroom">"Back to the newsroom"</a>
                {change}
            </nav>
        </main>
        {draft}
        {scripts}
    }
}

/// The summary, and what closed parts are about.
fn preview_of(article: &Article) -> String {
    let card = article.card();
    if card.warnings.is_empty() {
        return card.summary.clone();
    }
    format!("{} (Has closed parts about: {}.)", card.summary, warnings_line(&card.warnings))
}

/// The article itself, on its own page and in the preview that its author sees.
pub(super) fn body(article: &Article, strength: Strength) -> impl IntoView + use<> {
    let card = article.card().clone();
    let date = card.published_at.date();
    let notice = (!card.warnings.is_empty()).then(|| {
        let about = warnings_line(&card.warnings);
        let closed = article.passages().iter().any(|passage| matches!(passage, Passage::Open(_)));
        let what =
            if closed { "This piece has closed parts, and is about: " } else { "This piece is closed. It is about: " };
        view! {
            <p class="notice notice--info">{what} <strong>{about}</strong> ". You choose what to open."</p>
        }
    });
    view! {
        <article class="stack">
            <header class="page-head">
                <p class="eyebrow">
                    <a href="/newsroom">"Newsroom"</a>
                </p>
                <h1>{card.title}</h1>
                <p class="lede">{card.summary}</p>
                <p class="meta">
                    <span>"By " {card.author}</span>
                    <time datetime=date.iso()>{date.to_string()}</time>
                    <span>{card.length.in_words()}</span>
                </p>
            </header>
            {notice}
            {passages(article.passages(), strength)}
        </article>
    }
}

/// The passages in their order; where some are closed, the island that keeps to what a reader chose stands around them.
fn passages(passages: &[Passage], strength: Strength) -> impl IntoView + use<> {
    let mut outline = Outline::default();
    let mut number = 0;
    let mut warned = false;
    let views: Vec<_> = passages
        .iter()
        .enumerate()
        .map(|(place, passage)| match passage {
            Passage::Open(source) => view! { <Prose html=render_part(source, &mut outline) /> }.into_any(),
            Passage::Warned(passage) => {
                warned = true;
                number += 1;
                let next = match passages.get(place + 1) {
                    Some(Passage::Open(_)) => Next::Text,
                    Some(Passage::Warned(_)) => Next::Closed,
                    None => Next::End,
                };
                let text = render_part(&passage.source, &mut outline);
                view! { <WarnedPassage number passage=passage.clone() text next strength /> }.into_any()
            }
        })
        .collect();
    if warned {
        view! { <PassageChoices><div class="stack">{views}</div></PassageChoices> }.into_any()
    } else {
        views.into_any()
    }
}
