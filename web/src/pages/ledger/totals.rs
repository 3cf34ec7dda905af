//! The totals of one currency: who got what of all that was ever paid.

use blkout_core::{ledger::CurrencyTotals, money::Money};
use leptos::prelude::*;

/// Thousandths of the bar's width.
const BAR_WIDTH: i64 = 1_000;

/// The totals of one ledger, as a bar and as figures.
#[component]
pub fn CurrencyCard(
    /// What to show.
    totals: CurrencyTotals,
) -> impl IntoView {
    let currency = totals.currency;
    let money = move |minor| Money::new(minor, currency).to_string();
    let kept = totals.charged - totals.returned;
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
    let heading = format!("totals-{}", currency.code().to_ascii_lowercase());
    view! {
        <section class="card stack" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>{currency.code().to_owned()}</h3>
            <p>
                "Of " <strong class="money">{money(kept)}</strong> " kept after refunds, creators have "
                <strong class="money">{money(totals.creator_pool)}</strong> "."
            </p>
            {split_bar(&totals, kept)}
            <ul class="key">
                <li class="part--creator">"Creators " <span class="money">{money(totals.creator_pool)}</span></li>
                <li class="part--platform">"Platform " <span class="money">{money(totals.platform)}</span></li>
                <li class="part--community">"Community " <span class="money">{money(totals.community)}</span></li>
            </ul>
            <dl class="facts">
                {fact("Paid in", totals.charged)}
                {fact("Given back", totals.returned)}
                {fact("Gifts, in the community’s part", totals.gifts)}
                {fact("Processor’s fees, borne by the co-op", totals.fees)}
                {fact("Sent to the bank", totals.paid_out)}
                {fact("Still at the processor", totals.processor_balance)}
            </dl>
            {(!purposes.is_empty()).then(|| view! { <p class="meta">"Community fund: " {purposes} "."</p> })}
        </section>
    }
}

/// The three parts as widths; nothing is drawn when nothing is kept, because nothing has no parts.
fn split_bar(totals: &CurrencyTotals, kept: i64) -> Option<impl IntoView + use<>> {
    let parts = [totals.creator_pool, totals.platform, totals.community];
    if kept <= 0 || parts.iter().any(|part| *part < 0) {
        return None;
    }
    let width = |part: i64| {
        let exact = i128::from(part) * i128::from(BAR_WIDTH) / i128::from(kept);
        i64::try_from(exact).unwrap_or(BAR_WIDTH)
    };
    let (creators, platform) = (width(parts[0]), width(parts[1]));
    let rest = BAR_WIDTH - creators - platform;
    Some(view! {
        <svg class="meter" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="part--creator" width=creators height="8" />
            <rect class="part--platform" x=creators width=platform height="8" />
            <rect class="part--community" x={creators + platform} width=rest height="8" />
        </svg>
    })
}
