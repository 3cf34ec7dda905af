//! What to do when a form could not be accepted: nothing is lost, and each field that needs a change is linked.

use leptos::prelude::*;

use crate::context::FormReturn;

/// The list at the top of a refused form; nothing at all for a form without errors. The field `reason` has the id
/// `reason`.
#[component]
pub fn ErrorSummary(
    /// What came back.
    form: FormReturn,
) -> impl IntoView {
    let errors = form.field_errors;
    (!errors.is_empty()).then(|| {
        let links = errors
            .into_iter()
            .map(|(field, error)| view! { <li><a href=format!("#{field}")>{error}</a></li> })
            .collect_view();
        view! {
            <div class="notice notice--error" role="alert">
                <p class="notice__title">"Something needs a change first"</p>
                <p>"Nothing is lost: what you wrote is still here."</p>
                <ul>{links}</ul>
            </div>
        }
    })
}

/// The sentence at a field that needs a change; its id is `{field}-error`, for `aria-describedby`.
#[component]
pub fn FieldError(
    /// The field's name.
    field: &'static str,
    /// What came back.
    form: FormReturn,
) -> impl IntoView {
    let mut errors = form.field_errors.into_iter();
    errors.find(|(name, _)| name == field).map(|(_, error)| {
        view! {
            <p class="error" id=format!("{field}-error")>
                <span class="visually-hidden">"Please change: "</span>
                {error}
            </p>
        }
    })
}
