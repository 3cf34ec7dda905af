//! The words that the pages about agreements share.

use blkout_core::{agreements::State, money::Weights, time::UtcMillis};
use leptos::prelude::*;

/// The class of a state's badge. The word in it says the same.
pub(super) fn state_class(state: State) -> &'static str {
    match state {
        State::Proposed => "badge badge--warning",
        State::InForce => "badge badge--success",
        State::Declined | State::Withdrawn | State::Ended => "badge",
    }
}

/// A day and a time of day, UTC.
#[component]
pub(super) fn Moment(at: UtcMillis) -> impl IntoView {
    view! { <time datetime=at.rfc3339()>{at.date().to_string()} ", " {at.clock_text()} " UTC"</time> }
}

/// Who shares, by which weight, and what that makes of each pound for the creators.
#[component]
pub(super) fn Shares(weights: Weights) -> impl IntoView {
    let total = weights.total();
    let rows = weights.iter().map(|(creator, weight)| {
        let (name, weight) = (creator.to_string(), u128::from(weight));
        view! {
            <tr role="row">
                <th scope="row" role="rowheader"><bdi>{name}</bdi></th>
                <td role="cell" class="number" data-label="Weight">{weight.to_string()}</td>
                <td role="cell" class="number" data-label="Of what the creators get">{per_cent(weight, total)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <div class="table-region" role="region" aria-label="Table, scrolls sideways" tabindex="0">
            <table class="table table--cards" role="table" aria-labelledby="shares">
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Creator"</th>
                        <th scope="col" role="columnheader" class="number">"Weight"</th>
                        <th scope="col" role="columnheader" class="number">"Of what the creators get"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
}

/// `part` of `total` in per cent with two decimals, cut off and not rounded, so that the parts never seem more than
/// the whole: `33.33%`, `50%`.
fn per_cent(part: u128, total: u128) -> String {
    let total = total.max(1);
    let hundredths = part * 10_000 / total;
    let is_exact = (part * 10_000).is_multiple_of(total);
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest, is_exact) {
        (0, true) => format!("{whole}%"),
        _ => format!("{whole}.{rest:02}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::per_cent;

    #[test]
    fn parts_are_cut_off_and_never_rounded_up() {
        assert_eq!(per_cent(1, 2), "50%");
        assert_eq!(per_cent(2, 3), "66.66%");
        assert_eq!(per_cent(1, 10_001), "0.00%");
        assert_eq!(per_cent(1, 1), "100%");
    }
}
