//! What the tests of this build found: each check with its figures, the hardest sentences, and what we assert.

use blkout_core::care::report::{CareReport, Check, MOST_SENTENCES, ReadingAge};
use leptos::prelude::*;

/// Each check with its figures.
#[component]
pub(super) fn Findings(report: CareReport) -> impl IntoView {
    let CareReport { finished_at, checks, .. } = report;
    let rows = checks.into_iter().map(|check| view! { <Row check /> });
    view! {
        <section class="stack" aria-labelledby="tests">
            <h2 id="tests">"What was tested"</h2>
            <p>
                "These are the results of the automatic tests of the very build that you are using. They ended at "
                <time datetime=finished_at.clone()>{moment(&finished_at)}</time> "."
            </p>
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
            <p class="hint">
                "A look is one page in one theme, at one width, with or without scripts. Automatic tests find only some barriers. No fault found does not mean that there is none."
            </p>
        </section>
    }
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
    match text.split_once('T').map(|(day, time)| (day, time.get(..5))) {
        Some((day, Some(time))) => format!("{day}, {time} UTC"),
        _ => text.to_owned(),
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
                "A formula guesses how old somebody is who reads a sentence with ease. For the sentences of this site, the middle value is "
                {median} " years; we aim for about 12. It is a guess from the length of words and sentences. What members write is not counted."
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
                "WCAG 3.0 is a working draft, and it may still change. Nobody can certify “Bronze” by it, and we do not claim it. The draft lets a site assert what it did. We assert this:"
            </p>
            <ul class="prose">
                <li>
                    "For this build, we ran " {all} " automatic checks, and " {clean} " of them found no fault. The table shows all of them."
                </li>
                {words
                    .then(|| {
                        view! { <li>"For this build, we worked out how hard our sentences are, and show the hardest."</li> }
                    })}
            </ul>
            <p>"We do not assert that people with disabilities have tested this build. The gaps below say so, too."</p>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn a_moment_reads_well_and_a_strange_one_stays() {
        assert_eq!(moment("2026-11-21T10:00:00Z"), "2026-11-21, 10:00 UTC");
        assert_eq!(moment("yesterday"), "yesterday");
        assert_eq!(moment("2026-11-21T1"), "2026-11-21T1");
    }
}
