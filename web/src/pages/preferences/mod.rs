//! `/preferences`: how the site looks, moves and speaks, in one form that needs no account and no scripts.

mod questions;

use blkout_core::care::preferences::{Preferences, Presence};
use leptos::prelude::*;
use leptos_meta::{Meta, Title};
use leptos_router::hooks::use_query_map;

use self::questions::{GROUPS, Question};
use crate::{
    components::{ErrorSummary, FieldError},
    context::FormReturn,
    page::request,
};

/// Where the page is, and where its form is sent.
pub const PREFERENCES_PATH: &str = "/preferences";
/// Where readers choose topic by topic.
const WARNINGS_PATH: &str = "/warnings";
/// The field with the page that the reader came from.
pub const RETURN_FIELD: &str = "return_to";
/// The field that says which button was pressed; none for the plain one.
pub const BUTTON_FIELD: &str = "button";
/// Its value to go back to where the reader came from.
pub const BACK: &str = "back";
/// Its value to put everything back.
pub const RESET: &str = "reset";
/// The parameter of the address of the page that follows.
pub const KEPT_PARAMETER: &str = "kept";

/// The page.
#[component]
pub fn PreferencesPage() -> impl IntoView {
    let context = request();
    let form = context.form();
    let query = use_query_map().read_untracked();
    let return_to = form.value(RETURN_FIELD).map(str::to_owned).or_else(|| query.get(RETURN_FIELD));
    let return_to = return_to.filter(|way| !way.is_empty());
    let after_keeping = query.get(KEPT_PARAMETER).is_some() && form.is_clean();
    let preferences = context.preferences;
    let groups = GROUPS.map(|group| {
        let questions = group.questions.iter();
        let questions = questions.map(|question| {
            view! { <Ask question form=form.clone() preferences /> }
        });
        view! {
            <section class="stack" aria-labelledby=group.id>
                <h2 id=group.id>{group.heading}</h2>
                {questions.collect_view()}
            </section>
        }
    });
    view! {
        <Title text="Preferences" />
        <Meta name="description" content="Choose how this site looks, moves and speaks." />
        <main id="main" class="page page--narrow" data-section="support" tabindex="-1">
            <header class="page-head">
                <h1>"Preferences"</h1>
                <p class="lede">
                    "Make this site easier on you. You need no account. Your choices stay on this device, and you can change them at any time."
                </p>
            </header>
            {after_keeping.then(|| view! { <Kept preferences /> })}
            <ErrorSummary form=form.clone() />
            <form class="stack--loose" method="post" action=PREFERENCES_PATH>
                {groups.collect_view()}
                <p>
                    "Topic by topic, you choose what stays closed under " <a href=WARNINGS_PATH>"Closed parts"</a> "."
                </p>
                <div class="stack">
                    <p class="hint">
                        "Your choices are one small note in this browser (a cookie). It says nothing about who you are. “Leave this page” takes it away too."
                    </p>
                    <div class="cluster">
                        <button class="button button--primary" type="submit">"Keep"</button>
                        {return_to
                            .map(|way| {
                                view! {
                                    <input type="hidden" name=RETURN_FIELD value=way />
                                    <button class="button" type="submit" name=BUTTON_FIELD value=BACK>
                                        "Keep and go back"
                                    </button>
                                }
                            })}
                        <button class="button button--quiet" type="submit" name=BUTTON_FIELD value=RESET>
                            "Put everything back"
                        </button>
                    </div>
                </div>
            </form>
        </main>
    }
}

/// What happened, said quietly. A browser that keeps no cookies comes back with nothing chosen.
#[component]
fn Kept(preferences: Preferences) -> impl IntoView {
    let (title, words) = if preferences.to_text().is_empty() {
        (
            "Everything is as it was at first.",
            "Nothing is kept on this device. If you chose something and do not see it, this browser keeps no cookies for this site, so we cannot remember it.",
        )
    } else if preferences.presence == Presence::Discreet {
        ("Kept on this device.", "It goes when this browser is closed, because you chose to be discreet.")
    } else {
        ("Kept on this device.", "Every page is like this from now on.")
    };
    view! {
        <div class="notice notice--success" role="status">
            <p class="notice__title">{title}</p>
            <p>{words}</p>
        </div>
    }
}

/// One setting with its choices.
#[component]
fn Ask(
    /// What is asked.
    question: &'static Question,
    /// What came back from a refused form.
    form: FormReturn,
    /// What is kept now.
    preferences: Preferences,
) -> impl IntoView {
    let Question { setting, legend, about, .. } = *question;
    let is_wrong = form.error(setting).is_some();
    let chosen = form.value(setting).unwrap_or_else(|| question.chosen(&preferences)).to_owned();
    let about_id = format!("{setting}-about");
    let described_by = match (about.is_empty(), is_wrong) {
        (true, false) => None,
        (true, true) => Some(format!("{setting}-error")),
        (false, false) => Some(about_id.clone()),
        (false, true) => Some(format!("{about_id} {setting}-error")),
    };
    let choices = (question.choices)().into_iter().map(|(slug, label, hint)| {
        let hint = (!hint.is_empty()).then(|| view! { <small>{hint}</small> });
        view! {
            <label class="choice">
                <input type="radio" name=setting value=slug checked=chosen == slug />
                <span>{label} {hint}</span>
            </label>
        }
    });
    view! {
        <fieldset class="choices" id=setting tabindex="-1" aria-describedby=described_by>
            <legend>{legend}</legend>
            {(!about.is_empty()).then(|| view! { <p class="hint" id=about_id>{about}</p> })}
            <FieldError field=setting form />
            <div class="chooser">{choices.collect_view()}</div>
        </fieldset>
    }
}
