//! A drawing, what will stand here, and the next step. No data is “no data yet”, never nought.

use leptos::prelude::*;

use crate::components::{EmptyState, illustration::RisingSun};

pub(in super::super) fn example() -> impl IntoView {
    view! {
        <EmptyState drawing=view! { <RisingSun /> } title="No revenue yet">
            <p>"The first payment will be shown here, with its split."</p>
        </EmptyState>
    }
}
