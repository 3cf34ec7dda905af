//! `/newsroom/write`: a new piece. What it looks like comes first, then it is published or written on; we keep nothing
//! until it is published, and nothing that was typed is lost on the way.

mod preview;
mod topics;

use blkout_core::care::article::{MAX_SUMMARY_CHARS, MAX_TITLE_CHARS, Typed};
use blkout_core::care::kept_draft::ARTICLE_FORM;
use leptos::prelude::*;
use leptos_meta::Title;

use self::preview::Preview;
use crate::{
    components::{ErrorSummary, KeepDraft, KeepDraftScripts, KeptDraft, TextField, TextLines},
    context::FormReturn,
    pages::restricted::{Restricted, restricted},
};

pub use topics::AboutPage;
use topics::TopicFields;

/// Where the page is, and where its form is sent.
pub const WRITE_PATH: &str = "/newsroom/write";
/// The field that says what to do with the piece.
pub const STEP_FIELD: &str = "step";
/// Its value to see the piece as readers will.
pub const LOOK: &str = "look";
/// Its value to publish.
pub const PUBLISH: &str = "publish";
/// Its value to go back to the form.
pub const GO_ON: &str = "write";
/// The field of a topic that was suggested and is taken.
pub const ADD_FIELD: &str = "add";
/// The field of a topic that was suggested and is not needed.
pub const IGNORE_FIELD: &str = "ignore";
/// The field of the topics that were not needed before.
pub const IGNORED_FIELD: &str = "ignored";
/// The field of the topics that were chosen.
pub const TOPICS_FIELD: &str = "topics";

const WHOSE: Restricted = Restricted {
    heading: "Writing for the newsroom",
    reason: "This page is for members who publish here: active creators and stewards.",
    sign_in: "Sign in to write",
};

/// A piece with a closed part, for authors to copy.
const EXAMPLE: &str = "::: warning death and grief, \"a hospital\" | My aunt dies in this part. We laugh a lot, too.
The part that stays closed until a reader opens it.
:::";

/// The form, or the piece as readers will see it.
#[component]
pub fn WritePage() -> impl IntoView {
    restricted(
        WHOSE,
        |viewer| viewer.may_write.then(|| viewer.name.clone()),
        |context, name| async move {
            let form = context.form();
            let strength = context.preferences.strength;
            let looks = form.is_clean() && form.value(STEP_FIELD) == Some(LOOK);
            let article = looks.then(|| typed(&form).article(&name, context.now).ok()).flatten();
            Ok(match article {
                Some(article) => view! { <Preview article form strength /> }.into_any(),
                None => view! { <WriteForm form name /> }.into_any(),
            })
        },
    )
}

/// What came back from the form, as `core` reads it.
fn typed(form: &FormReturn) -> Typed<'_> {
    let value = |name| form.value(name).unwrap_or_default();
    Typed {
        title: value("title"),
        summary: value("summary"),
        text: value("text"),
        topics: values(form, TOPICS_FIELD).collect(),
        own_words: value("own_words"),
    }
}

/// Everything that came back in a field that may come several times.
fn values<'f>(form: &'f FormReturn, field: &'static str) -> impl Iterator<Item = &'f str> {
    form.values.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
}

#[component]
fn WriteForm(form: FormReturn, name: String) -> impl IntoView {
    let chosen: Vec<String> = values(&form, TOPICS_FIELD).map(str::to_owned).collect();
    let ignored: Vec<_> = values(&form, IGNORED_FIELD)
        .map(|slug| view! { <input type="hidden" name=IGNORED_FIELD value=slug.to_owned() /> })
        .collect();
    view! {
        <Title text="Writing" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="newsroom">
            <header class="page-head">
                <p class="eyebrow">
                    <a href="/newsroom">"Newsroom"</a>
                </p>
                <h1>"Write a piece"</h1>
                <p class="lede">
                    "You see it as readers will before anything is published. It appears under your name here, " {name} "."
                </p>
            </header>
            <ErrorSummary form=form.clone() />
            <form class="stack" method="post" action=WRITE_PATH>
                {ignored}
                <KeptDraft />
                <TextField
                    form=form.clone()
                    name="title"
                    label="Title"
                    hint=format!("One line, {MAX_TITLE_CHARS} characters at most. It is seen before anything is opened.")
                />
                <TextLines
                    form=form.clone()
                    name="summary"
                    label="In short"
                    hint=format!("What people may read instead, {MAX_SUMMARY_CHARS} characters at most. It stands in lists and link previews, so leave out what you would close.")
                    rows=3
                />
                <TextLines
                    form=form.clone()
                    name="text"
                    label="Text"
                    hint="Leave an empty line between paragraphs. You can use Markdown: ## for a heading, *stars* for emphasis, > for a quotation."
                    rows=18
                />
                <ClosingHelp />
                <TopicFields form=form.clone() chosen />
                <KeepDraft form=ARTICLE_FORM />
                <div class="cluster">
                    <button class="button button--primary" type="submit" name=STEP_FIELD value=LOOK>
                        "Look at it first"
                    </button>
                </div>
                <p class="hint">"Nothing is published yet, and we keep nothing until you publish."</p>
            </form>
        </main>
        <KeepDraftScripts />
    }
}

/// How to close a part, with an example.
#[component]
fn ClosingHelp() -> impl IntoView {
    view! {
        <details class="disclose">
            <summary>"How to close a part of the text"</summary>
            <div class="stack stack--tight">
                <p>
                    "Put a line before the part and a line after it, like this. Before the bar stands what it is about; your own words stand in double quotes. After the bar stands what a reader may read instead."
                </p>
                <pre class="exact" tabindex="0">{EXAMPLE}</pre>
                <p>
                    "Readers then choose: read it, skip it, or read your short version. A closed part protects nobody by itself. It leaves people the choice."
                </p>
            </div>
        </details>
    }
}
