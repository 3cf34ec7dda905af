//! While another writer has the database, such as a long import: nobody waits to read, to find help, or to leave.

use std::time::Duration;

use axum::extract::Request;
use blkout_core::membership::MemberStatus;
use blkout_server::app;
use blkout_server::identity::session::TOUCH_EVERY_MS;
use http::{StatusCode, header};

use crate::site::{Answer, START, Site, answer, get, post, with};

/// Far longer than an answer takes that waits for no writer, and half as long as a writer waits for its turn.
const AT_ONCE: Duration = Duration::from_secs(5);
/// Longer than a writer ever waits for its turn.
const IN_THE_END: Duration = Duration::from_secs(30);

/// The answer, if it waited for no writer.
async fn at_once(site: &Site, request: Request) -> Answer {
    tokio::time::timeout(AT_ONCE, site.send(request)).await.unwrap()
}

async fn is_signed_in(site: &Site, cookie: &str) -> bool {
    let answer = at_once(site, with(get("/sign-in"), "cookie", cookie)).await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.body.contains("You are signed in")
}

#[tokio::test]
async fn leaving_waits_for_nobody_and_the_session_ends_all_the_same() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    for leave in [get("/leave"), post("/leave", "")] {
        let cookie = site.sign_in().await;
        let import = site.store.ledger().begin_import(START).await.unwrap();
        let answer = at_once(&site, with(leave, "cookie", &cookie)).await;
        assert!(answer.header(header::SET_COOKIE).contains("__Host-blkout=;"));
        // At once for this server, and for good when the writer is done.
        assert!(!is_signed_in(&site, &cookie).await);
        drop(import);
        gone_in_the_end(&site, &cookie).await;
    }
}

#[tokio::test]
async fn who_left_offline_and_comes_back_waits_for_nobody() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let import = site.store.ledger().begin_import(START).await.unwrap();
    let answer = at_once(&site, with(get("/support"), "cookie", &format!("{cookie}; __Host-left=1"))).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!is_signed_in(&site, &cookie).await);
    drop(import);
    gone_in_the_end(&site, &cookie).await;
}

#[tokio::test]
async fn a_visit_that_cannot_be_noted_now_is_answered_all_the_same() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    site.clock.advance(TOUCH_EVERY_MS);
    let _import = site.store.ledger().begin_import(START).await.unwrap();
    assert!(is_signed_in(&site, &cookie).await);
    let answer = at_once(&site, with(get("/support"), "cookie", &cookie)).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_visit_that_cannot_be_noted_at_all_is_answered_all_the_same() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    site.clock.advance(TOUCH_EVERY_MS);
    let full = "CREATE TRIGGER full BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'disk full'); END";
    site.store.execute_for_tests(full).await.unwrap();
    assert!(is_signed_in(&site, &cookie).await);
}

/// The session is no longer in the database, so that no other server knows it either.
async fn gone_in_the_end(site: &Site, cookie: &str) {
    let other = app::router(site.another_server());
    let page = || answer(other.clone(), with(get("/sign-in"), "cookie", cookie));
    let gone = async {
        while page().await.body.contains("You are signed in") {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(IN_THE_END, gone).await.unwrap();
}
