//! Sessions: begun, found while they last, ended, and never a reason to render a page anew.
#![cfg(test)]

use blkout_core::time::{DAY_MS, HOUR_MS, UtcMillis};
use blkout_store::{NewSession, SessionDigest, Store};

use crate::members::{START, somebody};

fn digest(number: u8) -> SessionDigest {
    SessionDigest::of(&[number; 32])
}

fn session(number: u8) -> NewSession {
    NewSession {
        digest: digest(number),
        member_id: somebody(1).id,
        is_shared_device: false,
        started_at: START,
        ends_at: UtcMillis(START.0 + DAY_MS),
    }
}

fn later(by_ms: i64) -> UtcMillis {
    UtcMillis(START.0 + by_ms)
}

pub(crate) async fn a_session_is_found_until_its_end(store: Store) {
    store.members().add(somebody(1)).await.unwrap();
    store.sessions().begin(session(1), None).await.unwrap();
    let found = store.sessions().find(&digest(1), later(DAY_MS - 1)).await.unwrap().unwrap();
    assert_eq!((found.member.id, found.seen_at, found.ends_at), (somebody(1).id, START, later(DAY_MS)));
    assert!(store.sessions().find(&digest(1), later(DAY_MS)).await.unwrap().is_none());
    assert!(store.sessions().find(&digest(2), START).await.unwrap().is_none());
}

pub(crate) async fn signing_in_again_ends_the_session_one_came_with(store: Store) {
    store.members().add(somebody(1)).await.unwrap();
    store.sessions().begin(session(1), None).await.unwrap();
    store.sessions().begin(session(2), Some(digest(1))).await.unwrap();
    assert!(store.sessions().find(&digest(1), START).await.unwrap().is_none());
    assert!(store.sessions().find(&digest(2), START).await.unwrap().is_some());
}

pub(crate) async fn an_ended_session_is_gone_and_may_be_ended_again(store: Store) {
    store.members().add(somebody(1)).await.unwrap();
    store.sessions().begin(session(1), None).await.unwrap();
    store.sessions().begin(session(2), None).await.unwrap();
    for _ in 0..2 {
        store.sessions().end(&digest(1)).await.unwrap();
    }
    assert!(store.sessions().find(&digest(1), START).await.unwrap().is_none());
    assert!(store.sessions().find(&digest(2), START).await.unwrap().is_some());
}

pub(crate) async fn a_visit_is_noted_and_never_goes_back(store: Store) {
    store.members().add(somebody(1)).await.unwrap();
    store.sessions().begin(session(1), None).await.unwrap();
    store.sessions().touch(&digest(1), later(HOUR_MS)).await.unwrap();
    store.sessions().touch(&digest(1), later(1)).await.unwrap();
    let found = store.sessions().find(&digest(1), later(HOUR_MS)).await.unwrap().unwrap();
    assert_eq!(found.seen_at, later(HOUR_MS));
}

pub(crate) async fn sessions_that_are_over_are_swept_away(store: Store) {
    store.members().add(somebody(1)).await.unwrap();
    store.sessions().begin(session(1), None).await.unwrap();
    let next_day = NewSession { started_at: later(DAY_MS), ends_at: later(2 * DAY_MS), ..session(2) };
    store.sessions().begin(next_day, None).await.unwrap();
    // Asked as if it were still the first day: the row itself is gone.
    assert!(store.sessions().find(&digest(1), START).await.unwrap().is_none());
}

pub(crate) async fn a_session_belongs_to_somebody(store: Store) {
    assert!(store.sessions().begin(session(1), None).await.is_err());
}

pub(crate) async fn sessions_change_nothing_that_visitors_see(store: Store) {
    store.members().add(somebody(1)).await.unwrap();
    let before = store.data_version();
    store.sessions().begin(session(1), None).await.unwrap();
    store.sessions().touch(&digest(1), later(1)).await.unwrap();
    store.sessions().end(&digest(1)).await.unwrap();
    assert_eq!(store.refresh_data_version().await.unwrap(), before);
}
