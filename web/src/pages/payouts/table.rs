//! Payouts as a table.

use blkout_core::payouts::{APPROVALS_NEEDED, State};
use blkout_store::Payout;
use leptos::prelude::*;

use super::words::{state_class, state_name, who};

/// Payouts, each with its state and the way to its page.
#[component]
pub(super) fn PayoutTable(
    /// What to show.
    payouts: Vec<Payout>,
    /// The id of the heading that says what the table is.
    labelled_by: &'static str,
    /// The heading's words.
    heading: &'static str,
) -> impl IntoView {
    view! {
        <div class="table-region" role="region" aria-label=format!("{heading}: table, scrolls sideways") tabindex="0">
            <table class="table table--cards" role="table" aria-labelledby=labelled_by>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"For"</th>
                        <th scope="col" role="columnheader" class="number">"Amount"</th>
                        <th scope="col" role="columnheader">"Scheduled"</th>
                        <th scope="col" role="columnheader">"Where it stands"</th>
                        <th scope="col" role="columnheader">"Approved by"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{payouts.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(payout: Payout) -> impl IntoView {
    let state = payout.lifecycle.state();
    let date = payout.scheduled_at.date();
    let approved_by = match payout.approvals.as_slice() {
        [] => "Nobody yet".to_owned(),
        some => some.iter().map(who).collect::<Vec<_>>().join(", "),
    };
    let missing = (state == State::Scheduled).then(|| format!(" ({} of {APPROVALS_NEEDED})", payout.approvals.len()));
    view! {
        <tr role="row">
            <td role="cell" data-label="For">
                <a href=format!("/payouts/{}", payout.id)><bdi>{payout.creator.to_string()}</bdi></a>
            </td>
            <td role="cell" class="number money" data-label="Amount">{payout.money.to_string()}</td>
            <td role="cell" data-label="Scheduled"><time datetime=date.iso()>{date.to_string()}</time></td>
            <td role="cell" data-label="Where it stands">
                <span class=state_class(state)>{state_name(state)}</span>
            </td>
            <td role="cell" data-label="Approved by"><bdi>{approved_by}</bdi> {missing}</td>
        </tr>
    }
}
