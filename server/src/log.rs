//! Where events go: one line each on standard error, text for a terminal, JSON for everything else.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::config::Config;

/// Starts the log and makes panics part of it. Only the first call has an effect.
pub fn start(config: &Config) {
    // The filter was checked when the configuration was; a filter that still fails means "info".
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let events = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let started = if std::io::stderr().is_terminal() {
        events.compact().try_init()
    } else {
        events.json().flatten_event(true).with_span_list(false).try_init()
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            // Only where, not what: the message of a panic may hold what a person wrote.
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(place, "a bug: the code panicked");
        }));
    }
}
