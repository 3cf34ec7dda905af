//! `/accessibility`: what was tested in this very build, what does not work well yet, and how to tell us. It claims
//! nothing that no test of this build has found.

mod findings;
mod gaps;

use blkout_core::care::report::Evidence;
use leptos::prelude::*;
use leptos_meta::{Meta, Title};

use self::findings::{Assertions, Findings, Sentences};
use self::gaps::{KnownGaps, TellUs};
use crate::page::{page, request};
use crate::pages::preferences::PREFERENCES_PATH;

/// The page.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    let context = request();
    page(async move { Ok(statement(context.evidence.find().await)) })
}

fn statement(evidence: Evidence) -> impl IntoView {
    view! {
        <Title text="Accessibility" />
        <Meta name="description" content="What was tested, what does not work well yet, and how to tell us." />
        <main id="main" class="page page--narrow" data-section="support" tabindex="-1">
            <header class="page-head">
                <h1>"Accessibility"</h1>
                <p class="lede">
                    "This site is for you, however you read, see, hear, move or feel today. Here is what we tested, and what does not work well yet."
                </p>
            </header>
            <section class="stack" aria-labelledby="aim">
                <h2 id="aim">"What we aim for"</h2>
                <p>
                    "Every page should meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, the middle one of three. For contrast, the size of what you press, seeing where you are by keyboard, and help with reading, we aim for the highest, level AAA."
                </p>
                <p>
                    "You can choose colours, sizes, spacing, letters and movement under "
                    <a href=PREFERENCES_PATH>"Preferences"</a> ". It needs no account."
                </p>
            </section>
            {tests(evidence)}
            <KnownGaps />
            <TellUs />
        </main>
    }
}

/// What the report says, or why nothing can be said.
fn tests(evidence: Evidence) -> AnyView {
    let nothing = match evidence {
        Evidence::Tested(report) => {
            let reading_age = report.reading_age.clone();
            return view! {
                <Findings report=report.clone() />
                {reading_age.map(|age| view! { <Sentences age /> })}
                <Assertions report />
            }
            .into_any();
        }
        Evidence::Missing => "The results of its tests are not here.",
        Evidence::Unreadable => "There are results, but they cannot be read.",
        Evidence::OtherBuild => "There are results, but of another version of this site.",
    };
    view! {
        <section class="stack" aria-labelledby="tests">
            <h2 id="tests">"What was tested"</h2>
            <div class="notice notice--info">
                <p class="notice__title">"We claim nothing about this version"</p>
                <p>{nothing} " So we do not say here how well it meets the guidelines."</p>
            </div>
        </section>
    }
    .into_any()
}
