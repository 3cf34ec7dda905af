//! A joyful moment, once and within a second, only for readers who asked for it and never on a page about harm. Shown
//! here as if you had asked.

use blkout_core::care::{celebration::Occasion, preferences::Celebrations};
use blkout_core::governance::Category;
use leptos::{context::Provider, prelude::*};

use crate::components::Celebration;
use crate::page::request;

pub(in super::super) fn example() -> impl IntoView {
    let mut context = request();
    context.preferences.celebrations = Celebrations::Shown;
    view! {
        <Provider value=context>
            <Celebration occasion=Occasion::DecisionPassed(Category::ResourceAllocation) />
        </Provider>
    }
}
