//! The one place that reads the clock; everywhere else time is a parameter.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use blkout_core::time::UtcMillis;

/// A source of the present instant: the system's clock, or a hand that a test turns.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The system's clock.
    #[default]
    System,
    /// Stands still until somebody sets it; clones share the same hand.
    Manual(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that shows `start` until it is told otherwise.
    pub fn manual(start: UtcMillis) -> Self {
        Self::Manual(Arc::new(AtomicI64::new(start.0)))
    }

    /// The present instant, UTC milliseconds.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    pub fn now(&self) -> UtcMillis {
        match self {
            Self::System => {
                // A clock before 1970 is a broken machine; zero is then as wrong as anything else.
                let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                UtcMillis(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Manual(hand) => UtcMillis(hand.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward by `by_ms` milliseconds; the system's clock ignores it.
    pub fn advance(&self, by_ms: i64) {
        if let Self::Manual(hand) = self {
            hand.fetch_add(by_ms, Ordering::SeqCst);
        }
    }
}

/// A point on the steady clock, for measuring how long the server itself takes.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts to measure.
    #[expect(clippy::disallowed_methods, reason = "a measurement of the server itself")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(&self) -> std::time::Duration {
        self.0.elapsed()
    }
}
