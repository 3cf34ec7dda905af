//! The page itself: totals, filter, transactions, and the island that checks them.

use blkout_core::{ledger::TransactionKind, time::CalendarMonth};
use blkout_islands::CheckFigures;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{query::LedgerQuery, table::TransactionTable, totals::CurrencyCard};
use crate::{
    page::{PageError, page, request},
    shell::IslandScripts,
};

/// Transactions on one page.
const ROWS: u64 = 50;
/// The address of the page.
const PATH: &str = "/ledger";

/// `/ledger`: what was paid, how it was split, and nothing about who paid.
#[component]
pub fn LedgerIndex() -> impl IntoView {
    let store = request().store;
    let query = LedgerQuery::read(&use_query_map().get_untracked());
    page(async move {
        let ledger = store.ledger();
        let (mut totals, found) = futures::try_join!(ledger.totals(), ledger.page(&query.filter, query.from, ROWS))
            .map_err(PageError::from)?;
        // The community's own currency first, then by how much happened.
        totals.sort_by_key(|totals| (totals.currency.code() != "GBP", -totals.transactions));
        let empty = totals.is_empty();
        let totals_class = if totals.len() > 1 { "grid grid--wide" } else { "stack" };
        let none_found = !empty && found.rows.is_empty();
        let newest = query.from.is_some().then(|| query.address(PATH, None));
        let older = found.older.map(|older| query.address(PATH, Some(older)));
        let notes = query.not_understood.clone();
        Ok(view! {
            <Title text="Ledger" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head">
                    <p class="eyebrow">"Money you can check"</p>
                    <h1>"The ledger"</h1>
                    <p class="lede">
                        "Every payment, and how it was shared: at least 75% to the creators, at most 10% to the platform, \
                         the rest to the community. Payers are never named here or kept at all."
                    </p>
                </header>
                {empty
                    .then(|| {
                        view! {
                            <div class="notice notice--info">
                                <p class="notice__title">"No revenue yet"</p>
                                <p>"When the first payment comes in, it will stand here with its split."</p>
                            </div>
                        }
                    })}
                {(!empty)
                    .then(|| {
                        view! {
                            <section class="stack" aria-labelledby="totals">
                                <h2 id="totals">"Totals"</h2>
                                <div class=totals_class>
                                    {totals
                                        .into_iter()
                                        .map(|totals| view! { <CurrencyCard totals /> })
                                        .collect_view()}
                                </div>
                            </section>
                            <section class="stack" aria-labelledby="transactions">
                                <h2 id="transactions">"Transactions, newest first"</h2>
                                {filter_form(&query)}
                                {(!notes.is_empty())
                                    .then(|| {
                                        view! { <p class="notice notice--info">{notes.join(" ")}</p> }
                                    })}
                                {none_found
                                    .then(|| {
                                        view! {
                                            <p class="notice notice--info">
                                                "No transaction fits this filter. " <a href=PATH>"Show all of them"</a> "."
                                            </p>
                                        }
                                    })}
                                {(!none_found)
                                    .then(|| {
                                        view! {
                                            <CheckFigures />
                                            <TransactionTable rows=found.rows labelled_by="transactions" />
                                        }
                                    })}
                                <nav class="pager" aria-label="Pages of the ledger">
                                    {newest.map(|address| view! { <a rel="prev" href=address>"Newest"</a> })}
                                    {older.map(|address| view! { <a rel="next" href=address>"Older"</a> })}
                                </nav>
                            </section>
                            {(!none_found).then(|| view! { <IslandScripts /> })}
                        }
                    })}
            </main>
        })
    })
}

fn filter_form(query: &LedgerQuery) -> impl IntoView + use<> {
    let filter = &query.filter;
    let month = filter.month.map(CalendarMonth::iso);
    let creator = filter.creator.as_ref().map(ToString::to_string);
    let chosen = filter.kind;
    let option = move |kind: TransactionKind| {
        view! {
            <option value=kind.word() selected=chosen == Some(kind)>
                {kind.label()}
            </option>
        }
    };
    view! {
        <form class="cluster" method="get" action=PATH>
            <div class="field">
                <label for="month">"Month"</label>
                <input class="input" id="month" name="month" type="month" placeholder="2026-01" value=month />
            </div>
            <div class="field">
                <label for="creator">"Creator"</label>
                <input class="input" id="creator" name="creator" autocapitalize="none" value=creator />
            </div>
            <div class="field">
                <label for="kind">"Kind"</label>
                <select class="input" id="kind" name="kind">
                    <option value="">"All"</option>
                    {TransactionKind::ALL.map(option).collect_view()}
                </select>
            </div>
            <button class="button button--quiet" type="submit">"Show"</button>
        </form>
    }
}
