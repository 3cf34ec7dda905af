//! Counting how much is asked for, in bounded memory and without keeping who asked.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hash};
use std::sync::{Mutex, PoisonError};

use blkout_core::limits::WINDOW_MS;
use blkout_core::time::UtcMillis;

/// Most keys in one generation; two generations are kept. About 2 MiB at the most.
const MOST_KEYS: usize = 32_768;

/// Too much was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    /// After how many whole seconds it may be tried again, 1 or more.
    pub retry_after_seconds: u64,
}

/// At most so many per window of [`WINDOW_MS`]; a window begins with a key's first request.
///
/// Keys are kept as hashes under a secret that only this process has and that goes with it. When a generation is
/// full it becomes the older one and the one before it is forgotten: a flood of made-up keys can make the counter
/// forgetful, never large.
#[derive(Debug)]
pub struct RateLimit {
    most: u32,
    secret: RandomState,
    counts: Mutex<Generations>,
}

#[derive(Debug, Default)]
struct Generations {
    newer: HashMap<u64, Window>,
    older: HashMap<u64, Window>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    started_at: i64,
    count: u32,
}

impl RateLimit {
    /// A counter that allows `most` per window.
    pub fn new(most: u32) -> Self {
        Self { most, secret: RandomState::new(), counts: Mutex::default() }
    }

    /// Counts one for `key`.
    ///
    /// # Errors
    /// [`TooMany`] when the window's share is used up; that is not counted again.
    pub fn take<K: Hash>(&self, key: &K, now: UtcMillis) -> Result<(), TooMany> {
        self.with_window(key, now, |window, most| {
            if window.count >= most {
                let left_ms = window.started_at.saturating_add(WINDOW_MS).saturating_sub(now.0).max(1);
                return Err(TooMany { retry_after_seconds: u64::try_from(left_ms).unwrap_or(1).div_ceil(1_000) });
            }
            window.count += 1;
            Ok(())
        })
    }

    /// Gives one back: what was taken turned out not to count.
    pub fn give_back<K: Hash>(&self, key: &K, now: UtcMillis) {
        self.with_window(key, now, |window, _| window.count = window.count.saturating_sub(1));
    }

    fn with_window<K: Hash, T>(&self, key: &K, now: UtcMillis, act: impl FnOnce(&mut Window, u32) -> T) -> T {
        let key = self.secret.hash_one(key);
        // Counts stay usable whatever happened to another thread that held them.
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Window { started_at: now.0, count: 0 };
        let mut window = counts.newer.get(&key).or_else(|| counts.older.get(&key)).copied().unwrap_or(fresh);
        // A clock that was set back starts a new window rather than locking anybody out until it catches up.
        if !(0..WINDOW_MS).contains(&now.0.saturating_sub(window.started_at)) {
            window = fresh;
        }
        let outcome = act(&mut window, self.most);
        if counts.newer.len() >= MOST_KEYS && !counts.newer.contains_key(&key) {
            counts.older = std::mem::take(&mut counts.newer);
        }
        counts.newer.insert(key, window);
        outcome
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: UtcMillis = UtcMillis(1_700_000_000_000);

    fn later(by_ms: i64) -> UtcMillis {
        UtcMillis(START.0 + by_ms)
    }

    #[test]
    fn the_share_is_exact_and_comes_back_with_the_next_window() {
        let limit = RateLimit::new(3);
        for _ in 0..3 {
            assert_eq!(limit.take(&"ada", START), Ok(()));
        }
        assert_eq!(limit.take(&"ada", later(1)), Err(TooMany { retry_after_seconds: 900 }));
        assert_eq!(limit.take(&"ada", later(WINDOW_MS - 1)), Err(TooMany { retry_after_seconds: 1 }));
        assert_eq!(limit.take(&"ada", later(WINDOW_MS)), Ok(()));
    }

    #[test]
    fn one_visitor_does_not_use_up_anothers_share() {
        let limit = RateLimit::new(1);
        assert_eq!(limit.take(&"ada", START), Ok(()));
        assert_eq!(limit.take(&"bo", START), Ok(()));
        assert!(limit.take(&"ada", START).is_err());
    }

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        let limit = RateLimit::new(1);
        assert_eq!(limit.take(&"ada", START), Ok(()));
        limit.give_back(&"ada", START);
        assert_eq!(limit.take(&"ada", START), Ok(()));
    }

    #[test]
    fn a_clock_set_back_locks_nobody_out() {
        let limit = RateLimit::new(1);
        assert_eq!(limit.take(&"ada", START), Ok(()));
        assert_eq!(limit.take(&"ada", later(-WINDOW_MS * 10)), Ok(()));
    }

    #[test]
    fn made_up_keys_cannot_fill_the_memory() {
        let limit = RateLimit::new(1);
        for key in 0..(MOST_KEYS * 3) {
            let _ = limit.take(&key, START);
        }
        let counts = limit.counts.lock().unwrap();
        assert!(counts.newer.len() <= MOST_KEYS && counts.older.len() <= MOST_KEYS);
    }
}
