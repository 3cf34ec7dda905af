//! Nothing yet: a drawing, what will stand here one day, and the next step.

use leptos::prelude::*;

/// An empty list, said kindly. No data is "no data yet", never nought.
#[component]
pub fn EmptyState<D: IntoView + 'static>(
    /// One of our drawings.
    drawing: D,
    /// What there is not, in a few words.
    title: &'static str,
    /// What will be here, and the next step.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            {drawing}
            <p class="empty__title">{title}</p>
            {children()}
        </div>
    }
}
