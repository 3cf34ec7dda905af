//! The words that the pages about payouts share.

use blkout_core::payouts::State;
use blkout_core::time::UtcMillis;
use blkout_store::{Deed, PayoutHistoryLine};
use leptos::prelude::*;

use crate::context::FormReturn;

/// What a state is called.
pub(super) fn state_name(state: State) -> &'static str {
    match state {
        State::Scheduled => "Waits for approval",
        State::Approved => "Approved",
        State::Sent => "Sent to the bank",
        State::Settled => "Paid",
        State::Failed => "Failed, money returned",
    }
}

/// The class of a state's badge. The word in it says the same.
pub(super) fn state_class(state: State) -> &'static str {
    match state {
        State::Scheduled => "badge badge--warning",
        State::Approved | State::Sent => "badge badge--accent",
        State::Settled => "badge badge--success",
        State::Failed => "badge",
    }
}

/// What happened, in a few words.
pub(super) fn event_words(line: &PayoutHistoryLine) -> &'static str {
    match line.event.as_str() {
        "scheduled" => "Scheduled: the money was set aside",
        "approval" => "Approved",
        "approvals_void" => "Bank details changed: approvals no longer count",
        "batched" => "Put into a payment file",
        "unbatched" => "Taken out of the payment file",
        "sent" => "Sent to the bank",
        "settled" => "Paid by the bank",
        "failed" => "Failed: the money was returned to the balance",
        _ => "Changed",
    }
}

/// A day and a time of day, UTC.
#[component]
pub(super) fn Moment(at: UtcMillis) -> impl IntoView {
    view! { <time datetime=at.rfc3339()>{at.date().to_string()} ", " {at.clock_text()} " UTC"</time> }
}

/// Who did something.
pub(super) fn who(deed: &Deed) -> String {
    match (&deed.by, &deed.name) {
        (_, Some(name)) => name.to_string(),
        (Some(_), None) => "Somebody who has left".to_owned(),
        (None, _) => "BLKOUT, by itself".to_owned(),
    }
}

/// What came back from a step that was not taken.
#[component]
pub(super) fn NotDone(form: FormReturn) -> impl IntoView {
    form.error("payout").map(str::to_owned).map(|words| {
        view! {
            <div class="notice notice--error" role="alert" id="payout" tabindex="-1">
                <p class="notice__title">"Nothing was changed"</p>
                <p>{words}</p>
            </div>
        }
    })
}
