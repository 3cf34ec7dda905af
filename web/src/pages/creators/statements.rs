//! The ways to a statement: everything, a month, or a tax year, each as CSV, JSON and PDF.

use blkout_core::{ledger::TaxYear, money::Currency, time::CalendarMonth};
use leptos::prelude::*;

/// Months that are offered as links; earlier ones are in the form below them.
const RECENT_MONTHS: usize = 3;
/// The forms of the file.
const FORMS: [(&str, &str); 3] = [("pdf", "PDF"), ("csv", "CSV"), ("json", "JSON")];

/// Links to the statements of one currency.
#[component]
pub fn StatementLinks(
    /// The address of the dashboard.
    path: String,
    /// The ledger.
    currency: Currency,
    /// The months in which there was anything, oldest first.
    months: Vec<(CalendarMonth, i64)>,
    /// The tax year of the first payment.
    first_year: TaxYear,
    /// The tax year of today.
    this_year: TaxYear,
) -> impl IntoView {
    let code = currency.code().to_ascii_lowercase();
    let line = |what: String, period: String| {
        let links = FORMS.map(|(ending, name)| {
            let address = format!("{path}/statement.{ending}?currency={code}{period}");
            let label = format!("{name}: {what}");
            view! { <a href=address download="" aria-label=label>{name}</a> }
        });
        view! {
            <li class="cluster files">
                <span>{what}</span>
                {links}
            </li>
        }
    };
    let everything = line("Everything".to_owned(), String::new());
    let mut years = Vec::new();
    let mut year = this_year;
    while year >= first_year && years.len() < 7 {
        years.push(line(format!("Tax year {year}"), format!("&tax_year={}", year.label())));
        if year.previous() == year {
            break;
        }
        year = year.previous();
    }
    let recent = months.iter().rev().take(RECENT_MONTHS);
    let recent =
        recent.map(|(month, _)| line(month.to_string(), format!("&month={}", month.iso()))).collect::<Vec<_>>();
    let earlier = months.iter().rev().skip(RECENT_MONTHS);
    let earlier =
        earlier.map(|(month, _)| line(month.to_string(), format!("&month={}", month.iso()))).collect::<Vec<_>>();
    let earlier = (!earlier.is_empty()).then(|| {
        view! {
            <details class="disclose">
                <summary>"Earlier months"</summary>
                <ul class="plain">{earlier}</ul>
            </details>
        }
    });
    view! {
        <ul class="plain">{recent} {years} {everything}</ul>
        {earlier}
        <p class="meta">
            "A tax year runs from 6 April to 5 April, from midnight to midnight in Britain. Months and dates are those of \
             UTC, which in summer is one hour behind. The PDF can be read out by a screen reader; the longest statements come as \
             CSV and JSON."
        </p>
    }
}
