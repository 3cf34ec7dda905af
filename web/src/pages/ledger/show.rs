//! `/ledger/{number}`: one transaction, its split in words, its terms, its entry in the record, and how to check it.

use blkout_core::{
    money::Money,
    record::{
        tile::{Bundle, TILE_WIDTH},
        tree::{Hash, leaf_hash},
    },
};
use blkout_store::LedgerRow;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::{table::TransactionTable, words::in_words};
use crate::{
    components::CheckFigures,
    page::{PageError, page, request},
    shell::IslandScripts,
};

/// The entry of a transaction in the record.
struct Recorded {
    index: u64,
    text: String,
    leaf: Hash,
    /// The address of the bundle that holds it.
    bundle: Option<String>,
}

/// One transaction.
#[component]
pub fn TransactionPage() -> impl IntoView {
    let store = request().store;
    let number = use_params_map().get_untracked().get("number").unwrap_or_default();
    page(async move {
        let number: i64 = number.parse().map_err(|_| PageError::NotFound)?;
        let row = store.ledger().transaction(number).await?.ok_or(PageError::NotFound)?;
        // After the row: the record then holds it.
        let head = store.record().head().await?;
        let recorded = match row.entry {
            Some(index) => store.record().entries(index, 1).await?.into_iter().next().map(|bytes| Recorded {
                index,
                leaf: leaf_hash(&bytes),
                text: String::from_utf8_lossy(&bytes).into_owned(),
                bundle: Bundle::of(index / u64::from(TILE_WIDTH), head.size).map(|bundle| format!("/record/{bundle}")),
            }),
            None => None,
        };
        let title = if row.title.is_empty() { row.kind.label().to_owned() } else { row.title.clone() };
        let date = row.at.date();
        let words = in_words(&row, None);
        let split_again = command(&row);
        let terms = terms(&row);
        Ok(view! {
            <Title text=format!("Transaction {number}") />
            <main id="main" tabindex="-1" class="page stack--loose" data-section="money">
                <header class="page-head">
                    <p class="eyebrow">
                        <a href="/ledger">"Ledger"</a>
                        {format!(" · transaction {number} · ")}
                        <time datetime=row.at.rfc3339()>{date.to_string()}</time>
                    </p>
                    <h1>{title}</h1>
                    <p class="lede">{words}</p>
                </header>
                {terms}
                <CheckFigures record_size=head.size />
                <section class="stack" aria-labelledby="row">
                    <h2 id="row">"As it stands in the ledger"</h2>
                    <TransactionTable rows=vec![row] labelled_by="row" />
                </section>
                {recorded.map(entry)}
                <section class="card card--quiet stack--tight" aria-labelledby="check">
                    <h2 id="check">"Check it yourself"</h2>
                    {split_again
                        .map(|command| {
                            view! {
                                <p>"The arithmetic, with our program or by hand:"</p>
                                <pre class="exact">{command}</pre>
                            }
                        })}
                    <p>
                        "That it is part of the record, and that nothing in the record was changed: "
                        <a href="/record">"one file and one command"</a> "."
                    </p>
                </section>
                <IslandScripts />
            </main>
        })
    })
}

/// What the split is computed from.
fn terms(row: &LedgerRow) -> Option<impl IntoView + use<>> {
    let split = row.split.as_ref()?;
    let money = |minor| Money::new(minor, row.currency).to_string();
    let share = blkout_core::ledger::Ratio::new(i64::from(split.share.bps()), 10_000)?.per_cent_down().to_string();
    let weights: Vec<String> = split.weights.iter().map(|(slug, weight)| format!("{slug} {weight}")).collect();
    let weights = if weights.is_empty() { "nobody: a gift".to_owned() } else { weights.join(", ") };
    let fact = |name: &'static str, value: String| view! { <div><dt>{name}</dt><dd>{value}</dd></div> };
    Some(view! {
        <section class="stack" aria-labelledby="terms">
            <h2 id="terms">"The terms"</h2>
            <dl class="facts facts--small">
                {fact("Payment", split.payment_id.clone())} {fact("Creators’ share, at least", share)}
                {fact("Shared by weight", weights)} {fact("Left of the payment before", money(split.gross_before))}
                {fact("Left of it now", money(split.gross_after))}
            </dl>
        </section>
    })
}

fn entry(recorded: Recorded) -> impl IntoView {
    let Recorded { index, text, leaf, bundle } = recorded;
    let bundle = bundle.map(|address| {
        view! {
            <p>
                "Served to programs, among its neighbours, at " <a href=address.clone()><code>{address.clone()}</code></a> "."
            </p>
        }
    });
    view! {
        <section class="stack" aria-labelledby="entry">
            <h2 id="entry">{format!("Entry {index} of the record")}</h2>
            <p>"These are the exact bytes that the record keeps. No payer is in them."</p>
            <pre class="exact">{text}</pre>
            <p>
                "Its leaf hash, SHA-256 of a zero byte and these bytes: " <code class="hash">{leaf.to_string()}</code>
            </p>
            {bundle}
        </section>
    }
}

/// The command that computes the split of what is left, from the terms.
fn command(row: &LedgerRow) -> Option<String> {
    let split = row.split.as_ref()?;
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "'\\''"));
    let creators: Vec<String> = split
        .weights
        .iter()
        .map(|(slug, weight)| format!(" --creator {}", quoted(&format!("{slug}:{weight}"))))
        .collect();
    Some(format!(
        "blkout split --payment-id {} --gross {} --creator-bps {}{}",
        quoted(&split.payment_id),
        split.gross_after,
        split.share.bps(),
        creators.concat()
    ))
}
