//! A split as a bar with its key: the key says in words and figures what the bar shows.

use blkout_core::money::{Currency, Money};
use leptos::prelude::*;

/// How wide the bar is in its own units; wide enough that one unit is finer than a pixel.
const BAR_UNITS: i128 = 1_000;

/// Where a part ends on the bar, when `so_far` of `whole` has been shown. Rounds down; never beyond the end.
fn position(so_far: i64, whole: i64) -> i128 {
    if whole <= 0 { 0 } else { (i128::from(so_far) * BAR_UNITS / i128::from(whole)).clamp(0, BAR_UNITS) }
}

/// Creators, platform and community of a sum. Shows nothing for parts that are not all positive or zero: a bar
/// cannot show a debt.
#[component]
pub fn SplitBar(
    /// What the creators got, in minor units.
    creators: i64,
    /// What the platform got.
    platform: i64,
    /// What the community got.
    community: i64,
    /// The currency of all three.
    currency: Currency,
) -> impl IntoView {
    let parts = [
        ("part--creator", "Creators", creators),
        ("part--platform", "Platform", platform),
        ("part--community", "Community fund", community),
    ];
    let whole = parts.iter().try_fold(0_i64, |sum, (_, _, part)| sum.checked_add(*part)).unwrap_or(0);
    let drawable = whole > 0 && parts.iter().all(|(_, _, part)| *part >= 0);
    let mut so_far = 0;
    let bars = parts.map(|(class, _, part)| {
        let from = position(so_far, whole);
        so_far = so_far.saturating_add(part);
        let width = position(so_far, whole) - from;
        view! { <rect class=class x=from.to_string() width=width.to_string() height="8"></rect> }
    });
    let key = parts.map(|(class, name, part)| {
        view! { <li class=class>{name} ": " <span class="money">{Money::new(part, currency).to_string()}</span></li> }
    });
    view! {
        {drawable
            .then(|| {
                view! {
                    <svg class="meter" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
                        {bars.collect_view()}
                    </svg>
                }
            })}
        <ul class="key">{key.collect_view()}</ul>
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
