//! Choosing what fits: a nation and a topic, by a plain form, and what was found.

use blkout_core::care::contacts::{HelpTopic, Nation};
use leptos::prelude::*;

use super::asked::Asked;

/// The form.
#[component]
pub(super) fn Fit(asked: Asked) -> impl IntoView {
    let nations = Nation::ALL.map(|nation| {
        view! { <option value=nation.slug() selected=asked.nation == Some(nation)>{nation.label()}</option> }
    });
    let topics = HelpTopic::ALL.map(|topic| {
        view! { <option value=topic.slug() selected=asked.topic == Some(topic)>{topic.label()}</option> }
    });
    view! {
        <form class="fit" method="get" action="/support#found">
            <div class="field">
                <label for="nation">"Where you are"</label>
                <select class="input" id="nation" name="nation">
                    <option value="">"Anywhere in the UK"</option>
                    {nations.collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="topic">"What it is about"</label>
                <select class="input" id="topic" name="topic">
                    <option value="">"Anything"</option>
                    {topics.collect_view()}
                </select>
            </div>
            <button class="button" type="submit">"Show these"</button>
        </form>
    }
}

/// What was found, and the way back to everything.
#[component]
pub(super) fn Found(asked: Asked, found: usize) -> impl IntoView {
    let there = asked.topic.filter(|_| found > 0).map(|topic| {
        view! { <a class="button button--quiet" href=format!("#{}", topic.slug())>"Go to " {topic.label()}</a> }
    });
    view! {
        <div class="found" id="found" tabindex="-1">
            <p>{asked.words(found)} " The emergency numbers always stay."</p>
            <p class="cluster">{there} <a class="button button--quiet" href="/support">"Show all numbers"</a></p>
        </div>
    }
}
