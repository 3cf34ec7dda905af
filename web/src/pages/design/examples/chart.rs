//! A picture drawn by the server, and the same figures as a table. Readable in black and white.

use blkout_core::{money::Currency, time::CalendarMonth};
use leptos::prelude::*;

use crate::pages::creators::EarningsChart;

pub(in super::super) fn example() -> impl IntoView {
    let months = [("2026-01", 12_050), ("2026-02", 8_900), ("2026-03", 15_500)];
    let months: Vec<_> =
        months.into_iter().filter_map(|(month, minor)| Some((CalendarMonth::parse(month)?, minor))).collect();
    view! { <EarningsChart currency=Currency::GBP months /> }
}
