//! A line on a terminal that says how far a long reading or writing is; silent anywhere else.

use std::io::{self, IsTerminal, Write};

/// How many entries pass between two updates.
const EVERY_ENTRIES: u64 = 16_384;

/// Counts entries.
#[derive(Debug)]
pub(super) struct Progress {
    what: &'static str,
    shown: bool,
    next: u64,
}

impl Progress {
    /// Says `12345 entries` and `what` was done with them, if standard error is a terminal.
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, shown: io::stderr().is_terminal(), next: EVERY_ENTRIES }
    }

    /// Shows that `entries` are done, now and then.
    pub(super) fn show(&mut self, entries: u64) {
        if self.shown && entries >= self.next {
            self.next = entries + EVERY_ENTRIES;
            // A progress line that cannot be written is not worth stopping for.
            let _ = write!(io::stderr(), "\r{entries} entries {}", self.what);
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r{:40}\r", "");
        }
    }
}
