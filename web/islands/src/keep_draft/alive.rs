//! What happens in the browser.

use blkout_core::care::kept_draft::{KeptDraft, storage_key};
use leptos::ev;
use leptos::prelude::{event_target, window_event_listener};
use web_sys::Element;

use super::fields;
use crate::device;

const KEEPS: &str = "What you type is kept on this device from now on.";
const GONE: &str = "Nothing is kept on this device.";
const BACK: &str = "It is back in the form, and stays kept on this device.";
const NOTHING: &str = "This browser keeps nothing for us, or has no room left. What you type now is not kept.";
const LONG: &str =
    "This is more than we can keep here. What was kept before stays, and the newest changes are not kept.";

/// The form, and the parts of the page that speak of keeping it.
#[derive(Clone)]
struct Keeper {
    key: String,
    form: Element,
    choice: Element,
    tick: Element,
    offer: Element,
    over: Element,
    status: Element,
}

/// Begins to listen; or takes away what was published.
pub(super) fn wake() -> Option<()> {
    if let Some(published) = fields::find("[data-published]") {
        let key = storage_key(&published.get_attribute("data-published")?);
        let fingerprint = published.get_attribute("data-fingerprint")?.parse().ok()?;
        return if kept(&key)?.became(fingerprint) { device::forget(&key) } else { None };
    }
    let panel = fields::find("[data-keep]")?;
    let keeper = Keeper {
        key: storage_key(&panel.get_attribute("data-keep")?),
        form: panel.closest("form").ok()??,
        choice: fields::find("[data-keep-choice]")?,
        tick: fields::find("[data-keep-choice] input")?,
        offer: fields::find("[data-keep-offer]")?,
        over: fields::find("[data-keep-over]")?,
        status: panel.query_selector("[role=status]").ok()??,
    };
    keeper.begin();
    let writer = keeper.clone();
    // Both live as long as the page.
    let _ = window_event_listener(ev::input, move |event| {
        writer.typed(&event_target(&event));
    });
    let _ = window_event_listener(ev::click, move |event| {
        keeper.pressed(&event_target(&event));
    });
    Some(())
}

impl Keeper {
    /// Goes on keeping where the form came back as it was kept; offers what is kept where it is something else.
    fn begin(&self) {
        match kept(&self.key) {
            Some(draft) if !draft.has_words_of(&fields::read(&self.form)) => self.ask(&draft),
            draft => {
                fields::tick(&self.tick, draft.is_some());
                show(&self.choice, true);
                if draft.is_some() {
                    self.keep();
                }
            }
        }
    }

    /// What is kept waits for a decision; until then nothing is kept in its place.
    fn ask(&self, draft: &KeptDraft) {
        if let Some(at) = fields::find("[data-keep-at]") {
            at.set_text_content(Some(&draft.at));
        }
        show(&self.over, !fields::read(&self.form).is_empty());
        show(&self.offer, true);
    }

    fn typed(&self, target: &Element) {
        if !self.form.contains(Some(target)) {
            return;
        }
        let ticked = fields::is_ticked(&self.tick);
        if self.tick.is_same_node(Some(target)) {
            if ticked {
                self.keep();
            } else {
                device::forget(&self.key);
                self.say(GONE);
            }
        } else if ticked {
            self.keep();
        } else {
            show(&self.over, true);
        }
    }

    /// `None` where another part of the page was pressed.
    fn pressed(&self, target: &Element) -> Option<()> {
        let button = target.closest("[data-keep-do]").ok()??;
        let draft = kept(&self.key);
        let using = button.get_attribute("data-keep-do")? == "use";
        match draft {
            Some(draft) if using => {
                fields::fill(&self.form, &draft);
                self.say(BACK);
            }
            _ => {
                device::forget(&self.key);
                self.say(GONE);
            }
        }
        fields::tick(&self.tick, using);
        show(&self.offer, false);
        show(&self.choice, true);
        fields::focus_first(&self.form)
    }

    /// Keeps what stands in the form, and says so, or what stands against it.
    fn keep(&self) {
        let draft = fields::read(&self.form);
        let kept = if draft.is_empty() {
            device::forget(&self.key)
        } else {
            match draft.to_text() {
                Ok(text) => device::keep(&self.key, &text),
                Err(_) => return self.say(LONG),
            }
        };
        self.say(if kept.is_some() { KEEPS } else { NOTHING });
    }

    /// Says a sentence once, however often it is true.
    fn say(&self, words: &str) {
        if self.status.text_content().as_deref() != Some(words) {
            self.status.set_text_content(Some(words));
        }
    }
}

fn kept(key: &str) -> Option<KeptDraft> {
    KeptDraft::parse(&device::read(key)?)
}

fn show(part: &Element, shown: bool) {
    // It cannot fail for a name of letters.
    let _ = part.toggle_attribute_with_force("hidden", !shown);
}
