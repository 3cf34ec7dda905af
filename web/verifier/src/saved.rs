//! The page in one file: somebody chooses a saved record, and it is checked here, without any server.
//!
//! It works on the page's own thread, as a page opened from a device may start no worker; so it takes small pieces and
//! lets the browser breathe after each of them.

mod page;

use std::cell::Cell;

use js_sys::{Uint8Array, futures::spawn_local};
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure, prelude::wasm_bindgen};
use web_sys::{Event, File, HtmlInputElement};

use self::page::Page;
use crate::{report::Report, saved_check::SavedCheck};

/// Bytes that are looked at in one go: some thirty entries, a few milliseconds on a slow telephone.
const PIECE_BYTES: u64 = 16 << 10;
/// Entries that are looked at again in one go.
const SETTLED_AT_A_TIME: u64 = 200;
/// Progress is shown this often.
const STEPS: u64 = 50;

thread_local! {
    /// The number of the check under way; another one, or stopping, ends it.
    static UNDER_WAY: Cell<u32> = const { Cell::new(0) };
}

/// Brings the page to life. Called once, when the program is loaded.
#[wasm_bindgen]
pub fn open_page() {
    // A page that is not as it should be says by its own words what to do instead.
    let _ = listen();
}

fn listen() -> Option<()> {
    let page = Page::open()?;
    let start = Closure::<dyn Fn(Event)>::new(|event: Event| {
        event.prevent_default();
        let _ = start();
    });
    page.find("form")?.add_event_listener_with_callback("submit", start.into_js_value().unchecked_ref()).ok()?;
    let stop = Closure::<dyn Fn(Event)>::new(|_: Event| {
        UNDER_WAY.set(UNDER_WAY.get().wrapping_add(1));
        if let Some(page) = Page::open() {
            page.enter("ready");
            page.say("Stopped before the end, so nothing can be said of the record. Nothing is lost.");
        }
    });
    page.find("#stop")?.add_event_listener_with_callback("click", stop.into_js_value().unchecked_ref()).ok()?;
    page.enter("ready")
}

fn start() -> Option<()> {
    let page = Page::open()?;
    let input = |name: &str| page.find(name)?.dyn_into::<HtmlInputElement>().ok();
    let Some(file) = input("#file")?.files().and_then(|files| files.get(0)) else {
        return page.say("Choose the saved record first.");
    };
    let key = input("#key")?.value();
    let number = UNDER_WAY.get().wrapping_add(1);
    UNDER_WAY.set(number);
    page.enter("busy")?;
    page.say("Checking.")?;
    spawn_local(async move {
        let report = checked(&page, &file, &key, number).await;
        // Stopped: another one may be under way, or the reader has been told.
        if let Some(report) = report {
            page.enter("ready");
            page.report(&report);
        }
    });
    Some(())
}

/// `None` when it was stopped.
async fn checked(page: &Page, file: &File, key: &str, number: u32) -> Option<Report> {
    let size = whole(file.size());
    let mut check = SavedCheck::new(key);
    let (mut at, mut shown) = (0, 0);
    while at < size {
        let until = size.min(at + PIECE_BYTES);
        let Some(piece) = read(file, at, until).await else { return Some(unreadable()) };
        if UNDER_WAY.get() != number {
            return None;
        }
        at = until;
        let is_worth_it = check.feed(&piece);
        let step = at * STEPS / size;
        if step > shown {
            shown = step;
            page.progress(step, STEPS);
        }
        if !is_worth_it {
            break;
        }
    }
    while !check.settle(SETTLED_AT_A_TIME) {
        // Reading a byte is how to let the browser breathe.
        read(file, 0, 1).await;
        if UNDER_WAY.get() != number {
            return None;
        }
    }
    Some(check.finish())
}

async fn read(file: &File, from: u64, until: u64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(number(from), number(until)).ok()?;
    let bytes: JsValue = piece.array_buffer().await.ok()?;
    Some(Uint8Array::new(&bytes).to_vec())
}

fn unreadable() -> Report {
    Report::unable(
        "The file could not be read: it was moved or changed meanwhile, or the browser may not read it.".to_owned(),
        "Choose it again.",
    )
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is whole, and not below nought")]
fn whole(size: f64) -> u64 {
    size as u64
}

#[expect(clippy::cast_precision_loss, reason = "no file reaches 2^53 bytes")]
fn number(place: u64) -> f64 {
    place as f64
}
