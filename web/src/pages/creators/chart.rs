//! Earnings by month: a picture drawn by the server, and the same figures as a table.

use blkout_core::{
    money::{Currency, Money},
    time::CalendarMonth,
};
use leptos::prelude::*;

/// Months drawn at most; the table has all of them.
const MAX_BARS: usize = 12;
/// Height of the tallest bar, in units of the drawing.
const BAR_HEIGHT: i64 = 160;
/// Width of the drawing, in its units.
const WIDTH: usize = 600;
/// Where the bars stand.
const BASE: i64 = 180;
/// Height of the drawing.
const HEIGHT: i64 = 210;

/// What was earned in each month of one currency, oldest first; months without earnings are filled in.
#[component]
pub fn EarningsChart(
    /// The currency of the amounts.
    currency: Currency,
    /// Months and minor units, oldest first, none twice.
    months: Vec<(CalendarMonth, i64)>,
) -> impl IntoView {
    let code = currency.code().to_ascii_lowercase();
    let heading = format!("months-{code}");
    let money = move |minor| Money::new(minor, currency).to_string();
    let months = without_gaps(&months);
    let drawn = &months[months.len().saturating_sub(MAX_BARS)..];
    let tallest = drawn.iter().map(|(_, minor)| *minor).max().unwrap_or(0).max(1);
    let step = WIDTH / drawn.len().max(1);
    let bars = drawn
        .iter()
        .enumerate()
        .map(|(place, (month, minor))| {
            let height = i64::try_from(i128::from((*minor).max(0)) * i128::from(BAR_HEIGHT) / i128::from(tallest));
            let height = height.unwrap_or(BAR_HEIGHT);
            let (left, middle) = (place * step + step / 8, place * step + step / 2);
            view! {
                <rect class="part--creator" x=left y={BASE - height} width={step * 3 / 4} height=height />
                <text class="chart__label" x=middle y={BASE + 20} text-anchor="middle">
                    {month.short_name()}
                </text>
            }
        })
        .collect_view();
    let rows = months
        .iter()
        .rev()
        .map(|(month, minor)| {
            view! {
                <tr>
                    <th scope="row">{month.to_string()}</th>
                    <td class="number money">{money(*minor)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="figure">
            <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") aria-hidden="true">
                <line class="chart__axis" x1="0" x2=WIDTH y1=BASE y2=BASE />
                {bars}
            </svg>
            <figcaption id=heading.clone()>
                {format!("Earned each month in {}; tallest bar {}", currency.code(), money(tallest))}
            </figcaption>
        </figure>
        <details class="disclose">
            <summary>"The same figures as a table"</summary>
            <table class="table" aria-labelledby=heading>
                <thead>
                    <tr>
                        <th scope="col">"Month"</th>
                        <th scope="col" class="number">"Earned"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
}

fn without_gaps(months: &[(CalendarMonth, i64)]) -> Vec<(CalendarMonth, i64)> {
    let mut filled: Vec<(CalendarMonth, i64)> = Vec::with_capacity(months.len());
    for (month, minor) in months {
        while let Some((last, _)) = filled.last()
            && last.next() < *month
        {
            let next = last.next();
            filled.push((next, 0));
        }
        filled.push((*month, *minor));
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_without_earnings_are_filled_in() {
        let month = |text| CalendarMonth::parse(text).unwrap();
        let filled = without_gaps(&[(month("2025-11"), 5), (month("2026-02"), 7)]);
        let shown: Vec<_> = filled.iter().map(|(month, minor)| (month.iso(), *minor)).collect();
        let expected = [("2025-11", 5), ("2025-12", 0), ("2026-01", 0), ("2026-02", 7)];
        assert_eq!(shown, expected.map(|(month, minor)| (month.to_owned(), minor)));
        assert!(without_gaps(&[]).is_empty());
    }
}
