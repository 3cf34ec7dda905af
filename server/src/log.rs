//! Where events go: one line each on standard error, text for a terminal, JSON for everything else.

use std::io::IsTerminal as _;

use tracing::{Level, Metadata};
use tracing_subscriber::filter::{EnvFilter, FilterFn, filter_fn};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::Config;

/// What the names of our own crates begin with.
const OURS: &str = "blkout";

/// Starts the log and makes panics part of it. Only the first call has an effect.
pub fn start(config: &Config) {
    // The filter was checked when the configuration was; a filter that still fails means "info".
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let events = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started = if std::io::stderr().is_terminal() {
        events.compact().finish().with(of_people_only_what_is_ours()).try_init()
    } else {
        let lines = events.json().flatten_event(true).with_span_list(false);
        lines.finish().with(of_people_only_what_is_ours()).try_init()
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            // Only where, not what: the message of a panic may hold what a person wrote.
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "a bug: the code panicked");
        }));
    }
}

/// Below `info` only our own code is heard, whatever level was asked for: we choose what an event holds. The libraries
/// write down there what they work on, which is addresses that were asked for and people's words, drafts among them.
fn of_people_only_what_is_ours() -> FilterFn<fn(&Metadata<'_>) -> bool> {
    filter_fn(|event| *event.level() <= Level::INFO || event.target().starts_with(OURS))
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Write for Kept {
        fn write(&mut self, text: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(text)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn no_level_brings_peoples_words_into_the_log() {
        let kept = Kept::default();
        let writer = kept.clone();
        let events = tracing_subscriber::fmt().with_env_filter("trace,html5ever=trace");
        let events = events.with_writer(move || writer.clone()).finish().with(of_people_only_what_is_ours());
        tracing::subscriber::with_default(events, || {
            tracing::debug!(target: "html5ever::tokenizer", "A DRAFT");
            tracing::trace!(target: "tower_http::csrf", uri = "/support", "passed");
            tracing::warn!(target: "tower_http::catch_panic", "slow");
            tracing::debug!("ours");
        });
        let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
        assert!(log.contains("slow") && log.contains("ours"), "{log}");
        assert!(!log.contains("A DRAFT") && !log.contains("/support"), "{log}");
    }
}
