//! Forms from other sites are refused, in kind words; our own and programs without a browser are not.

use blkout_core::membership::MemberStatus;
use http::StatusCode;

use crate::site::{EMAIL, PASSWORD, Site, credentials, post, with};

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    for (name, value) in [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site")] {
        let forged = with(with(post("/sign-out", ""), name, value), "cookie", &cookie);
        let answer = site.send(forged).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.body.contains("Nothing was changed"), "{}", answer.body);
        assert!(answer.body.contains("href=\"/support\""));
    }
    let mut old_browser = with(post("/sign-out", ""), "origin", "https://evil.example");
    old_browser.headers_mut().remove("sec-fetch-site");
    assert_eq!(site.send(old_browser).await.status, StatusCode::FORBIDDEN);
    assert!(site.get_as("/sign-in", &cookie).await.body.contains("You are signed in"));
}

#[tokio::test]
async fn signing_somebody_in_from_another_site_is_refused_too() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let forged = with(post("/sign-in", &credentials(EMAIL, PASSWORD)), "sec-fetch-site", "cross-site");
    let answer = site.send(forged).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(!answer.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn our_own_forms_are_taken_with_and_without_the_newer_header() {
    let site = Site::new().await;
    assert_eq!(site.post("/sign-out", "").await.status, StatusCode::SEE_OTHER);
    let mut old_browser = post("/sign-out", "");
    old_browser.headers_mut().remove("sec-fetch-site");
    assert_eq!(site.send(old_browser).await.status, StatusCode::SEE_OTHER);
}
