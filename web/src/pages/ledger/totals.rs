//! The totals of one currency: who got what of all that was ever paid.

use blkout_core::{ledger::CurrencyTotals, money::Money};
use leptos::prelude::*;

use crate::components::SplitBar;

/// The totals of one ledger, as a bar and as figures.
#[component]
pub fn CurrencyCard(
    /// What to show.
    totals: CurrencyTotals,
) -> impl IntoView {
    let currency = totals.currency;
    let money = move |minor| Money::new(minor, currency).to_string();
    let fact = move |name: &'static str, minor| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd class="money">{money(minor)}</dd>
            </div>
        }
    };
    let purposes = totals
        .purposes
        .iter()
        .map(|(purpose, minor)| format!("{} {}", purpose.slug(), money(*minor)))
        .collect::<Vec<_>>()
        .join(", ");
    let (for_work, from_work) = (totals.for_work(), totals.community_from_work());
    let heading = format!("totals-{}", currency.code().to_ascii_lowercase());
    view! {
        <section class="card stack" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>{currency.code().to_owned()}</h3>
            <p class="lede">
                "Of " <strong class="money">{money(for_work)}</strong> " paid for people’s work, the people who made it got "
                <strong class="money">{money(totals.creator_pool)}</strong> "."
            </p>
            <SplitBar creators=totals.creator_pool platform=totals.platform community=from_work currency />
            <dl class="facts">
                {fact("Gifts, whole to the community", totals.gifts)} {fact("Community fund, gifts included", totals.community)}
                {fact("Paid in, everything", totals.charged)} {fact("Given back to payers", totals.returned)}
                {fact("Processor’s fees, borne by the co-op", totals.fees)} {fact("Sent to the bank", totals.paid_out)}
                {fact("Still at the processor", totals.processor_balance)}
            </dl>
            {(!purposes.is_empty()).then(|| view! { <p class="meta">"Community fund by purpose: " {purposes} "."</p> })}
        </section>
    }
}
