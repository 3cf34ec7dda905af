//! After signing in one is taken back to our own pages only.

use blkout_core::membership::MemberStatus;
use http::{StatusCode, header};

use crate::site::{EMAIL, PASSWORD, Site, credentials, encoded};

#[tokio::test]
async fn the_way_back_leads_to_our_own_pages_only() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    for (wanted, location) in [
        ("/proposals/1?a=b", "/proposals/1?a=b"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("/\r\nSet-Cookie: a=b", "/"),
        ("", "/"),
    ] {
        let form = format!("{}&return_to={}", credentials(EMAIL, PASSWORD), encoded(wanted));
        let answer = site.post("/sign-in", &form).await;
        assert_eq!(
            (answer.status, answer.header(header::LOCATION).as_str()),
            (StatusCode::SEE_OTHER, location),
            "{wanted:?}"
        );
    }
}

#[tokio::test]
async fn the_form_keeps_the_way_back_that_it_was_opened_with() {
    let site = Site::new().await;
    let page = site.get("/sign-in?return_to=%2Fproposals%2F1").await.body;
    assert!(page.contains("name=\"return_to\" value=\"/proposals/1\""), "{page}");
    let again = site.post("/sign-in", "email=a&password=b&return_to=%2Fproposals%2F1").await.body;
    assert!(again.contains("name=\"return_to\" value=\"/proposals/1\""), "{again}");
}
