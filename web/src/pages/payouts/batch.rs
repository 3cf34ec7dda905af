//! `/payouts/batches/{id}`: a payment file, what stands in it, who took it, and what comes next.

use blkout_core::{money::Money, payouts::BatchId};
use blkout_store::{Batch, BatchState, DetailsOwner, Download};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{
    access::for_stewards,
    table::PayoutTable,
    words::{Moment, NotDone, who},
};
use crate::page::PageError;

/// The page.
#[component]
pub fn BatchPage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    for_stewards(move |context, _| async move {
        let id: BatchId = id.parse().map_err(|_| PageError::NotFound)?;
        let payouts = context.store.payouts();
        let batch = payouts.batch(&id).await?.ok_or(PageError::NotFound)?;
        let has_account = payouts.bank_details(&DetailsOwner::CoOp).await?.is_some();
        let form = context.form();
        Ok(view! {
            <Title text="Payment file" />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head">
                    <p class="eyebrow"><a href="/payouts">"Payouts"</a></p>
                    <h1>"Payment file for " {batch.currency.code().to_owned()}</h1>
                </header>
                <NotDone form />
                <Facts batch=batch.clone() />
                <TakeFile id=id.clone() state=batch.state has_account />
                <NextStep id state=batch.state />
                <section class="stack" aria-labelledby="contents">
                    <h2 id="contents">"What stands in it"</h2>
                    <PayoutTable
                        payouts=batch.payouts.into_iter().map(|(payout, _)| payout).collect()
                        labelled_by="contents"
                        heading="What stands in it"
                    />
                </section>
                <Downloads downloads=batch.downloads />
            </main>
        })
    })
}

/// When it was made, by whom, and how much it is.
#[component]
fn Facts(batch: Batch) -> impl IntoView {
    let mut amounts = batch.payouts.iter().map(|(payout, _)| payout.money.minor);
    let total = amounts.try_fold(0_i64, i64::checked_add);
    let total = total.map_or_else(|| "–".to_owned(), |minor| Money::new(minor, batch.currency).to_string());
    let state = match batch.state {
        BatchState::Made => "Made; not marked as given to the bank",
        BatchState::Sent => "Given to the bank",
        BatchState::Discarded => "Taken apart; not used any more",
    };
    let ended = batch.ended.map(|deed| {
        view! { <small><Moment at=deed.at /> ", by " <bdi>{who(&deed)}</bdi></small> }
    });
    view! {
        <dl class="facts">
            <div><dt>"In all"</dt><dd class="money">{total}</dd></div>
            <div><dt>"Payouts"</dt><dd>{batch.payouts.len()}</dd></div>
            <div><dt>"Made"</dt><dd><Moment at=batch.made.at /><small>"by " <bdi>{who(&batch.made)}</bdi></small></dd></div>
            <div><dt>"To be paid on"</dt><dd>{batch.requested_on.to_string()}</dd></div>
            <div><dt>"Where it stands"</dt><dd>{state} {ended}</dd></div>
        </dl>
    }
}

/// The two forms of the file. Each is a form that posts, so that nothing with whole bank details has an address that
/// could be opened by accident, and so that taking it is written down.
#[component]
fn TakeFile(id: BatchId, state: BatchState, has_account: bool) -> impl IntoView {
    let address = format!("/payouts/batches/{id}");
    let iso = has_account.then(|| {
        view! {
            <form method="post" action=format!("{address}/pain.001.xml")>
                <button class="button button--primary" type="submit">"Download for the bank (ISO 20022)"</button>
            </form>
        }
    });
    let no_account = (!has_account).then(|| {
        view! {
            <p class="notice notice--info">
                "For the bank’s own format (ISO 20022) the co-op’s account has to be known first: whoever runs the machine enters it with "
                <code>"blkout payouts account"</code>"."
            </p>
        }
    });
    (state != BatchState::Discarded).then(|| {
        view! {
            <section class="stack" aria-labelledby="file">
                <h2 id="file">"The file"</h2>
                <p>
                    "It holds whole bank details. Keep it on a device that is yours alone, and delete it when the bank has it. Who takes it is written down below."
                </p>
                {no_account}
                <div class="cluster">
                    {iso}
                    <form method="post" action=format!("{address}/payments.csv")>
                        <button class="button" type="submit">"Download as a table (CSV)"</button>
                    </form>
                </div>
            </section>
        }
    })
}

/// Given to the bank, or not.
#[component]
fn NextStep(id: BatchId, state: BatchState) -> impl IntoView {
    (state == BatchState::Made).then(|| {
        view! {
            <section class="card stack" aria-labelledby="next">
                <h2 id="next">"What to do next"</h2>
                <p>"Give the file to the bank, then say so here."</p>
                <div class="cluster">
                    <a class="button button--primary" href=format!("/payouts/batches/{id}/sent")>"The bank has it"</a>
                    <a class="button" href=format!("/payouts/batches/{id}/discard")>"It will not be given to the bank"</a>
                </div>
            </section>
        }
    })
}

/// Who took the file.
#[component]
fn Downloads(downloads: Vec<Download>) -> impl IntoView {
    let is_empty = downloads.is_empty();
    let items = downloads.into_iter().map(|download| {
        let format = if download.format == "csv" { "the table" } else { "the bank’s file" };
        view! { <li><Moment at=download.deed.at /> ": " <bdi>{who(&download.deed)}</bdi> " took " {format}</li> }
    });
    view! {
        <section class="stack" aria-labelledby="downloads">
            <h2 id="downloads">"Who took it"</h2>
            {if is_empty {
                view! { <p>"Nobody yet."</p> }.into_any()
            } else {
                view! { <ul>{items.collect_view()}</ul> }.into_any()
            }}
        </section>
    }
}
