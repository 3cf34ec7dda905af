//! The elements of the page in one file: which are shown, and what is written in them.

use wasm_bindgen::JsCast as _;
use web_sys::{Document, Element, HtmlElement, window};

use crate::report::{Report, Verdict};

/// The page.
pub(super) struct Page(Document);

impl Page {
    pub(super) fn open() -> Option<Self> {
        window()?.document().map(Self)
    }

    pub(super) fn find(&self, selector: &str) -> Option<Element> {
        self.0.query_selector(selector).ok()?
    }

    /// Shows the parts of a state (`ready` or `busy`), hides the others, and gives the focus to its button if the
    /// button that had it is gone.
    pub(super) fn enter(&self, state: &str) -> Option<()> {
        let had_focus = self.0.active_element().is_some_and(|element| element.tag_name() == "BUTTON");
        let parts = self.0.query_selector_all("[data-in]").ok()?;
        for index in 0..parts.length() {
            let part: Element = parts.get(index)?.dyn_into().ok()?;
            let states = part.get_attribute("data-in")?;
            part.toggle_attribute_with_force("hidden", !states.split(' ').any(|one| one == state)).ok()?;
        }
        if had_focus {
            self.find("button:not([hidden])")?.unchecked_into::<HtmlElement>().focus().ok()?;
        }
        Some(())
    }

    pub(super) fn progress(&self, done: u64, of: u64) -> Option<()> {
        let bar = self.find("progress")?;
        bar.set_attribute("max", &of.to_string()).ok()?;
        bar.set_attribute("value", &done.to_string()).ok()?;
        // Said at each quarter only, as nobody wants to hear each step.
        let quarter = done * 4 / of.max(1);
        if (1..4).contains(&quarter) && (done.saturating_sub(1)) * 4 / of.max(1) < quarter {
            let words = ["", "A quarter is checked.", "Half is checked.", "Three quarters are checked."];
            self.say(words.get(usize::try_from(quarter).ok()?)?)?;
        }
        Some(())
    }

    pub(super) fn say(&self, words: &str) -> Option<()> {
        self.find("[role=status]")?.set_text_content(Some(words));
        Some(())
    }

    pub(super) fn report(&self, report: &Report) -> Option<()> {
        self.find("progress")?.set_attribute("value", "0").ok()?;
        let kind = match report.verdict {
            Verdict::Right => "notice notice--right",
            Verdict::Wrong => "notice notice--wrong",
            Verdict::Unable => "notice",
        };
        let notice = self.element("div", kind, "")?;
        let add = |piece: &Element| notice.append_child(piece).ok();
        add(&self.element("h2", "", &report.title)?)?;
        if !report.faults.is_empty() {
            let list = self.element("ul", "", "")?;
            for fault in &report.faults {
                list.append_child(self.element("li", "", fault)?.as_ref()).ok()?;
            }
            add(&list)?;
        }
        for said in &report.said {
            add(&self.element("p", "", said)?)?;
        }
        self.say("")?;
        self.find("[role=status]")?.append_child(&notice).ok()?;
        Some(())
    }

    fn element(&self, tag: &str, class: &str, text: &str) -> Option<Element> {
        let element = self.0.create_element(tag).ok()?;
        if !class.is_empty() {
            element.set_class_name(class);
        }
        element.set_text_content(Some(text));
        Some(element)
    }
}
