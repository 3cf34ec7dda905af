//! Opening votes whose review is over and counting votes whose time is over.

use std::time::Duration;

use blkout_core::governance::ElectorateSalt;
use blkout_store::Store;

use crate::clock::Clock;

/// How often it is looked whether something is due. A late look changes no outcome: ballots are taken by the time
/// of the vote itself, and a vote counts as closed when it was due.
const EVERY: Duration = Duration::from_secs(2);

/// Looks for ever.
pub async fn keep(store: Store, clock: Clock) {
    let mut ticks = tokio::time::interval(EVERY);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        match store.proposals().advance(clock.now(), fresh_salt).await {
            Ok(advanced) => {
                for id in advanced.opened {
                    tracing::info!(%id, "voting opened");
                }
                for (id, outcome) in advanced.closed {
                    tracing::info!(%id, outcome = outcome.as_str(), "voting closed");
                }
            }
            Err(error) => tracing::error!(%error, "a vote that is due could not be opened or counted"),
        }
    }
}

/// 32 random bytes for one electorate.
pub fn fresh_salt() -> Option<ElectorateSalt> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).ok()?;
    Some(ElectorateSalt::new(bytes))
}
