//! The panel that the server has drawn: which of its parts are shown, and what is written in it.

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, NodeList};

/// Waits for somebody to ask.
pub(super) const READY: &str = "ready";
/// A check is under way.
pub(super) const BUSY: &str = "busy";

/// The panel of the page.
#[derive(Clone)]
pub(super) struct Panel(Element);

impl Panel {
    pub(super) fn of_page() -> Option<Self> {
        document().query_selector(".check").ok()?.map(Self)
    }

    pub(super) fn around(element: &Element) -> Option<Self> {
        element.closest(".check").ok()?.map(Self)
    }

    /// An attribute of the panel; empty when it has none.
    pub(super) fn attribute(&self, name: &str) -> String {
        self.0.get_attribute(name).unwrap_or_default()
    }

    /// Takes away the button that checks rows where the page has none.
    pub(super) fn offer_what_there_is(&self) -> Option<()> {
        if document().query_selector("[data-entry]").ok()?.is_none() {
            self.find("[data-check=page]")?.remove();
        }
        Some(())
    }

    /// Remembers the button that was pressed, `page` or `whole`.
    pub(super) fn remember(&self, kind: &str) -> Option<()> {
        self.0.set_attribute("data-last", kind).ok()
    }

    /// Shows the parts of a state and hides the others. Where that hides the button that has the focus, the one that
    /// stops has it, and afterwards the one that was pressed.
    pub(super) fn enter(&self, state: &str) -> Option<()> {
        let focused = document().active_element().filter(|element| element.has_attribute("data-check"));
        for part in elements(&self.0.query_selector_all("[data-in]").ok()?) {
            part.toggle_attribute_with_force("hidden", part.get_attribute("data-in")? != state).ok()?;
        }
        if focused.is_some() {
            let next = if state == BUSY { "stop".to_owned() } else { self.attribute("data-last") };
            self.find(&["[data-check=", &next, "]"].concat())?.unchecked_into::<HtmlElement>().focus().ok()?;
        }
        Some(())
    }

    /// Shows how far it has come; says it, too, at each quarter, as nobody wants to hear each step.
    pub(super) fn progress(&self, done: &str, of: &str, what: &str) -> Option<()> {
        let bar = self.find("progress")?;
        bar.set_attribute("max", of).ok()?;
        bar.set_attribute("value", done).ok()?;
        let (done, of): (u64, u64) = (done.parse().ok()?, of.parse().ok()?);
        let quarter = done.saturating_mul(4).checked_div(of)?.to_string();
        if bar.get_attribute("data-said").as_deref() != Some(&quarter) {
            bar.set_attribute("data-said", &quarter).ok()?;
            let words = ["Checking: ", &done.to_string(), " of ", &of.to_string(), " ", what, "."].concat();
            self.find("[role=status]")?.set_text_content(Some(&words));
        }
        Some(())
    }

    /// Says a sentence, or nothing.
    pub(super) fn say(&self, words: &str) -> Option<()> {
        self.find("progress")?.remove_attribute("data-said").ok()?;
        self.find("[role=status]")?.set_text_content(Some(words));
        Some(())
    }

    /// Draws a report from its lines, each a word, a tab, and what is shown.
    pub(super) fn report(&self, lines: &str) -> Option<()> {
        let notice = element("div", "")?;
        let list = element("ul", "")?;
        for line in lines.lines() {
            let (word, text) = line.split_once('\t')?;
            let (tag, class, parent) = match word {
                "fault" => ("li", "", &list),
                "said" => ("p", "", &notice),
                verdict => {
                    let kind = match verdict {
                        "right" => "notice notice--success",
                        "wrong" => "notice notice--error",
                        _ => "notice notice--warning",
                    };
                    notice.set_class_name(kind);
                    ("p", "notice__title", &notice)
                }
            };
            let piece = element(tag, class)?;
            piece.set_text_content(Some(text));
            parent.append_child(&piece).ok()?;
            // The list stands under the title, and only when there is something in it.
            if word == "fault" && list.parent_node().is_none() {
                notice.append_child(&list).ok()?;
            }
        }
        self.say("")?;
        self.find("[role=status]")?.append_child(&notice).ok()?;
        Some(())
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.0.query_selector(selector).ok()?
    }
}

fn element(tag: &str, class: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}

/// The elements of a list.
pub(super) fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(|index| list.get(index)?.dyn_into().ok())
}
