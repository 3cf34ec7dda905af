//! `/newsroom`: the articles, newest first, a page at a time, and those with some words in them.

mod show;
pub mod write;

use blkout_core::care::search::{MAX_QUERY_CHARS, MAX_RESULTS, Query};
use blkout_core::time::UtcMillis;
use blkout_store::{ArticleKey, Store};
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};
use leptos_router::hooks::use_query_map;

use crate::components::illustration::Reading;
use crate::components::{ArticleCards, EmptyState};
use crate::page::{PageError, page, request};

pub use show::ArticlePage;
pub use write::{AboutPage, WritePage};

/// Where a reader's own program finds the newest articles.
pub const FEED_PATH: &str = "/newsroom/feed.xml";

/// How many articles one page lists.
const PER_PAGE: u64 = 12;

/// The list. `?from=` says where it begins; anything that is not a place in the list is nothing we know. `?q=` looks
/// for words.
#[component]
pub fn Newsroom() -> impl IntoView {
    let context = request();
    let (from, asked) = use_query_map().with_untracked(|query| (query.get("from"), query.get("q")));
    page(async move {
        let list = match &asked {
            Some(asked) => found(&context.store, context.now, asked).await?,
            None => newest(&context.store, context.now, from).await?,
        };
        let write = context.viewer.is_some_and(|viewer| viewer.may_write).then(|| {
            view! {
                <p>
                    <a class="button" href=write::WRITE_PATH>
                        "Write a piece"
                    </a>
                </p>
            }
        });
        Ok(view! {
            <Title text="Newsroom" />
            <Meta
                name="description"
                content="Stories by Black queer people in Britain, published by our own co-operative."
            />
            <Link rel="alternate" type_="application/atom+xml" href=FEED_PATH title="Newsroom" />
            <main id="main" tabindex="-1" class="page" data-section="newsroom">
                <header class="page-head band--black">
                    <h1>"Newsroom"</h1>
                    <p class="lede">
                        "Our stories, in our own words. Where a piece touches something hard, that part stays closed until you choose."
                    </p>
                </header>
                {write}
                <Look asked=asked.unwrap_or_default() />
                {list}
                <p class="cluster">
                    <a href=FEED_PATH>"The newest pieces as a feed"</a>
                    <a href="/warnings">"Choose what stays closed"</a>
                </p>
            </main>
        })
    })
}

async fn newest(store: &Store, now: UtcMillis, from: Option<String>) -> Result<AnyView, PageError> {
    let from: Option<ArticleKey> = from.map(|text| text.parse()).transpose().map_err(|_| PageError::NotFound)?;
    let list = store.articles().newest(now, from.as_ref(), PER_PAGE).await?;
    let older = list.older.map(|key| format!("/newsroom?from={key}"));
    let empty = list.cards.is_empty();
    Ok(view! {
        <h2 class="visually-hidden">"Articles, newest first"</h2>
        {if empty {
            view! {
                <EmptyState drawing=view! { <Reading /> } title="There is nothing to read here yet">
                    <p>"What we write will stand here, newest first."</p>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <ArticleCards cards=list.cards /> }.into_any()
        }}
        <Pager newest=from.is_some() older=older />
    }
    .into_any())
}

/// The articles that were looked for. Their cards say what any list says; nothing is quoted from a text.
async fn found(store: &Store, now: UtcMillis, asked: &str) -> Result<AnyView, PageError> {
    let cards = match Query::new(asked) {
        Some(query) => store.articles().search(now, &query, MAX_RESULTS).await?,
        None => Vec::new(),
    };
    let heading = match cards.len() {
        0 => String::from("Nothing found"),
        1 => String::from("One piece found"),
        many if u64::try_from(many).is_ok_and(|many| many == MAX_RESULTS) => format!("The newest {many} pieces found"),
        many => format!("{many} pieces found"),
    };
    let list = if cards.is_empty() {
        view! { <p class="notice notice--info">"No title, summary or open text has all of these words. Fewer words find more."</p> }
            .into_any()
    } else {
        view! { <ArticleCards cards /> }.into_any()
    };
    Ok(view! {
        <h2>{heading}</h2>
        {list}
        <Pager newest=true older=None />
    }
    .into_any())
}

/// The form to look for pieces.
#[component]
fn Look(asked: String) -> impl IntoView {
    view! {
        <form class="stack stack--tight" role="search" method="get" action="/newsroom">
            <div class="cluster">
                <div class="field">
                    <label for="q">"Look for a piece"</label>
                    <input
                        class="input"
                        id="q"
                        name="q"
                        type="search"
                        value=asked
                        maxlength=MAX_QUERY_CHARS.to_string()
                        autocomplete="off"
                        aria-describedby="q-hint"
                    />
                </div>
                <button class="button" type="submit">
                    "Look"
                </button>
            </div>
            <p class="hint" id="q-hint">"Closed parts are not searched. The words stand in the page’s address."</p>
        </form>
    }
}

#[component]
fn Pager(
    /// Whether to offer the way back to the newest.
    newest: bool,
    /// The address of the next page, if there is one.
    older: Option<String>,
) -> impl IntoView {
    (newest || older.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label="More articles">
                {newest.then(|| view! { <a href="/newsroom">"Newest articles"</a> })}
                {older.map(|address| view! { <a rel="next" href=address>"Older articles"</a> })}
            </nav>
        }
    })
}
