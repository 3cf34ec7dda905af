//! The dashboard: what was earned, from what, what is owed, and how to check it.

use blkout_core::{
    money::{CreatorSlug, FLOOR_BPS},
    payouts::RECENT_CHANGE_DAYS,
    time::UtcMillis,
};
use blkout_store::{CreatorAccount, DetailsOwner, Filter, LedgerPage, PageKey, Payout, Store, StoreError};
use http::StatusCode;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{
    bank_details::BankDetailsNotice,
    earnings::{Earnings, EarningsCard},
    first_payment::{FirstPayment, is_first},
    next_payout::PayoutHistory,
    private::PrivateDashboard,
    rule::TheRule,
};
use crate::{
    components::{CheckFigures, EmptyState, illustration::RisingSun},
    page::{PageError, page, request, set_status},
    pages::ledger::{LedgerQuery, TransactionTable, percent_encoded},
    shell::IslandScripts,
};

/// Transactions on one page.
const ROWS: u64 = 25;
/// Works shown by name.
const WORKS: u64 = 20;
/// Payouts shown.
const PAYOUTS: u64 = 24;

/// Everything that the page shows of one creator.
struct Dashboard {
    slug: CreatorSlug,
    earnings: Vec<Earnings>,
    payouts: Vec<Payout>,
    found: LedgerPage,
    record_size: u64,
    /// When the bank details were changed last.
    details_changed: Option<UtcMillis>,
}

/// `/creators/{slug}`: for the creator their earnings; for everybody else the way to the public ledger.
#[component]
pub fn CreatorDashboard() -> impl IntoView {
    let context = request();
    let slug = use_params_map().get_untracked().get("slug").unwrap_or_default();
    let from = LedgerQuery::read(|name| use_query_map().get_untracked().get(name)).from;
    page(async move {
        let slug = CreatorSlug::for_address(&slug).map_err(|_| PageError::NotFound)?;
        let own = context.viewer.as_ref().is_some_and(|viewer| viewer.creator_slug.as_ref() == Some(&slug));
        let account = context.store.ledger().creator(&slug).await?;
        if !own {
            account.ok_or(PageError::NotFound)?;
            set_status(StatusCode::FORBIDDEN);
            let signed_in = context.viewer.is_some();
            return Ok(view! { <PrivateDashboard slug signed_in /> }.into_any());
        }
        // A creator whose first payment is still to come has no account in the ledger yet.
        let account = account.unwrap_or_else(|| CreatorAccount::empty(slug));
        // On the heap: the page's future stays small.
        let loaded = Box::pin(load(&context.store, &account, from)).await?;
        let refused = context.form().error("statement").map(str::to_owned);
        Ok(dashboard(loaded, from.is_some(), context.now, refused).into_any())
    })
}

async fn load(store: &Store, account: &CreatorAccount, from: Option<PageKey>) -> Result<Dashboard, StoreError> {
    let slug = account.slug.clone();
    let filter = Filter { creator: Some(slug.clone()), ..Filter::default() };
    let payouts = store.payouts();
    let owner = DetailsOwner::Creator(slug.clone());
    let (found, mut next, payouts, changes) = futures::try_join!(
        store.ledger().page(&filter, from, ROWS),
        payouts.next_for(&slug),
        payouts.history(&slug, PAYOUTS),
        payouts.bank_details_changes(&owner, 1)
    )?;
    let mut earnings = Earnings::of(account).ok_or_else(|| StoreError::Corrupt("a sum is too large".to_owned()))?;
    for one in &mut earnings {
        one.works = store.ledger().works(&slug, one.currency, WORKS).await?;
        let place = next.iter().position(|next| next.owed.currency == one.currency);
        one.next = place.map(|place| next.swap_remove(place));
    }
    let details_changed = changes.first().copied();
    let record_size = account.record_size;
    Ok(Dashboard { slug, earnings, payouts, found, record_size, details_changed })
}

fn dashboard(loaded: Dashboard, paged: bool, now: UtcMillis, refused: Option<String>) -> impl IntoView {
    let Dashboard { slug, earnings, payouts, found, record_size, details_changed } = loaded;
    let days_ago = |at: &UtcMillis| now.date().days_since(at.date());
    let lately = details_changed.filter(|at| days_ago(at).is_some_and(|days| days <= RECENT_CHANGE_DAYS));
    let path = format!("/creators/{}", percent_encoded(slug.as_str()));
    let empty = earnings.is_empty();
    let cards = earnings.into_iter().map(|earnings| view! { <EarningsCard earnings path=path.clone() now /> });
    let cards = cards.collect::<Vec<_>>();
    let any_rows = !found.rows.is_empty();
    let first = !paged && is_first(&found);
    let older = found.older.map(|older| format!("{path}?from={older}"));
    let newest = paged.then(|| path.clone());
    let name = slug.to_string();
    view! {
        <Title text="Reading" />
        <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
            <header class="page-head band--black">
                <p class="eyebrow">"Your earnings"</p>
                <h1>{name}</h1>
                <p class="lede">
                    "At least " {(FLOOR_BPS / 100).to_string()}
                    "% of what somebody pays for your work is yours, before any fee. You do not have to believe us: check it below."
                </p>
                <p class="cluster">
                    <a class="button button--quiet" href=format!("{path}/bank-details")>"Where we pay you"</a>
                    <a class="button button--quiet" href="/agreements">"Your agreements with others"</a>
                </p>
            </header>
            {refused
                .map(|sentence| {
                    view! {
                        <div class="notice notice--error" role="alert">
                            <p class="notice__title">"That statement could not be made"</p>
                            <p>{sentence} " Nothing was changed."</p>
                        </div>
                    }
                })}
            <FirstPayment first />
            {lately.map(|changed_at| view! { <BankDetailsNotice changed_at /> })}
            {empty
                .then(|| {
                    view! {
                        <EmptyState drawing=view! { <RisingSun /> } title="No revenue yet">
                            <p>"Your first payment will stand here, with its split to the penny. Nothing needs to be done."</p>
                        </EmptyState>
                    }
                })}
            {cards}
            {any_rows
                .then(|| {
                    view! {
                        <section class="stack" aria-labelledby="transactions">
                            <h2 id="transactions">"Payments for your work, newest first"</h2>
                            <CheckFigures record_size />
                            <TransactionTable rows=found.rows labelled_by="transactions" reader=slug />
                            <nav class="pager" aria-label="Pages of your payments">
                                {newest.map(|address| view! { <a rel="prev" href=address>"Newest"</a> })}
                                {older.map(|address| view! { <a rel="next" href=address>"Older"</a> })}
                            </nav>
                        </section>
                    }
                })}
            {(!payouts.is_empty())
                .then(|| {
                    view! {
                        <section class="stack" aria-labelledby="payouts">
                            <h2 id="payouts">"Your payouts, newest first"</h2>
                            <PayoutHistory payouts />
                        </section>
                    }
                })}
            <TheRule />
            {any_rows.then(|| view! { <IslandScripts /> })}
        </main>
    }
}
