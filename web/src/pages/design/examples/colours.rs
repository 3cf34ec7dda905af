//! Red, black and green, with gold as the signature. Each section has a colour of its own, which never says anything
//! that the words do not say too.
//! A test computes the contrast of every pair in use: 7 to 1 for words, 3 to 1 for shapes.

use leptos::prelude::*;

/// The sections, and what they are about.
const SECTIONS: [(&str, &str); 5] = [
    ("newsroom", "Newsroom: slate"),
    ("money", "Money: gold and green"),
    ("governance", "Governance: purple"),
    ("support", "Support: calm teal"),
    ("events", "Events: amber"),
];

pub(in super::super) fn example() -> impl IntoView {
    let bands = SECTIONS.map(|(section, about)| {
        view! {
            <li class="band" data-section=section>
                <p class="eyebrow">{about}</p>
                <p>"Words on its ground."</p>
            </li>
        }
    });
    view! { <ul class="grid">{bands.collect_view()}</ul> }
}
