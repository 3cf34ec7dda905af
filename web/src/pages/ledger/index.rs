//! The page itself: who got what, what else the ledger shows, every transaction, and the rules over time.

use blkout_core::{ledger::TransactionKind, time::CalendarMonth};
use blkout_store::LedgerPage;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{
    facts::CurrencyFacts, policies::PolicyHistory, query::LedgerQuery, summary::WhoGotWhat, table::TransactionTable,
};
use crate::{
    components::{CheckFigures, EmptyState, illustration::RisingSun},
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
    let query = LedgerQuery::read(|name| use_query_map().get_untracked().get(name));
    page(async move {
        let ledger = store.ledger();
        let page = ledger.page(&query.filter, query.from, ROWS);
        let ((record_size, mut totals), lowest, found, policies) =
            futures::try_join!(ledger.totals_as_of(), ledger.lowest_shares(), page, ledger.policies())
                .map_err(PageError::from)?;
        // The community's own currency first, then by how much happened.
        totals.sort_by_key(|totals| (totals.currency.code() != "GBP", -totals.transactions));
        let empty = totals.is_empty();
        let cards = if totals.len() > 1 { "grid grid--wide" } else { "stack" };
        let facts = totals.clone().into_iter().map(|totals| {
            let lowest = lowest.iter().find(|lowest| lowest.currency == totals.currency).cloned();
            view! { <CurrencyFacts totals lowest /> }
        });
        let facts = facts.collect_view();
        let mut totals = totals.into_iter();
        let own = totals.next().map(|totals| view! { <WhoGotWhat totals /> });
        let others = totals.map(|totals| view! { <WhoGotWhat totals /> }).collect_view();
        Ok(view! {
            <Title text="Ledger" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head band--black">
                    <h1>"Who got what"</h1>
                    {own}
                </header>
                {empty
                    .then(|| {
                        view! {
                            <EmptyState drawing=view! { <RisingSun /> } title="No revenue yet">
                                <p>"When the first payment comes in, it will stand here with its split."</p>
                            </EmptyState>
                        }
                    })}
                {(!empty)
                    .then(|| {
                        view! {
                            {(cards != "stack").then(|| view! { <div class="grid grid--wide">{others}</div> })}
                            <p>"Every payment is below, with how it was shared. Who paid is never named, and never kept."</p>
                            <CheckFigures record_size />
                            <section class="stack" aria-labelledby="facts">
                                <h2 id="facts">"Behind these figures"</h2>
                                <div class=cards>{facts}</div>
                            </section>
                            {transactions(&query, found)}
                        }
                    })}
                <section class="stack" aria-labelledby="policies">
                    <h2 id="policies">"The rules, and since when"</h2>
                    {if policies.is_empty() {
                        view! { <p>"No rule has been written into the record yet."</p> }.into_any()
                    } else {
                        view! { <PolicyHistory policies /> }.into_any()
                    }}
                    <p>
                        "All of this stands in the " <a href="/record">"public record"</a>
                        ", signed and open to anybody’s own program, and in the "
                        <a href="/api/v1/openapi.json">"data for programs"</a> "."
                    </p>
                </section>
                {(!empty).then(|| view! { <IslandScripts /> })}
            </main>
        })
    })
}

fn transactions(query: &LedgerQuery, found: LedgerPage) -> impl IntoView + use<> {
    let none_found = found.rows.is_empty();
    let newest = query.from.is_some().then(|| query.address(PATH, None));
    let older = found.older.map(|older| query.address(PATH, Some(older)));
    let notes = (!query.not_understood.is_empty()).then(|| query.not_understood.join(" "));
    view! {
        <section class="stack" aria-labelledby="transactions">
            <h2 id="transactions">"Transactions, newest first"</h2>
            {filter_form(query)}
            {notes.map(|notes| view! { <p class="notice notice--info">{notes}</p> })}
            {if none_found {
                view! {
                    <p class="notice notice--info">
                        "No transaction fits this filter. " <a href=PATH>"Show all of them"</a> "."
                    </p>
                }
                    .into_any()
            } else {
                view! { <TransactionTable rows=found.rows labelled_by="transactions" /> }.into_any()
            }}
            <nav class="pager" aria-label="Pages of the ledger">
                {newest.map(|address| view! { <a rel="prev" href=address>"Newest"</a> })}
                {older.map(|address| view! { <a rel="next" href=address>"Older"</a> })}
            </nav>
        </section>
    }
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
