//! Two ways to come back to the room one is in, as text that works anywhere. It promises nothing.

use leptos::prelude::*;

use crate::components::Grounding;

pub(in super::super) fn example() -> impl IntoView {
    view! { <Grounding /> }
}
