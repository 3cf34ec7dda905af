//! The next payout and when, and the payouts so far.

use blkout_core::payouts::State;
use blkout_store::{NextPayout, Payout};
use leptos::prelude::*;

/// What happens next with what is owed.
#[component]
pub fn NextPayoutNote(
    /// What the store knows.
    next: NextPayout,
    /// The address of the dashboard.
    path: String,
) -> impl IntoView {
    let underway = next.underway.as_ref().map(|payout| {
        let since = payout.since.date();
        view! {
            <p>
                <b class="money">{payout.money.to_string()}</b>
                " is on its way to you: "
                {step(payout.lifecycle.state())}
                ", since "
                <time datetime=since.iso()>{since.to_string()}</time>
                "."
            </p>
        }
    });
    let waiting = waiting(&next);
    let details = (!next.has_bank_details).then(|| {
        view! {
            <p>
                "We do not know your bank account yet. " <a href=format!("{path}/bank-details")>"Tell us where to pay"</a>
                "; until then your money is kept for you."
            </p>
        }
    });
    view! {
        <div class="notice">
            <p class="notice__title">"Your next payout"</p>
            {underway}
            <p>{waiting}</p>
            {details}
        </div>
    }
}

/// Where a payout stands, as one says it.
fn step(state: State) -> &'static str {
    match state {
        State::Scheduled => "two stewards have to approve it",
        State::Approved => "two stewards have approved it, and it goes to the bank next",
        State::Sent => "the bank has been told to pay you",
        State::Settled => "it has arrived",
        State::Failed => "it did not work, and the money is yours to be paid again",
    }
}

/// What becomes of what waits.
fn waiting(next: &NextPayout) -> String {
    let NextPayout { owed, minimum, underway, has_bank_details } = next;
    if owed.minor <= 0 {
        return format!("Nothing is waiting at the moment. A payout is made from {minimum} on.");
    }
    if !next.is_due() {
        return format!(
            "{owed} is waiting. Payouts are made from {minimum} on; less is carried forward and never lost."
        );
    }
    match underway {
        Some(_) => format!("{owed} more is waiting. It is paid once the payout on its way has arrived."),
        None if !has_bank_details => format!("{owed} is enough for a payout."),
        None => format!("{owed} is enough for a payout. It is part of the next round that the stewards make."),
    }
}

/// The payouts so far, newest first.
#[component]
pub fn PayoutHistory(
    /// What to show.
    payouts: Vec<Payout>,
) -> impl IntoView {
    let rows = payouts.into_iter().map(|payout| {
        let (scheduled, since) = (payout.scheduled_at.date(), payout.since.date());
        view! {
            <tr role="row">
                <td role="cell" data-label="Set aside">
                    <time datetime=scheduled.iso()>{scheduled.to_string()}</time>
                </td>
                <td role="cell" class="number money" data-label="Amount">{payout.money.to_string()}</td>
                <td role="cell" data-label="Where it is">
                    {capitalised(step(payout.lifecycle.state()))} " (" <time datetime=since.iso()>{since.to_string()}</time> ")"
                </td>
            </tr>
        }
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <div class="table-region" role="region" aria-label="Payouts, scrolls sideways" tabindex="0">
            <table class="table table--cards" role="table" aria-labelledby="payouts">
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Set aside"</th>
                        <th scope="col" role="columnheader" class="number">"Amount"</th>
                        <th scope="col" role="columnheader">"Where it is"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

fn capitalised(words: &str) -> String {
    let mut text = words.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
