//! A warned passage: closed in plain HTML, with every choice in sight (care.md, Content warnings).

use blkout_core::care::{reading::ReadingLength, warning::Warning};
use leptos::prelude::*;

use super::Grounding;
use crate::markdown::{Prose, SafeHtml};

/// The topics of a passage or an article as one line: "racism; policing and immigration".
///
/// Semicolons, because some topics hold commas.
pub fn warnings_line(warnings: &[Warning]) -> String {
    warnings.iter().map(Warning::label).collect::<Vec<_>>().join("; ")
}

/// What it is about, how long it is, what happens in short, and the choice: read it, skip it, ground myself.
///
/// Without scripts it closes from its end by asking for the same page again, behind the passage.
#[component]
pub fn WarnedPassage(
    /// Its place among the warned passages of the page, from 1.
    number: usize,
    /// What it is about, as [`warnings_line`] says it.
    about: String,
    /// How long it is.
    length: ReadingLength,
    /// What may be read instead.
    summary: String,
    /// The passage.
    text: SafeHtml,
) -> impl IntoView {
    let id = format!("passage-{number}");
    let closes = id.clone();
    let about_id = format!("about-{number}");
    let labelled_by = about_id.clone();
    let after_id = format!("after-{number}");
    let skip = format!("#{after_id}");
    let close = format!("?closed={number}#{after_id}");
    view! {
        <section class="warned" aria-labelledby=labelled_by>
            <p class="warned__about" id=about_id>
                "The next part is about: " {about} "."
            </p>
            <p>"It is " {length.in_words()} ". You can read it, skip it, or stop here."</p>
            <p><strong>"In short: "</strong> {summary}</p>
            <details class="warned__passage" id=id>
                <summary>
                    <span class="when-closed">"Read it"</span>
                    <span class="when-open">"Close it"</span>
                </summary>
                <div class="warned__text">
                    <Prose html=text/>
                    <p class="warned__end">
                        <a class="button button--quiet" href=close data-close=closes>"Close it again and go on"</a>
                    </p>
                </div>
            </details>
            <a class="button" href=skip>"Skip it"</a>
            <Grounding/>
        </section>
        <p class="visually-hidden" id=after_id tabindex="-1">"The article goes on here."</p>
    }
}
