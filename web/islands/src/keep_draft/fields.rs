//! The fields of a form: what stands in them, and putting it back.

use blkout_core::care::kept_draft::{Entry, KeptDraft, Kind};
use leptos::prelude::document;
use web_sys::js_sys::{Date, Object, Reflect};
use web_sys::wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, HtmlElement};

/// What stands in the form now.
pub(super) fn read(form: &Element) -> KeptDraft {
    let entries = all(form).filter_map(|(field, kind, name)| {
        let is_there = kind == Kind::Text || property(&field, "checked").is_truthy();
        is_there.then(|| Entry { kind, name, value: value(&field) })
    });
    KeptDraft { at: now(), entries: entries.collect() }
}

/// Puts a draft in the place of what stands in the form.
pub(super) fn fill(form: &Element, draft: &KeptDraft) {
    for (field, kind, name) in all(form) {
        let mut entries = draft.entries.iter().filter(|entry| entry.kind == kind && entry.name == name);
        match kind {
            Kind::Text => {
                let text = entries.next().map_or("", |entry| entry.value.as_str());
                set(&field, "value", &text.into());
            }
            Kind::Tick => {
                let own = value(&field);
                set(&field, "checked", &entries.any(|entry| entry.value == own).into());
            }
        }
    }
}

/// The first field of the form has the focus.
pub(super) fn focus_first(form: &Element) -> Option<()> {
    all(form).next()?.0.unchecked_into::<HtmlElement>().focus().ok()
}

/// Whether a box is ticked.
pub(super) fn is_ticked(field: &Element) -> bool {
    property(field, "checked").is_truthy()
}

/// Ticks a box, or not.
pub(super) fn tick(field: &Element, ticked: bool) {
    set(field, "checked", &ticked.into());
}

/// The one element of the page that a selector names.
pub(super) fn find(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok()?
}

fn all(form: &Element) -> impl Iterator<Item = (Element, Kind, String)> {
    let found = form.query_selector_all("input,textarea").ok();
    found.into_iter().flat_map(|found| (0..found.length()).filter_map(move |index| found.get(index))).filter_map(
        |node| {
            let field: Element = node.dyn_into().ok()?;
            let attribute = |name| field.get_attribute(name).unwrap_or_default();
            let name = attribute("name");
            let kind = Kind::of(&field.tag_name(), &attribute("type"), &name)?;
            Some((field, kind, name))
        },
    )
}

fn value(field: &Element) -> String {
    property(field, "value").as_string().unwrap_or_default()
}

fn property(field: &Element, name: &str) -> JsValue {
    Reflect::get(field, &name.into()).unwrap_or_default()
}

fn set(field: &Element, name: &str, value: &JsValue) {
    // It cannot fail for an element's own property.
    let _ = Reflect::set(field, &name.into(), value);
}

/// "21 November 2026, 14:05", by the writer's own clock.
fn now() -> String {
    let now = Date::new_0();
    let options = Object::new();
    for (name, value) in [("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    let day = String::from(now.to_locale_date_string("en-GB", &options));
    let time = String::from(now.to_locale_time_string("en-GB"));
    [&day, ", ", time.get(..5).unwrap_or(&time)].concat()
}
