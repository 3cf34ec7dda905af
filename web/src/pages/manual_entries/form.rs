//! The form to enter money that came in, or went back, without the payment processor.

use blkout_core::{payments::manual::Channel, time::UtcMillis};
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, FieldError, TextField, TextLines},
    context::FormReturn,
};

/// The form. `key` makes two clicks on it one entry; `refund` is for money given back, whose title and creators are
/// those of its payment.
#[component]
pub(super) fn EntryForm(
    action: String,
    key: String,
    form: FormReturn,
    now: UtcMillis,
    currency: String,
    refund: bool,
) -> impl IntoView {
    let matter = (!refund).then(|| {
        view! {
            <TextField
                form=form.clone()
                name="work"
                label="What it was for"
                hint="A title, or the name of the event. It stands in the public ledger."
            />
            <TextLines
                form=form.clone()
                name="creators"
                label="Who shares it"
                hint="One creator on each line: the name of their account, a colon, a whole number, such as ada:2. Leave it empty for a gift to the community fund."
            />
        }
    });
    let summary = form.error("step").is_none().then(|| view! { <ErrorSummary form=form.clone() /> });
    view! {
        {summary}
        <form class="stack" method="post" action=action>
            <input type="hidden" name="entry" value=key />
            <TextField
                form=form.clone()
                name="amount"
                label="Amount"
                hint="Digits and a point, such as 12.50, without the sign of the currency."
                keyboard="decimal"
            />
            <TextField form=form.clone() name="currency" label="Currency" hint="Three letters." initial=currency />
            <TextField
                form=form.clone()
                name="day"
                label="Day"
                hint="The day on which it was paid or given back."
                kind="date"
                initial=now.date().iso()
            />
            <Channels form=form.clone() />
            {matter}
            <TextLines
                form
                name="note"
                label="Note for the other stewards"
                hint="Optional, and never public. Please name nobody who paid: being named here could out somebody."
                rows=2
            />
            <div class="cluster">
                <button class="button button--primary" type="submit">"Enter it for approval"</button>
            </div>
        </form>
    }
}

/// Bank or cash.
#[component]
fn Channels(form: FormReturn) -> impl IntoView {
    let is_wrong = form.error("channel").is_some();
    let chosen = form.value("channel").map(str::to_owned);
    let choices = Channel::ALL.map(|channel| {
        let checked = chosen.as_deref() == Some(channel.as_str());
        view! {
            <label class="choice">
                <input type="radio" name="channel" value=channel.as_str() checked=checked />
                <span>{channel.label()}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices" id="channel" aria-describedby=is_wrong.then_some("channel-error")>
            <legend>"How?"</legend>
            <FieldError field="channel" form />
            {choices.collect_view()}
        </fieldset>
    }
}
