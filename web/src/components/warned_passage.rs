//! A warned passage: closed in plain HTML, with every choice in sight (care.md, Content warnings).

use blkout_core::care::{
    passage, preferences::Strength, strength::Explanation, topic_choices::names_of, warning::Warning,
};
use leptos::prelude::*;

use super::Grounding;
use crate::markdown::{Prose, SafeHtml};

/// The topics of a passage or an article as one line: "racism; policing and immigration".
///
/// Semicolons, because some topics hold commas.
pub fn warnings_line(warnings: &[Warning]) -> String {
    warnings.iter().map(Warning::label).collect::<Vec<_>>().join("; ")
}

/// What comes after a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Text that stands open.
    Text,
    /// Another closed part.
    Closed,
    /// Nothing more.
    End,
}

impl Next {
    /// For somebody who skipped the passage, or came out of it.
    const fn sentence(self) -> &'static str {
        match self {
            Self::Text => "The article goes on here.",
            Self::Closed => "The article goes on here, with another closed part.",
            Self::End => "The closed part ends here, and so does the article.",
        }
    }
}

/// What it is about, how long it is, what happens in short, and the choice: read it, skip it, ground myself.
///
/// Without scripts it closes from its end by asking for the same page again, behind the passage. The island
/// `PassageChoices` reads `data-topics`, shows one of the two notes, and hides `warned__choice` where the reader chose
/// to skip.
#[component]
pub fn WarnedPassage(
    /// Its place among the warned passages of the page, from 1.
    number: usize,
    /// The passage, for what may be said of it before it is opened.
    passage: passage::WarnedPassage,
    /// Its text.
    text: SafeHtml,
    /// What comes after it.
    next: Next,
    /// How much is said around it.
    strength: Strength,
) -> impl IntoView {
    let about = warnings_line(&passage.warnings);
    let id = format!("passage-{number}");
    let closes = id.clone();
    let about_id = format!("about-{number}");
    let labelled_by = about_id.clone();
    let after_id = format!("after-{number}");
    let skip = format!("#{after_id}");
    let close = format!("?closed={number}#{after_id}");
    let explanation = strength.explanation();
    let usual = (explanation >= Explanation::Usual).then_some(" You can read it, skip it, or stop here.");
    let full = (explanation >= Explanation::Full).then(|| {
        view! {
            <p>
                "You do not have to read it today, or at all. What happens in it is said in short here. If you would like to talk to somebody, "
                <a href="/support">"there are people to call or text"</a> "."
            </p>
        }
    });
    view! {
        <section class="warned" aria-labelledby=labelled_by data-topics=names_of(&passage.warnings)>
            <p class="warned__about" id=about_id>
                "The next part is about: " {about} "."
            </p>
            <p class="warned__note" data-in="skip" hidden>
                "It is skipped, as you chose. "
                <button class="button button--quiet" type="button" data-show="">"Show it after all"</button>
            </p>
            <p class="warned__note" data-in="open" hidden>
                "It is open, as you chose. "<a href="/warnings">"Change that"</a>
            </p>
            <div class="warned__choice">
                <p>"It is " {passage.length.in_words()} "." {usual}</p>
                {full}
                <p>
                    <strong>"In short: "</strong>
                    {passage.summary}
                </p>
                <details class="warned__passage" id=id>
                    <summary>
                        <span class="when-closed">"Read it"</span>
                        <span class="when-open">"Close it"</span>
                    </summary>
                    <div class="warned__text">
                        <Prose html=text />
                        <p class="warned__end">
                            <a class="button button--quiet" href=close data-close=closes>
                                "Close it again and go on"
                            </a>
                        </p>
                    </div>
                </details>
                <p class="warned__on-paper">"This part was closed, so it is not printed."</p>
                <a class="button warned__skip" href=skip>
                    "Skip it"
                </a>
                <Grounding />
                <p class="warned__settings">
                    <a href="/warnings">"Choose for each topic what stays closed"</a>
                </p>
            </div>
        </section>
        <p class="visually-hidden" id=after_id tabindex="-1">
            {next.sentence()}
        </p>
    }
}
