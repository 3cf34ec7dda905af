//! A labelled field to write in: its hint, what is wrong with it, and what was typed before.

use leptos::prelude::*;

use super::FieldError;
use crate::context::FormReturn;

/// One line. The field's id is its name.
#[component]
pub fn TextField(
    /// What came back from a refused form.
    form: FormReturn,
    /// The field's name and id.
    name: &'static str,
    /// What people read.
    #[prop(into)]
    label: String,
    /// What helps to fill it in; nothing when empty.
    #[prop(into)]
    hint: String,
    /// What stands in it at first.
    #[prop(optional, into)]
    initial: String,
    /// The type of the input.
    #[prop(default = "text")]
    kind: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional)]
    keyboard: Option<&'static str>,
) -> impl IntoView {
    let Frame { class, described_by, is_wrong, value } = Frame::of(&form, name, &hint, initial);
    view! {
        <div class=class>
            <label for=name>{label}</label>
            <Hint name hint />
            <FieldError field=name form />
            <input
                class="input"
                id=name
                name=name
                type=kind
                value=value
                inputmode=keyboard
                autocomplete="off"
                aria-describedby=described_by
                aria-invalid=is_wrong.then_some("true")
            />
        </div>
    }
}

/// Several lines. Otherwise like [`TextField`].
#[component]
pub fn TextLines(
    /// What came back from a refused form.
    form: FormReturn,
    /// The field's name and id.
    name: &'static str,
    /// What people read.
    #[prop(into)]
    label: String,
    /// What helps to fill it in; nothing when empty.
    #[prop(into)]
    hint: String,
    /// What stands in it at first.
    #[prop(optional, into)]
    initial: String,
    /// How many lines are seen.
    #[prop(default = 4)]
    rows: u8,
) -> impl IntoView {
    let Frame { class, described_by, is_wrong, value } = Frame::of(&form, name, &hint, initial);
    view! {
        <div class=class>
            <label for=name>{label}</label>
            <Hint name hint />
            <FieldError field=name form />
            <textarea
                class="input"
                id=name
                name=name
                rows=rows.to_string()
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=is_wrong.then_some("true")
            >
                {value}
            </textarea>
        </div>
    }
}

/// What both kinds of field share.
struct Frame {
    class: &'static str,
    described_by: Option<String>,
    is_wrong: bool,
    value: String,
}

impl Frame {
    fn of(form: &FormReturn, name: &'static str, hint: &str, initial: String) -> Self {
        let is_wrong = form.error(name).is_some();
        let hint = (!hint.is_empty()).then(|| format!("{name}-hint"));
        let error = is_wrong.then(|| format!("{name}-error"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        Self {
            class: if is_wrong { "field field--error" } else { "field" },
            described_by: (!ids.is_empty()).then(|| ids.join(" ")),
            is_wrong,
            value: form.value(name).map_or(initial, str::to_owned),
        }
    }
}

#[component]
fn Hint(name: &'static str, hint: String) -> impl IntoView {
    (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })
}
