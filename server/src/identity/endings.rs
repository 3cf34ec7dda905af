//! Sessions that end because somebody leaves: at once for this server, and in the database as soon as that can write.
//!
//! A long import holds every other writer up for seconds. Whoever leaves must not wait for it, and a browser that has
//! gone away must not keep the session alive by hanging up.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use blkout_core::time::UtcMillis;
use blkout_store::{SessionDigest, Store};

/// How long an answer waits for the database to write something about a session, before it goes out without.
pub const PATIENCE: Duration = Duration::from_millis(250);

/// How many ends can be under way. Beyond that, while a database does not answer, only the cookie goes.
const MOST_AT_ONCE: usize = 4_096;
/// How often an end is tried. Each try waits for its turn in the database, some ten seconds at the most.
const MOST_TRIES: u32 = 60;
/// The pause between two tries.
const BETWEEN_TRIES: Duration = Duration::from_secs(5);

/// The sessions that have ended here and perhaps not in the database yet, at most [`MOST_AT_ONCE`]. Cheap to clone; every
/// clone is the same set.
#[derive(Clone, Debug, Default)]
pub struct Endings(Arc<Mutex<HashSet<SessionDigest>>>);

impl Endings {
    /// Whether the session has ended here.
    pub fn has(&self, digest: &SessionDigest) -> bool {
        self.set().contains(digest)
    }

    /// Ends the session that has this digest, if there is one. Answers after twice [`PATIENCE`] at the latest; what is
    /// not written by then is written behind the answer's back.
    pub async fn end(&self, store: &Store, digest: &SessionDigest, now: UtcMillis) {
        // Reading waits for no writer, and ids that somebody made up cost no more than this.
        let found = tokio::time::timeout(PATIENCE, store.sessions().find(digest, now)).await;
        if matches!(found, Ok(Ok(None))) || !self.begin(digest) {
            return;
        }
        let (endings, store, digest) = (self.clone(), store.clone(), digest.clone());
        let ending = tokio::spawn(async move {
            write_end(&store, &digest).await;
            endings.set().remove(&digest);
        });
        // Whether it is written by now or later makes no difference to the answer.
        let _ = tokio::time::timeout(PATIENCE, ending).await;
    }

    /// Whether this end is to be written: not when it is being written already, nor when there are too many.
    fn begin(&self, digest: &SessionDigest) -> bool {
        let mut set = self.set();
        set.len() < MOST_AT_ONCE && set.insert(digest.clone())
    }

    fn set(&self) -> MutexGuard<'_, HashSet<SessionDigest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn write_end(store: &Store, digest: &SessionDigest) {
    for _ in 0..MOST_TRIES {
        match store.sessions().end(digest).await {
            Ok(()) => return,
            Err(error) => tracing::warn!(%error, "a session could not be ended yet"),
        }
        tokio::time::sleep(BETWEEN_TRIES).await;
    }
    tracing::error!("a session was not ended in the database; it ends by itself when its time is over");
}
