//! Hearing of what other processes wrote: an import beside the running server, another server on the same database.

use std::time::Duration;

use blkout_store::Store;

/// How often the database is asked for its version.
const EVERY: Duration = Duration::from_millis(500);

/// Asks for ever. An answer that does not come is only worth a line when it is the first to be missing.
pub async fn follow(store: Store) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut answered = true;
    loop {
        ticks.tick().await;
        let outcome = store.refresh_data_version().await;
        if let Err(error) = &outcome
            && answered
        {
            tracing::error!(%error, "the database does not say its version");
        }
        answered = outcome.is_ok();
    }
}
