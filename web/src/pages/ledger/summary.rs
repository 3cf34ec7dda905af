//! Who got what, one currency at a time: the first thing on the page, to be understood at a glance.

use blkout_core::{
    ledger::{CurrencyTotals, Ratio},
    money::Money,
};
use leptos::prelude::*;

use crate::components::{ShareLine, SplitBar, long_figure};

/// The answer to "who got what" of one currency: a sentence, a bar, and three lines with amounts and shares.
#[component]
pub fn WhoGotWhat(
    /// What to show.
    totals: CurrencyTotals,
) -> impl IntoView {
    let currency = totals.currency;
    let code = currency.code().to_owned();
    let money = move |minor| Money::new(minor, currency).to_string();
    let for_work = totals.for_work();
    let share = move |part| Ratio::new(part, for_work).map(|ratio| ratio.per_cent_nearest().to_string());
    let heading = format!("who-{}", code.to_ascii_lowercase());
    let figure = move |name: &str| format!("{code}:{name}");
    let lines = [
        ShareLine {
            class: "part--creator",
            name: "The people who made it",
            amount: totals.creator_pool,
            share: share(totals.creator_pool),
            figure: Some(figure("creators")),
        },
        ShareLine {
            class: "part--community",
            name: "Our community fund",
            amount: totals.community_from_work(),
            share: share(totals.community_from_work()),
            figure: None,
        },
        ShareLine {
            class: "part--platform",
            name: "Running this site",
            amount: totals.platform,
            share: share(totals.platform),
            figure: Some(figure("platform")),
        },
    ];
    let gifts = (totals.gifts != 0).then(|| {
        view! {
            <p>
                "On top of that, people gave "
                <strong class="money" data-figure=figure("gifts")>{money(totals.gifts)}</strong>
                " to the community fund, and it got all of it."
            </p>
        }
    });
    view! {
        <section class="who" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>
                {if for_work > 0 {
                    view! { <b class=long_figure(&money(for_work))>{money(for_work)}</b> " was paid for people’s work" }.into_any()
                } else {
                    format!("No revenue for work yet in {}", currency.code()).into_any()
                }}
            </h2>
            {(for_work > 0).then(|| view! { <SplitBar lines currency /> })}
            {gifts}
        </section>
    }
}
