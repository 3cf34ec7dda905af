//! What happens in the browser.

use blkout_core::care::topic_choices::{Choice, TopicChoices};
use blkout_core::care::warning::Topic;
use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, NodeList};

use super::kept;

/// The passages take the state that was chosen for them, the fields show what was chosen and can be used.
pub(super) fn wake() -> Option<()> {
    if is_discreet() {
        return kept::forget();
    }
    let choices = kept::read();
    for passage in all("[data-topics]") {
        let names = passage.get_attribute("data-topics").unwrap_or_default();
        enter(&passage, choices.for_names(names.split(' ')));
    }
    for field in all("select[data-topic]") {
        show_choice(&field, &choices);
    }
    for field in all("fieldset[data-choices]") {
        let _ = field.remove_attribute("disabled");
    }
    Some(())
}

/// Keeps what was chosen in a field, and says so.
pub(super) fn changed(event: &Event) -> Option<()> {
    let field = event_target::<Element>(event);
    let topic = Topic::from_slug(&field.get_attribute("data-topic")?)?;
    let choice = Choice::from_slug(&event_target_value(event))?;
    let mut choices = kept::read();
    choices.set(topic, choice);
    let kept = kept::keep(&choices).is_some();
    say(&if kept {
        ["Kept on this device. ", choice.label(), ": ", topic.label(), "."].concat()
    } else {
        String::from("This browser keeps nothing for us, so every closed part will ask.")
    })
}

/// Shows a skipped passage after all, or sets everything back.
pub(super) fn pressed(event: &MouseEvent) -> Option<()> {
    let pressed = event_target::<Element>(event);
    if let Some(button) = pressed.closest("[data-show]").ok()? {
        let passage = button.closest("[data-topics]").ok()??;
        enter(&passage, Choice::Ask)?;
        return passage.query_selector("summary").ok()??.unchecked_into::<HtmlElement>().focus().ok();
    }
    pressed.closest("[data-forget]").ok()??;
    kept::forget();
    for field in all("select[data-topic]") {
        show_choice(&field, &TopicChoices::default());
    }
    say("Everything asks again. Nothing is kept on this device.")
}

/// Puts a passage into the state of a choice.
fn enter(passage: &Element, choice: Choice) -> Option<()> {
    for note in list(&passage.query_selector_all("[data-in]").ok()?) {
        let other = note.get_attribute("data-in")? != choice.slug();
        note.toggle_attribute_with_force("hidden", other).ok()?;
    }
    let choices = passage.query_selector(".warned__choice").ok()??;
    choices.toggle_attribute_with_force("hidden", choice == Choice::Skip).ok()?;
    if choice == Choice::Open {
        choices.query_selector("details").ok()??.set_attribute("open", "").ok()?;
    }
    Some(())
}

/// Selects in a field what was chosen for its topic.
fn show_choice(field: &Element, choices: &TopicChoices) -> Option<()> {
    let topic = Topic::from_slug(&field.get_attribute("data-topic")?)?;
    let option = field.query_selector(&["[value=", choices.of(topic).slug(), "]"].concat()).ok()??;
    web_sys::js_sys::Reflect::set(&option, &"selected".into(), &true.into()).ok().map(|_| ())
}

fn say(words: &str) -> Option<()> {
    document().query_selector("#kept").ok()??.set_text_content(Some(words));
    Some(())
}

fn is_discreet() -> bool {
    let root = document().document_element();
    root.is_some_and(|root| root.get_attribute("data-presence").as_deref() == Some("discreet"))
}

fn all(selector: &str) -> impl Iterator<Item = Element> {
    document().query_selector_all(selector).ok().into_iter().flat_map(|found| list(&found).collect::<Vec<_>>())
}

fn list(found: &NodeList) -> impl Iterator<Item = Element> {
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok())
}
