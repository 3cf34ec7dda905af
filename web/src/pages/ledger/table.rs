//! Transactions as a table: each with its split, written so that the reader's own browser can compute it again.

use blkout_core::money::{CreatorSlug, Money};
use blkout_store::{LedgerRow, RowSplit};
use leptos::prelude::*;

use super::query::percent_encoded;

/// The transactions of a page. Every row that is a payment carries, as `data-` attributes, what the split is
/// computed from; the island `CheckFigures` computes it again and compares with the text of the cells.
#[component]
pub fn TransactionTable(
    /// What to show.
    rows: Vec<LedgerRow>,
    /// The id of the element that says what the table is.
    labelled_by: &'static str,
) -> impl IntoView {
    view! {
        <div class="table-region" role="region" aria-label="Table, scrolls sideways" tabindex="0">
            <table class="table table--cards" role="table" aria-labelledby=labelled_by>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Date"</th>
                        <th scope="col" role="columnheader">"What for"</th>
                        <th scope="col" role="columnheader" class="number">"Amount"</th>
                        <th scope="col" role="columnheader">"Creators"</th>
                        <th scope="col" role="columnheader" class="number">"Platform"</th>
                        <th scope="col" role="columnheader" class="number">"Community"</th>
                        <th scope="col" role="columnheader" class="number">"Processor’s fee"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(row: LedgerRow) -> AnyView {
    let money = move |minor| Money::new(minor, row.currency).to_string();
    let date = row.at.date();
    let title = if row.title.is_empty() { row.kind.label().to_owned() } else { row.title.clone() };
    let badge = (!row.title.is_empty() && row.kind != blkout_core::ledger::TransactionKind::Charge)
        .then(|| view! { <span class="badge">{row.kind.label()}</span> });
    let split = row.split.as_ref();
    let creators = match split {
        Some(split) if split.weights.is_empty() => {
            view! { <span class="meta">"A gift to the community"</span> }.into_any()
        }
        Some(split) => creator_list(split, money).into_any(),
        None => view! { <span class="meta">"Not split"</span> }.into_any(),
    };
    let part = |amount: Option<i64>, name: &'static str, label: &'static str| {
        view! {
            <td role="cell" class="number money" data-label=label data-part=name>
                {amount.map_or_else(|| "–".to_owned(), money)}
            </td>
        }
    };
    view! {
        <tr
            role="row"
            data-payment=split.map(|split| split.payment_id.clone())
            data-before=split.map(|split| split.gross_before)
            data-after=split.map(|split| split.gross_after)
            data-bps=split.map(|split| split.share.bps())
            data-weights=split.map(weights)
            data-currency=split.map(|_| row.currency.code().to_owned())
        >
            <td role="cell" data-label="Date">
                <time datetime=date.iso()>{date.to_string()}</time>
            </td>
            <td role="cell" data-label="What for">{title} " " {badge}</td>
            <td role="cell" class="number money" data-label="Amount" data-part="gross">{money(row.gross)}</td>
            <td role="cell" data-label="Creators">{creators}</td>
            {part(split.map(|split| split.platform), "platform", "Platform")}
            {part(split.map(|split| split.community), "community", "Community")}
            <td role="cell" class="number money" data-label="Processor’s fee">{money(row.fee)}</td>
        </tr>
    }
    .into_any()
}

fn creator_list(split: &RowSplit, money: impl Fn(i64) -> String) -> impl IntoView {
    // A part of nought is posted nowhere, but a creator who shares is shown all the same.
    let item = |(slug, _): &(CreatorSlug, u64)| {
        let part = split.creators.iter().find(|(creator, _)| creator == slug).map_or(0, |(_, part)| *part);
        let name = ToString::to_string(slug);
        let address = format!("/ledger?creator={}", percent_encoded(&name));
        view! {
            <li>
                <a href=address>{name.clone()}</a>
                " "
                <span class="money" data-part=format!("creator:{name}")>{money(part)}</span>
            </li>
        }
    };
    view! { <ul class="shares">{split.weights.iter().map(item).collect_view()}</ul> }
}

/// `ada:2,bo:1`, as the payment processor's reports have it.
fn weights(split: &RowSplit) -> String {
    split.weights.iter().map(|(creator, weight)| format!("{creator}:{weight}")).collect::<Vec<_>>().join(",")
}
