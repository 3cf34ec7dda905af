//! Closed in plain HTML: what it is about, how long it is, a summary to read instead, and the choice. It claims nothing:
//! a warning offers a choice, it does not protect.

use blkout_core::care::{
    passage::{Passage, parse},
    preferences::Strength,
};
use leptos::prelude::*;

use crate::components::{Next, WarnedPassage};
use crate::markdown::{Outline, render_part};

/// As an author writes it.
const SOURCE: &str = "::: warning racism | Two friends are stopped on their way home and get home safe.\n\
    They stood on the pavement for an hour.\n\
    :::\n";

pub(in super::super) fn example() -> impl IntoView {
    let passages = parse(SOURCE).unwrap_or_default();
    let warned = passages.into_iter().find_map(|passage| match passage {
        Passage::Warned(warned) => Some(warned),
        Passage::Open(_) => None,
    });
    warned.map(|passage| {
        let text = render_part(&passage.source, &mut Outline::default());
        view! { <WarnedPassage number=1 passage text next=Next::End strength=Strength::Standard /> }
    })
}
