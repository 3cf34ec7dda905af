//! The examples, in the order of the page. Each is one file, which is both run and shown.

use leptos::prelude::*;

use super::Example;

/// Declares the files and the list of them.
macro_rules! examples {
    ($($module:ident $title:literal;)*) => {
        $(pub(super) mod $module;)*

        /// Every example.
        pub(super) const EXAMPLES: &[Example] = &[$(Example {
            id: stringify!($module),
            title: $title,
            source: include_str!(concat!(stringify!($module), ".rs")),
            show: || $module::example().into_any(),
        }),*];
    };
}

examples! {
    page_head "Head of a page";
    type_scale "Letters";
    colours "Colours";
    buttons "Buttons";
    fields "Fields";
    refused "A form that needs a change";
    choices "Choices";
    notices "Notices";
    badges "Badges";
    cards "Cards";
    facts "Facts";
    headline "One figure";
    split_bar "Who got what";
    meters "Meters";
    chart "Charts";
    tables "Tables";
    steps "Steps";
    pager "Pager";
    details "More on demand";
    warned_passage "A closed part";
    grounding "Grounding";
    contact_card "Somebody who can help";
    celebration "A joyful moment";
    empty_state "Nothing yet";
    cloth "Cloth";
    icons "Icons";
    illustrations "Drawings";
}
