//! Transactions as a table: each with its split, written so that the reader's own browser can compute it again.

use blkout_core::money::{CreatorSlug, Money};
use blkout_store::{LedgerRow, RowSplit};
use leptos::prelude::*;

use super::{query::percent_encoded, words::in_words};

/// The transactions of a page. Every row carries its number and that of its entry in the record; one that is a payment
/// also, as `data-` attributes, what its split is computed from. The island `CheckFigures` reads them, computes again,
/// and compares with the text of the cells.
///
/// A page has fifty of these rows, so that a row has few elements: no lists in cells, no wrappers.
#[component]
pub fn TransactionTable(
    /// What to show.
    rows: Vec<LedgerRow>,
    /// The id of the element that says what the table is.
    labelled_by: &'static str,
    /// The creator who reads it: then each payment is also said in a sentence with their own part.
    #[prop(optional)]
    reader: Option<CreatorSlug>,
) -> impl IntoView {
    let rows = rows.into_iter().map(|one| row(one, reader.as_ref())).collect::<Vec<_>>();
    view! {
        <div class="table-region" role="region" aria-label="Table, scrolls sideways" tabindex="0">
            <table class="table table--cards" role="table" aria-labelledby=labelled_by>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Number"</th>
                        <th scope="col" role="columnheader">"Date"</th>
                        <th scope="col" role="columnheader">"What for"</th>
                        <th scope="col" role="columnheader" class="number">"Amount"</th>
                        <th scope="col" role="columnheader">"Creators"</th>
                        <th scope="col" role="columnheader" class="number">"Platform"</th>
                        <th scope="col" role="columnheader" class="number">"Community"</th>
                        <th scope="col" role="columnheader" class="number">"Processor’s fee"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

fn row(row: LedgerRow, reader: Option<&CreatorSlug>) -> impl IntoView + use<> {
    let money = |minor| Money::new(minor, row.currency).to_string();
    let part = |amount: Option<i64>| amount.map_or_else(|| "–".to_owned(), money);
    let date = row.at.date();
    let sentence = reader.map(|reader| view! { <small>{in_words(&row, Some(reader))}</small> });
    let split = row.split.as_ref();
    // A payout or a fee is not split: on a small screen these cells would say nothing.
    let cell = if split.is_some() { "number money" } else { "number money none" };
    let fee_cell = if split.is_some() || row.fee != 0 { "number money" } else { "number money none" };
    let (platform, community) = (part(split.map(|split| split.platform)), part(split.map(|split| split.community)));
    view! {
        <tr
            role="row"
            data-number=row.id
            data-entry=row.entry
            data-payment=split.map(|split| split.payment_id.clone())
            data-before=split.map(|split| split.gross_before)
            data-after=split.map(|split| split.gross_after)
            data-bps=split.map(|split| split.share.bps())
            data-weights=split.map(weights)
            data-currency=split.map(|_| row.currency.code().to_owned())
        >
            <td role="cell" data-label="Number"><a href=format!("/ledger/{}", row.id)>{row.id}</a></td>
            <td role="cell" data-label="Date"><time datetime=date.iso()>{date.to_string()}</time></td>
            <td role="cell" data-label="What for">{what_for(&row)}{sentence}</td>
            <td role="cell" class="number money" data-label="Amount" data-part="gross">{money(row.gross)}</td>
            <td role="cell" data-label="Creators">{creators(&row)}</td>
            <td role="cell" class=cell data-label="Platform" data-part="platform">{platform}</td>
            <td role="cell" class=cell data-label="Community" data-part="community">{community}</td>
            <td role="cell" class=fee_cell data-label="Processor’s fee" data-part="fee">{money(row.fee)}</td>
        </tr>
    }
}

/// The work, and what happened where it was no ordinary payment.
fn what_for(row: &LedgerRow) -> String {
    match (row.kind, row.title.as_str()) {
        (kind, "") => kind.label().to_owned(),
        (blkout_core::ledger::TransactionKind::Charge, title) => title.to_owned(),
        (kind, title) => format!("{title} ({})", kind.label().to_lowercase()),
    }
}

/// Each creator with their part, one under another; a part of nought is posted nowhere, but shown all the same.
fn creators(row: &LedgerRow) -> AnyView {
    let Some(split) = &row.split else {
        return match &row.paid_to {
            Some(slug) => name(slug).into_any(),
            None => "Not split".into_any(),
        };
    };
    if split.weights.is_empty() {
        return "A gift to the community".into_any();
    }
    let one = |slug: &CreatorSlug| {
        let part = split.creators.iter().find(|(creator, _)| creator == slug).map_or(0, |(_, part)| *part);
        let shown = Money::new(part, row.currency).to_string();
        view! { <span class="share">{name(slug)} " " <b data-part=format!("creator:{slug}")>{shown}</b></span> }
    };
    split.weights.iter().map(|(slug, _)| one(slug)).collect::<Vec<_>>().into_any()
}

fn name(slug: &CreatorSlug) -> impl IntoView + use<> {
    let address = format!("/ledger?creator={}", percent_encoded(slug.as_str()));
    view! { <a href=address>{slug.to_string()}</a> }
}

/// `ada:2,bo:1`, as the payment processor's reports have it.
fn weights(split: &RowSplit) -> String {
    split.weights.iter().map(|(creator, weight)| format!("{creator}:{weight}")).collect::<Vec<_>>().join(",")
}
