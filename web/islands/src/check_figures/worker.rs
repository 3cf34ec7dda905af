//! The worker that checks: started when somebody asks, ended when it has answered or is told to stop.

use std::{cell::RefCell, time::Duration};

use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast as _, JsValue, prelude::Closure};
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::{
    job,
    panel::{BUSY, Panel, READY},
};

/// What is said when the verifier cannot be loaded or stops without an answer.
const BROKEN: &str = "unable\tThe check could not be done.\nsaid\tIts program could not be loaded, or ran out of memory. \
                      This does not mean that a figure is wrong. Nothing is lost.\nsaid\tTry again when you are \
                      connected, or check a saved copy of the record.";

thread_local! {
    /// The check under way.
    static WORKER: RefCell<Option<Worker>> = const { RefCell::new(None) };
}

/// Starts a check of the `page`, or of the `whole` record.
pub(super) fn start(panel: &Panel, kind: &str) -> Option<()> {
    end();
    panel.remember(kind)?;
    panel.say("")?;
    panel.progress("0", "1", "parts")?;
    panel.enter(BUSY)?;
    let Ok(worker) = Worker::new(&panel.attribute("data-verifier")) else { return answered(panel, BROKEN) };
    listen(&worker, panel);
    WORKER.set(Some(worker.clone()));
    let (panel, kind) = (panel.clone(), kind.to_owned());
    // Reading the page takes a moment on a slow telephone; first it shows that something happens. A worker that was
    // ended meanwhile hears nothing.
    set_timeout(
        move || {
            let posted = job::of_page(&panel, &kind).map(|job| worker.post_message(&JsValue::from_str(&job)));
            if !matches!(posted, Some(Ok(()))) {
                answered(&panel, BROKEN);
            }
        },
        Duration::ZERO,
    )
    .ok()
    .map(drop)
}

/// Stops the check under way.
pub(super) fn stop(panel: &Panel) -> Option<()> {
    end();
    panel.say("Stopped before the end, so nothing can be said of the figures. Nothing is lost.")?;
    panel.enter(READY)
}

fn end() {
    if let Some(worker) = WORKER.take() {
        worker.terminate();
    }
}

fn answered(panel: &Panel, lines: &str) -> Option<()> {
    end();
    panel.enter(READY)?;
    panel.report(lines)
}

fn listen(worker: &Worker, panel: &Panel) {
    let to = panel.clone();
    let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        let mut values = text.split('\t');
        match values.next() {
            Some("progress") => values
                .next()
                .zip(values.next())
                .zip(values.next())
                .and_then(|((done, of), what)| to.progress(done, of, what)),
            Some("broken") => answered(&to, BROKEN),
            _ => answered(&to, &text),
        };
    });
    let to = panel.clone();
    let error = Closure::<dyn Fn(ErrorEvent)>::new(move |event: ErrorEvent| {
        // Said on the page; the console would only repeat it.
        event.prevent_default();
        answered(&to, BROKEN);
    });
    worker.set_onmessage(Some(message.into_js_value().unchecked_ref()));
    worker.set_onerror(Some(error.into_js_value().unchecked_ref()));
}
