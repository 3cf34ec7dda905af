//! What the tests of this build found: each check with its figures, the hardest sentences, and what we assert.

use blkout_core::care::report::{CareReport, Check, MOST_SENTENCES, ReadingAge};
use blkout_core::time::UtcMillis;
use leptos::prelude::*;

/// What came of it in one look, and each check with its figures for those who want them.
#[component]
pub(super) fn Findings(report: CareReport) -> impl IntoView {
    let CareReport { finished_at, checks, .. } = report;
    let summary = summary(&checks);
    let rows = checks.into_iter().map(|check| view! { <Row check /> });
    view! {
        <section class="stack" aria-labelledby="tests">
            <h2 id="tests">"What was tested"</h2>
            <p>
                "A program looked at the pages of the very version of this site that you are using. It finished on "
                <time datetime=finished_at.clone()>{moment(&finished_at)}</time> "."
            </p>
            {summary}
            <p>"A program finds only some barriers. No fault found does not mean that there is none."</p>
            <details class="disclose">
                <summary>"Every check, with its figures"</summary>
                <p class="hint">"A look is one page as one reader may see it: its colours, its width, with or without scripts."</p>
                <div class="table-region" role="region" aria-labelledby="tests-caption" tabindex="0">
                    <table class="table table--cards" role="table">
                        <caption id="tests-caption">"Checks, and the faults that they found"</caption>
                        <thead role="rowgroup">
                            <tr role="row">
                                <th scope="col" role="columnheader">"Check"</th>
                                <th scope="col" role="columnheader" class="number">"Pages"</th>
                                <th scope="col" role="columnheader" class="number">"Looks"</th>
                                <th scope="col" role="columnheader" class="number">"Faults"</th>
                            </tr>
                        </thead>
                        <tbody role="rowgroup">{rows.collect_view()}</tbody>
                    </table>
                </div>
            </details>
        </section>
    }
}

/// How many checks found nothing, and the name of each that found something: nobody has to look for it in a table.
fn summary(checks: &[Check]) -> AnyView {
    let all = checks.len();
    let found = checks.iter().filter(|check| check.violations > 0).collect::<Vec<_>>();
    if found.is_empty() {
        let title = if all == 1 {
            "The one check found no fault".to_owned()
        } else {
            format!("All {all} checks found no fault")
        };
        return view! {
            <div class="notice notice--success">
                <p class="notice__title">{title}</p>
            </div>
        }
        .into_any();
    }
    let lines = found.iter().map(|check| {
        let faults = if check.violations == 1 { "1 fault".to_owned() } else { format!("{} faults", check.violations) };
        view! { <li><strong>{faults}</strong> ": " {check.name.clone()}</li> }
    });
    view! {
        <div class="notice notice--warning">
            <p class="notice__title">{found.len()} " of " {all} " checks found faults"</p>
            <ul>{lines.collect_view()}</ul>
            <p>"The name says what should be so. In these places it is not."</p>
        </div>
    }
    .into_any()
}

#[component]
fn Row(check: Check) -> impl IntoView {
    let Check { name, routes, states, violations, .. } = check;
    let figure = |figure: Option<u64>| figure.map_or_else(|| "not counted".to_owned(), |figure| figure.to_string());
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{name}</th>
            <td role="cell" class="number" data-label="Pages">{figure(routes)}</td>
            <td role="cell" class="number" data-label="Looks">{figure(states)}</td>
            <td role="cell" class="number" data-label="Faults">{violations}</td>
        </tr>
    }
}

/// `2026-11-21T10:00:00Z` as people read it; anything else as it stands.
fn moment(text: &str) -> String {
    let plain = text.strip_suffix('Z').map(|text| text.replacen('T', " ", 1));
    match plain.and_then(|text| UtcMillis::parse_report(&text).ok()) {
        Some(at) => format!("{}, {} UTC", at.date(), at.clock_text()),
        None => text.to_owned(),
    }
}

/// How hard the words are, and which sentences are the hardest.
#[component]
pub(super) fn Sentences(age: ReadingAge) -> impl IntoView {
    let median = age.median_in_years();
    let hardest = age.hardest.into_iter().take(MOST_SENTENCES);
    let hardest = hardest.map(|sentence| view! { <li>{sentence}</li> });
    view! {
        <section class="stack" aria-labelledby="words">
            <h2 id="words">"How hard our words are"</h2>
            <p>
                "A formula guesses from which age on somebody reads a sentence with ease. The middle value for our pages is "
                {median}
                " years. We aim for 12 or less. It looks only at how long words and sentences are. What members write is not counted."
            </p>
            <details class="disclose">
                <summary>"The hardest sentences"</summary>
                <ol class="numbered stack--tight">{hardest.collect_view()}</ol>
            </details>
        </section>
    }
}

/// What we assert under the draft of WCAG 3, each from the report alone.
#[component]
pub(super) fn Assertions(report: CareReport) -> impl IntoView {
    let clean = report.checks.iter().filter(|check| check.violations == 0).count();
    let all = report.checks.len();
    let words = report.reading_age.is_some();
    view! {
        <section class="stack" aria-labelledby="assertions">
            <h2 id="assertions">"What we assert under the draft of WCAG 3"</h2>
            <p>
                "Version 3.0 of the guidelines is a draft, and it may still change. Nobody can certify its level “Bronze”, and we do not claim it. In the draft, a site may assert, that is say in its own name, what it did. We assert this:"
            </p>
            <div class="prose">
                <ul>
                    <li>
                        "On this version of the site we ran " {all} " automatic checks. " {clean} " of them found no fault. We show every one."
                    </li>
                    {words.then(|| view! { <li>"We worked out how hard our sentences are, and show the hardest."</li> })}
                </ul>
            </div>
            <p>"We do not assert that people with disabilities have tested it. They have not, as far as we know."</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_reads_well_and_a_strange_one_stays() {
        assert_eq!(moment("2026-11-21T10:00:00Z"), "21 November 2026, 10:00 UTC");
        for strange in ["yesterday", "2026-11-21T1", "2026-11-21T10:00:00+01:00", ""] {
            assert_eq!(moment(strange), strange);
        }
    }
}
