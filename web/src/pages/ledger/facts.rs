//! What else one currency's ledger shows: the lowest share ever paid, what the processor takes, the community fund by
//! purpose, payouts, and where the money is.

use blkout_core::{
    ledger::{CurrencyTotals, Ratio},
    money::Money,
};
use blkout_store::Lowest;
use leptos::prelude::*;

/// The facts of one currency, each with the figures that it is computed from.
#[component]
pub fn CurrencyFacts(
    /// The totals.
    totals: CurrencyTotals,
    /// The lowest share of this currency, where there is one.
    lowest: Option<Lowest>,
) -> impl IntoView {
    let currency = totals.currency;
    let heading = format!("facts-{}", currency.code().to_ascii_lowercase());
    view! {
        <section class="card stack" aria-labelledby=heading.clone()>
            <h3 id=heading.clone()>{format!("In {}", currency.code())}</h3>
            {lowest.map(lowest_share)}
            {processing_fee(&totals)}
            {fund(&totals)}
            {payouts(&totals)}
            {sums(&totals)}
        </section>
    }
}

fn lowest_share(found: Lowest) -> impl IntoView {
    let Lowest { currency, lowest, payment_id, title } = found;
    let (share, percent) = (lowest.share, lowest.share.per_cent_down());
    let rounded = (!percent.is_exact).then_some(" (rounded down)");
    let money = move |minor| Money::new(minor, currency).to_string();
    let work = if title.is_empty() { String::new() } else { format!(" for “{title}”") };
    view! {
        <div class="stack--tight">
            <h4>"The lowest share that creators were ever paid"</h4>
            <p>
                <b class="money--big">{format!("{share} = {percent}")}</b>
                {rounded}
            </p>
            <p class="meta">
                {format!("{} of {}{work}, payment {payment_id}. ", money(share.part()), money(share.whole()))}
                <a href=format!("/ledger/{}", lowest.number)>{format!("See transaction {}", lowest.number)}</a>
                ". Gifts have no creators and are not counted. It can never be under 75%."
            </p>
        </div>
    }
}

/// Fees by charges, from the co-op's own ledger; nothing where nothing was charged.
fn processing_fee(totals: &CurrencyTotals) -> Option<impl IntoView + use<>> {
    let ratio = Ratio::new(totals.fees, totals.charged)?;
    let percent = ratio.per_cent_nearest();
    let about = if percent.is_exact { "" } else { "about " };
    let money = |minor| Money::new(minor, totals.currency).to_string();
    Some(view! {
        <div class="stack--tight">
            <h4>"What the payment processor takes"</h4>
            <p>
                <b class="money--big">{format!("{about}{percent}")}</b>
            </p>
            <p class="meta">
                {format!("{} of fees ÷ {} charged. ", money(totals.fees), money(totals.charged))}
                "The co-op pays it out of the platform’s and the community’s parts; creators never do."
            </p>
        </div>
    })
}

fn fund(totals: &CurrencyTotals) -> Option<impl IntoView + use<>> {
    if totals.purposes.is_empty() {
        return None;
    }
    let currency = totals.currency;
    let figure = format!("{}:community", currency.code());
    let purposes = totals.purposes.iter().map(|(purpose, minor)| {
        let mut name = purpose.slug().to_owned();
        if let Some(first) = name.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        view! {
            <div>
                <dt>{name}</dt>
                <dd class="money">{Money::new(*minor, currency).to_string()}</dd>
            </div>
        }
    });
    Some(view! {
        <div class="stack--tight">
            <h4>"The community fund, gifts included"</h4>
            <p>
                <b class="money--big" data-figure=figure>{Money::new(totals.community, currency).to_string()}</b>
            </p>
            <dl class="facts facts--small">{purposes.collect::<Vec<_>>()}</dl>
        </div>
    })
}

fn payouts(totals: &CurrencyTotals) -> Option<impl IntoView + use<>> {
    let taken = totals.creators_paid.values().try_fold(0_i64, |sum, paid| sum.checked_add(*paid))?;
    let arrived = taken.checked_sub(totals.payouts_on_their_way)?;
    let waiting = totals.creator_pool.checked_sub(taken)?;
    let money = |minor| Money::new(minor, totals.currency).to_string();
    Some(view! {
        <div class="stack--tight">
            <h4>"Paid out to creators"</h4>
            <dl class="facts facts--small">
                <div>
                    <dt>"Arrived"</dt>
                    <dd class="money">{money(arrived)}</dd>
                </div>
                <div>
                    <dt>"On its way"</dt>
                    <dd class="money">{money(totals.payouts_on_their_way)}</dd>
                </div>
                <div>
                    <dt>"Kept for them until the next payout"</dt>
                    <dd class="money">{money(waiting)}</dd>
                </div>
            </dl>
        </div>
    })
}

/// Everything that the rest is made of. Each figure has the name by which the record's check finds it.
fn sums(totals: &CurrencyTotals) -> impl IntoView + use<> {
    let currency = totals.currency;
    let fact = move |title: &'static str, name: Option<&str>, minor| {
        let figure = name.map(|name| format!("{}:{name}", currency.code()));
        view! {
            <div>
                <dt>{title}</dt>
                <dd class="money" data-figure=figure>{Money::new(minor, currency).to_string()}</dd>
            </div>
        }
    };
    let bank = (totals.bank_balance != totals.paid_out || totals.cash_balance != 0).then(|| {
        view! { {fact("In the co-op’s bank", None, totals.bank_balance)} {fact("In the cash box", None, totals.cash_balance)} }
    });
    view! {
        <details class="disclose">
            <summary>"Every sum"</summary>
            <dl class="facts facts--small">
                {fact("Paid in, everything", Some("charged"), totals.charged)}
                {fact("Given back to payers", Some("returned"), totals.returned)}
                {fact("Gifts, whole to the community", Some("gifts"), totals.gifts)}
                {fact("To creators", Some("creators"), totals.creator_pool)}
                {fact("To the platform", Some("platform"), totals.platform)}
                {fact("To the community", Some("community"), totals.community)}
                {fact("Processor’s fees, borne by the co-op", Some("fees"), totals.fees)}
                {fact("Sent from the processor to the bank", Some("paid_out"), totals.paid_out)}
                {fact("Still at the processor", Some("processor_balance"), totals.processor_balance)}
                {bank}
            </dl>
        </details>
    }
}
