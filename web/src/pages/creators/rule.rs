//! How a payment is shared, in plain words, with an example that `core` computes.

use blkout_core::money::{CreatorShare, CreatorSlug, Currency, FLOOR_BPS, Money, Split, Weights, split};
use leptos::prelude::*;

/// What the example's payer pays, in pence: an amount that does not divide evenly anywhere.
const EXAMPLE_MINOR: i64 = 1_999;
/// The processor's id of the example's payment, which decides about a leftover penny.
const EXAMPLE_ID: &str = "ch_example";

/// The rule and its rounding.
#[component]
pub fn TheRule() -> impl IntoView {
    let example = example().map(|example| view! { <WorkedExample split=example /> });
    view! {
        <section class="card card--quiet stack--tight" aria-labelledby="rule">
            <h2 id="rule">"How a payment is shared"</h2>
            <ol class="stack--tight numbered">
                <li>{format!("You get {}% of what the payer paid, rounded up to the next penny.", FLOOR_BPS / 100)}</li>
                <li>"Running the site gets 10% at most, rounded down."</li>
                <li>"The community fund gets the rest."</li>
                <li>"The card processor’s fee is paid by the co-op out of its two parts, never out of yours."</li>
            </ol>
            {example}
            <p>
                "When a work has several creators, they share by the weights that they agreed. A penny that cannot be cut goes \
                 to whoever is owed the largest part of it. When two are owed the same, a number that is worked out from the \
                 payment’s own number decides. Nobody can bend it, and everybody can work it out again."
            </p>
            <p>"When a payer gets money back, the split of what is left is worked out anew and the difference is posted."</p>
        </section>
    }
}

/// The example's split; `None` only if the rules themselves were broken, which their tests rule out.
fn example() -> Option<Split> {
    let creators = [(CreatorSlug::new("you").ok()?, 2), (CreatorSlug::new("a friend").ok()?, 1)];
    split(EXAMPLE_ID, EXAMPLE_MINOR, CreatorShare::FLOOR, &Weights::new(creators).ok()?).ok()
}

#[component]
fn WorkedExample(split: Split) -> impl IntoView {
    let money = |minor| Money::new(minor, Currency::GBP).to_string();
    let exact = |bps: i64| {
        // Hundredths of a penny, so that what is rounded away can be seen.
        let hundredths = split.gross.saturating_mul(bps) / 100;
        format!("{}.{:02}p", hundredths / 100, hundredths % 100)
    };
    let parts = split.creators.iter().rev().map(|(slug, part)| format!("{} {slug}", money(*part)));
    let parts = parts.collect::<Vec<_>>().join(" and ");
    view! {
        <div class="notice">
            <p class="notice__title">{format!("An example: somebody pays {}", money(split.gross))}</p>
            <ul>
                <li>
                    {format!("Creators: 75% would be {}, rounded up to ", exact(7_500))} <b class="money">{money(split.creator_pool)}</b> "."
                </li>
                <li>{format!("The site: 10% would be {}, rounded down to ", exact(1_000))} <b class="money">{money(split.platform)}</b> "."</li>
                <li>"The community fund: what is left, " <b class="money">{money(split.community)}</b> "."</li>
                <li>{format!("If you and a friend agreed on 2 parts to 1: {parts}.")}</li>
            </ul>
        </div>
    }
}
