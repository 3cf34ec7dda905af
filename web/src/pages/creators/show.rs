//! The dashboard: what was earned, from what, and how to check it.

use std::collections::BTreeMap;

use blkout_core::{
    money::{CreatorSlug, Currency, FLOOR_BPS, Money},
    time::{CalendarMonth, UtcMillis},
};
use blkout_islands::CheckFigures;
use blkout_store::{CreatorAccount, Filter, LedgerPage};
use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::chart::EarningsChart;
use crate::{
    page::{PageError, page, request, set_status},
    pages::ledger::{LedgerQuery, TransactionTable, percent_encoded},
    shell::IslandScripts,
};

/// Transactions on one page.
const ROWS: u64 = 25;

/// `/creators/{slug}`: for the creator their earnings; for everybody else the way to the public ledger.
#[component]
pub fn CreatorDashboard() -> impl IntoView {
    let context = request();
    let slug = use_params_map().get_untracked().get("slug").unwrap_or_default();
    let from = LedgerQuery::read(&use_query_map().get_untracked()).from;
    page(async move {
        let slug = CreatorSlug::for_address(&slug).map_err(|_| PageError::NotFound)?;
        let own = context.viewer.as_ref().is_some_and(|viewer| viewer.creator_slug.as_ref() == Some(&slug));
        let ledger = context.store.ledger();
        let account = ledger.creator(&slug).await?;
        if !own {
            account.ok_or(PageError::NotFound)?;
            set_status(StatusCode::FORBIDDEN);
            return Ok(private(&slug, context.viewer.is_some()).into_any());
        }
        // A creator whose first payment is still to come has no account in the ledger yet.
        let account = account.unwrap_or_else(|| CreatorAccount { slug: slug.clone(), months: Vec::new() });
        let filter = Filter { creator: Some(slug), ..Filter::default() };
        let found = ledger.page(&filter, from, ROWS).await?;
        Ok(dashboard(&account, found, from.is_some(), context.now).into_any())
    })
}

fn private(slug: &CreatorSlug, signed_in: bool) -> impl IntoView + use<> {
    let encoded = percent_encoded(slug.as_str());
    view! {
        <Title text="Creator" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="money">
            <header class="page-head">
                <p class="eyebrow">"Creator"</p>
                <h1>{slug.to_string()}</h1>
            </header>
            <div class="notice notice--info">
                <p class="notice__title">"This dashboard is private"</p>
                <p>"Only the creator sees it. Nothing is wrong, and nothing you did is lost."</p>
            </div>
            <p class="cluster">
                {(!signed_in)
                    .then(|| {
                        let address = format!("/sign-in?return_to=/creators/{encoded}");
                        view! { <a class="button button--primary" href=address>"Sign in, if it is yours"</a> }
                    })}
                <a class="button button--quiet" href=format!("/ledger?creator={encoded}")>
                    "See the public ledger for this creator"
                </a>
            </p>
        </main>
    }
}

