//! An amount of money as text.

use blkout_core::money::Money;
use leptos::prelude::*;

/// The most characters of an amount that has its page's largest letters on a screen of 320 px: `£144,022.00`.
const LONGEST_IN_LARGE: usize = 11;

/// The class of an amount in the largest letters that would need a second line in them.
pub fn long_figure(amount: &str) -> Option<&'static str> {
    (amount.chars().count() > LONGEST_IN_LARGE).then_some("long")
}

/// An amount that does not break across lines and lines up with others: `£1,234.50`.
#[component]
pub fn Amount(
    /// The amount.
    money: Money,
) -> impl IntoView {
    view! { <span class="money">{money.to_string()}</span> }
}

#[cfg(test)]
mod tests {
    use super::long_figure;

    #[test]
    fn only_an_amount_that_would_break_is_set_smaller() {
        assert_eq!(long_figure("£144,022.00"), None);
        assert_eq!(long_figure("£1,440,220.00"), Some("long"));
    }
}
