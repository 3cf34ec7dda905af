//! A split as a bar with its lines: the lines say in words and figures what the bar shows.

use blkout_core::money::{Currency, Money};
use leptos::prelude::*;

/// How wide the bar is in its own units; wide enough that one unit is finer than a pixel.
const BAR_UNITS: i128 = 1_000;

/// Where a part ends on the bar, when `so_far` of `whole` has been shown. Rounds down; never beyond the end.
fn position(so_far: i64, whole: i64) -> i128 {
    if whole <= 0 { 0 } else { (i128::from(so_far) * BAR_UNITS / i128::from(whole)).clamp(0, BAR_UNITS) }
}

/// One part of a split and how it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareLine {
    /// `part--creator`, `part--platform` or `part--community`.
    pub class: &'static str,
    /// Who it is for.
    pub name: &'static str,
    /// Minor units.
    pub amount: i64,
    /// Of the whole, in per cent, where there is a whole.
    pub share: Option<String>,
    /// The name of the figure, by which the record's check finds it.
    pub figure: Option<String>,
}

/// The parts of a sum, in this order. Draws no bar for parts that are not all positive or zero: a bar cannot show a
/// debt.
#[component]
pub fn SplitBar(
    /// The parts.
    lines: [ShareLine; 3],
    /// The currency of all of them.
    currency: Currency,
) -> impl IntoView {
    let whole = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount)).unwrap_or(0);
    let drawable = whole > 0 && lines.iter().all(|line| line.amount >= 0);
    let mut so_far = 0;
    let bars = lines.each_ref().map(|line| {
        let from = position(so_far, whole);
        so_far = so_far.saturating_add(line.amount);
        let width = position(so_far, whole) - from;
        view! { <rect class=line.class x=from.to_string() width=width.to_string() height="8"></rect> }
    });
    let key = lines.map(|line| {
        let amount = Money::new(line.amount, currency).to_string();
        view! {
            <li class=line.class>
                <span>{line.name}</span>
                <b class="money" data-figure=line.figure>{amount}</b>
                {line.share.map(|share| view! { <span class="number">{share}</span> })}
            </li>
        }
    });
    view! {
        {drawable
            .then(|| {
                view! {
                    <svg class="meter meter--thick" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
                        {bars.collect_view()}
                    </svg>
                }
            })}
        <ul class="key key--lines">{key.collect_view()}</ul>
    }
}

#[cfg(test)]
mod tests {
    use super::position;

    #[test]
    fn positions_stay_on_the_bar() {
        assert_eq!(position(75, 100), 750);
        assert_eq!(position(i64::MAX, i64::MAX), 1_000);
        assert_eq!(position(1, 3), 333);
        assert_eq!(position(5, 0), 0);
        assert_eq!(position(-5, 100), 0);
        assert_eq!(position(200, 100), 1_000);
    }
}
