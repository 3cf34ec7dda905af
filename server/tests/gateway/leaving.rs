//! The way out: always open, ends the session, leaves nothing behind.

use blkout_core::membership::MemberStatus;
use http::{StatusCode, header};

use crate::site::{Site, get, post, with};

#[tokio::test]
async fn the_link_empties_the_browser_and_goes_elsewhere() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let answer = site.send(with(get("/leave"), "cookie", &cookie)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), "https://www.bbc.co.uk/weather");
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    assert!(answer.header(header::SET_COOKIE).contains("Max-Age=0"));
    assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
    assert!(!site.get_as("/sign-in", &cookie).await.body.contains("You are signed in"));
}

#[tokio::test]
async fn the_scripts_beacon_does_the_same_without_a_page() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let answer = site.send(with(post("/leave", ""), "cookie", &cookie)).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NO_CONTENT, ""));
    assert!(!site.get_as("/sign-in", &cookie).await.body.contains("You are signed in"));
}

#[tokio::test]
async fn nobody_needs_a_session_to_leave() {
    let site = Site::new().await;
    assert_eq!(site.get("/leave").await.status, StatusCode::SEE_OTHER);
    assert_eq!(site.post("/leave", "").await.status, StatusCode::NO_CONTENT);
}
