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

/// How often an end is tried. Each try waits for its turn in the database, some ten seconds at the most.
const MOST_TRIES: u32 = 60;
/// The pause between two tries.
const BETWEEN_TRIES: Duration = Duration::from_secs(5);

/// The sessions that have ended here and perhaps not in the database yet. Never more than there are sessions. Cheap to
/// clone; every clone is the same set.
#[derive(Clone, Debug, Default)]
pub struct Endings(Arc<Mutex<HashSet<SessionDigest>>>);

impl Endings {
    /// Whether the session has ended here.
    pub fn has(&self, digest: &SessionDigest) -> bool {
        self.set().contains(digest)
    }

    /// Ends the session that has this digest, if there is one. Answers after [`PATIENCE`] at the latest; what is not
    /// written by then is written behind the answer's back.
    pub async fn end(&self, store: &Store, digest: &SessionDigest, now: UtcMillis) {
        let (endings, store, digest) = (self.clone(), store.clone(), digest.clone());
        let ending = tokio::spawn(async move {
            // Reading waits for no writer, and ids that somebody made up cost no more than this.
            if !matches!(store.sessions().find(&digest, now).await, Ok(None)) && endings.set().insert(digest.clone()) {
                write_end(&store, &digest).await;
                endings.set().remove(&digest);
            }
        });
        // Whether it is written by now or later makes no difference to the answer.
        let _ = tokio::time::timeout(PATIENCE, ending).await;
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
