//! An amount of money as text.

use blkout_core::money::Money;
use leptos::prelude::*;

/// An amount that does not break across lines and lines up with others: `£1,234.50`.
#[component]
pub fn Amount(
    /// The amount.
    money: Money,
) -> impl IntoView {
    view! { <span class="money">{money.to_string()}</span> }
}
