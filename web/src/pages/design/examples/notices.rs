//! Something to know beside the text, never over it. An error is an alert; the others wait until they are read.

use leptos::prelude::*;

pub(in super::super) fn example() -> impl IntoView {
    let notice = |class: &'static str, title: &'static str, words: &'static str| {
        view! {
            <div class=class>
                <p class="notice__title">{title}</p>
                <p>{words}</p>
            </div>
        }
    };
    view! {
        {notice("notice", "Good to know", "You can stop here and come back.")}
        {notice("notice notice--info", "In this section", "With an edge in the section’s colour.")}
        {notice("notice notice--success", "It is saved", "You can change it until voting closes.")}
        {notice("notice notice--warning", "Before you go on", "Everybody will be able to read this.")}
        {notice("notice notice--error", "Something needs a change first", "Nothing is lost.")}
    }
}
