//! The browser's own store, as far as the islands need it. It may be switched off or full; then nothing is kept.

use leptos::prelude::window;
use web_sys::js_sys::{Object, Reflect};
use web_sys::wasm_bindgen::JsValue;

/// What is kept under a name; nothing where that cannot be known.
pub(crate) fn read(key: &str) -> Option<String> {
    let store = store()?;
    Reflect::get(&store, &key.into()).ok()?.as_string()
}

/// Keeps a text; `None` where the browser keeps nothing, or has no room left.
pub(crate) fn keep(key: &str, text: &str) -> Option<()> {
    let store = store()?;
    Reflect::set(&store, &key.into(), &text.into()).ok()?.then_some(())
}

/// Takes away what was kept.
pub(crate) fn forget(key: &str) -> Option<()> {
    Reflect::delete_property(&store()?, &key.into()).ok().map(|_| ())
}

/// A browser that keeps nothing answers with an error or with nothing.
fn store() -> Option<Object> {
    let store: JsValue = Reflect::get(&window(), &"localStorage".into()).ok()?;
    Object::try_from(&store).cloned()
}
