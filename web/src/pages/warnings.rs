//! `/warnings`: what closed parts are, and what a reader chooses for each topic, on their own device alone.

use blkout_core::care::preferences::Presence;
use blkout_core::care::topic_choices::Choice;
use blkout_core::care::warning::Topic;
use blkout_islands::PassageChoices;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::page::request;
use crate::shell::IslandScripts;

/// The page.
#[component]
pub fn WarningsPage() -> impl IntoView {
    let discreet = request().preferences.presence == Presence::Discreet;
    let choices = if discreet {
        view! {
            <p class="notice notice--info">
                "You are in discreet mode, so nothing is kept on this device. Every closed part asks first."
            </p>
        }
        .into_any()
    } else {
        view! { <TopicChoices /> }.into_any()
    };
    view! {
        <Title text="Reading" />
        <main id="main" tabindex="-1" class="page page--narrow stack" data-section="support">
            <header class="page-head">
                <h1>"Closed parts"</h1>
                <p class="lede">
                    "Some parts of our pieces stay closed until you open them. Each says what it is about, how long it is, and what happens in short."
                </p>
            </header>
            <p>
                "It is there so that you can choose. It does not make a hard text easy. You can stop at any point, close a part again from its end, or leave the page."
            </p>
            // Around either answer: in discreet mode the island takes away what was kept before.
            <PassageChoices>{choices}</PassageChoices>
        </main>
        <IslandScripts />
    }
}

/// A choice for each topic. It has no form: there is nothing that could be sent.
#[component]
fn TopicChoices() -> impl IntoView {
    let fields = Topic::ALL.map(|topic| {
        let id = format!("topic-{}", topic.slug());
        let label_for = id.clone();
        let options = Choice::ALL.map(|choice| {
            view! {
                <option value=choice.slug() selected=choice == Choice::default()>
                    {choice.label()}
                </option>
            }
        });
        view! {
            <div class="field">
                <label for=label_for>{topic.label()}</label>
                <select class="input" id=id data-topic=topic.slug() autocomplete="off">
                    {options.collect_view()}
                </select>
            </div>
        }
    });
    view! {
        <div class="stack">
            <h2>"Choose for each topic"</h2>
            <p>
                "What you choose is kept on this device and is not sent to us or to anybody. It needs scripts: without them you can choose nothing here, and every closed part asks. Leaving by “Leave this page” takes it away."
            </p>
            <p>
                "When a part is about several topics, the most careful choice counts. A part that you always skip still shows one line, and you can open it after all."
            </p>
            <p id="kept" class="warned__kept" role="status"></p>
            <fieldset class="choices" data-choices="" disabled>
                <legend>"Topics"</legend>
                <div class="topic-grid">{fields.collect_view()}</div>
                <button class="button button--quiet" type="button" data-forget="">
                    "Ask for everything, and keep nothing here"
                </button>
            </fieldset>
        </div>
    }
}
