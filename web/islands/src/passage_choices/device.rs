//! The browser's own store, as far as choices need it. It may be switched off; then nothing is kept.

use blkout_core::care::topic_choices::{STORAGE_KEY, TopicChoices};
use leptos::prelude::window;
use web_sys::js_sys::Reflect;
use web_sys::wasm_bindgen::JsValue;

/// What was chosen on this device; nothing where that cannot be known.
pub(super) fn read() -> TopicChoices {
    let kept = store().and_then(|store| Reflect::get(&store, &STORAGE_KEY.into()).ok()?.as_string());
    TopicChoices::parse(&kept.unwrap_or_default())
}

/// Keeps what was chosen; `None` where the browser keeps nothing.
pub(super) fn keep(choices: &TopicChoices) -> Option<()> {
    let text = choices.to_text();
    if text.is_empty() {
        return forget();
    }
    let store = store()?;
    let set = Reflect::set(&store, &STORAGE_KEY.into(), &text.as_str().into()).ok()?;
    set.then_some(())
}

/// Takes away what was kept.
pub(super) fn forget() -> Option<()> {
    Reflect::delete_property(&store()?.into(), &STORAGE_KEY.into()).ok().map(|_| ())
}

/// A browser that keeps nothing answers with an error or with nothing.
fn store() -> Option<web_sys::js_sys::Object> {
    let store: JsValue = Reflect::get(&window(), &"localStorage".into()).ok()?;
    web_sys::js_sys::Object::try_from(&store).cloned()
}