fn dashboard(account: &CreatorAccount, found: LedgerPage, paged: bool, now: UtcMillis) -> impl IntoView + use<> {
    let slug = account.slug.to_string();
    let path = format!("/creators/{}", percent_encoded(&slug));
    let mut ledgers: BTreeMap<Currency, Vec<(CalendarMonth, i64)>> = BTreeMap::new();
    for month in &account.months {
        ledgers.entry(month.currency).or_default().push((month.month, month.amount));
    }
    let empty = ledgers.is_empty();
    let cards = ledgers
        .into_iter()
        .map(|(currency, months)| currency_card(&path, currency, months, now.month()))
        .collect_view();
    let any_rows = !found.rows.is_empty();
    let older = found.older.map(|older| format!("{path}?from={older}"));
    view! {
        <Title text="Your earnings" />
        <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
            <header class="page-head">
                <p class="eyebrow">"Your earnings"</p>
                <h1>{slug}</h1>
                <p class="lede">
                    "At least " {(FLOOR_BPS / 100).to_string()}
                    "% of what somebody pays for your work is yours, before any fee. You do not have to believe us: check it below."
                </p>
            </header>
            {empty
                .then(|| {
                    view! {
                        <div class="notice notice--info">
                            <p class="notice__title">"No revenue yet"</p>
                            <p>"Your first payment will stand here, with its split to the penny."</p>
                        </div>
                    }
                })}
            {cards}
            {any_rows
                .then(|| {
                    view! {
                        <section class="stack" aria-labelledby="transactions">
                            <h2 id="transactions">"Payments for your work, newest first"</h2>
                            <CheckFigures />
                            <TransactionTable rows=found.rows labelled_by="transactions" />
                            <nav class="pager" aria-label="Pages of your payments">
                                {paged.then(|| view! { <a rel="prev" href=path.clone()>"Newest"</a> })}
                                {older.map(|address| view! { <a rel="next" href=address>"Older"</a> })}
                            </nav>
                        </section>
                        {explanation()}
                        <IslandScripts />
                    }
                })}
        </main>
    }
}

fn currency_card(
    path: &str,
    currency: Currency,
    months: Vec<(CalendarMonth, i64)>,
    this_month: CalendarMonth,
) -> impl IntoView + use<> {
    let money = move |minor| Money::new(minor, currency).to_string();
    // Each month fits in 64 bits, and so does the sum: the ledger checked it when it wrote them.
    let all: i64 = months.iter().map(|(_, minor)| minor).sum();
    let now = months.iter().find(|(month, _)| *month == this_month).map_or(0, |(_, minor)| *minor);
    let code = currency.code().to_ascii_lowercase();
    let heading = format!("earned-{code}");
    let last = months.last().map(|(month, _)| *month);
    let statement = move |kind: &str, month: Option<CalendarMonth>| {
        let period = month.map(|month| format!("&month={}", month.iso())).unwrap_or_default();
        format!("{path}/statement.{kind}?currency={code}{period}")
    };
    let (all_csv, all_json) = (statement("csv", None), statement("json", None));
    let (last_csv, last_json) = (statement("csv", last), statement("json", last));
    view! {
        <section class="card stack" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{currency.code().to_owned()}</h2>
            <dl class="facts">
                <div>
                    <dt>"All time"</dt>
                    <dd class="money money--big">{money(all)}</dd>
                </div>
                <div>
                    <dt>"This month"</dt>
                    <dd class="money money--big">{money(now)}</dd>
                </div>
            </dl>
            {(all < 0)
                .then(|| {
                    view! {
                        <p class="notice notice--info">
                            "More was given back than came in. You owe nobody anything: the next payments make up for it."
                        </p>
                    }
                })}
            <EarningsChart currency months />
            <p class="cluster">
                <span>"Statement, everything:"</span>
                <a href=all_csv download="">"CSV"</a>
                <a href=all_json download="">"JSON"</a>
                {last
                    .map(|month| {
                        view! {
                            <span>{format!("{month}:")}</span>
                            <a href=last_csv download="">"CSV"</a>
                            <a href=last_json download="">"JSON"</a>
                        }
                    })}
            </p>
        </section>
    }
}

fn explanation() -> impl IntoView {
    view! {
        <section class="card card--quiet stack--tight" aria-labelledby="rule">
            <h2 id="rule">"How a payment is shared"</h2>
            <p>
                "We take what the payer paid and round your 75% up to the next penny. The platform gets at most 10%, rounded \
                 down. The rest goes to the community fund. The card processor’s fee is paid out of the platform’s and the \
                 community’s parts, never out of yours."
            </p>
            <p>
                "When a work has several creators, they share by the weights that they agreed. A penny that cannot be divided goes \
                 to whoever is owed the largest fraction of it; when two are owed the same, a digest of the payment’s number \
                 decides, which nobody can bend and everybody can repeat."
            </p>
            <p>"When a payer gets money back, the split of what is left is worked out anew and the difference is posted."</p>
        </section>
    }
}
