//! `/newsroom`: the articles, newest first, a page at a time.

mod show;

use blkout_store::ArticleKey;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

use crate::components::illustration::Reading;
use crate::components::{ArticleCards, EmptyState};
use crate::page::{PageError, page, request};

pub use show::ArticlePage;

/// How many articles one page lists.
const PER_PAGE: u64 = 12;

/// The list. `?from=` says where it begins; anything that is not a place in the list is nothing we know.
#[component]
pub fn Newsroom() -> impl IntoView {
    let context = request();
    let from = use_query_map().with_untracked(|query| query.get("from"));
    page(async move {
        let from: Option<ArticleKey> = from.map(|text| text.parse()).transpose().map_err(|_| PageError::NotFound)?;
        let list = context.store.articles().newest(context.now, from.as_ref(), PER_PAGE).await?;
        let older = list.older.map(|key| format!("/newsroom?from={key}"));
        let empty = list.cards.is_empty();
        Ok(view! {
            <Title text="Newsroom"/>
            <Meta name="description" content="Stories by Black queer people in Britain, published by our own co-operative."/>
            <main id="main" class="page" data-section="newsroom">
                <header class="page-head band--black">
                    <h1>"Newsroom"</h1>
                    <p class="lede">
                        "Our stories, in our own words. Where a piece touches something hard, that part stays closed until you choose."
                    </p>
                </header>
                <h2 class="visually-hidden">"Articles, newest first"</h2>
                {if empty {
                    view! {
                        <EmptyState drawing=view! { <Reading /> } title="There is nothing to read here yet">
                            <p>"Our first story will stand here. Until then you can see "<a href="/proposals">"what we are deciding"</a>"."</p>
                        </EmptyState>
                    }
                        .into_any()
                } else {
                    view! { <ArticleCards cards=list.cards/> }.into_any()
                }}
                <Pager newest=from.is_some() older=older/>
            </main>
        })
    })
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
