//! Pages kept in memory: the same page for everybody who is nobody yet, and never somebody's own.

use blkout_core::membership::MemberStatus;
use http::{StatusCode, header};

use crate::site::{Site, get, with};

fn without_nonce(body: &str) -> String {
    let nonce = body.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
    body.replace(nonce, "NONCE")
}

#[tokio::test]
async fn the_kept_page_is_the_rendered_page() {
    let site = Site::new().await;
    for path in ["/", "/ledger", "/newsroom", "/proposals", "/support", "/safety"] {
        let (rendered, kept) = (site.get(path).await, site.get(path).await);
        assert_eq!(kept.status, StatusCode::OK, "{path}");
        assert_eq!(without_nonce(&rendered.body), without_nonce(&kept.body), "{path}");
        // Anything in the address or the headers that a page could depend on goes around the memory.
        let fresh = site.send(with(get(path), "cookie", "theme=dark")).await;
        assert_eq!(without_nonce(&fresh.body), without_nonce(&kept.body), "{path}");
    }
}

#[tokio::test]
async fn a_members_page_is_never_given_to_another() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let own = site.get_as("/", &cookie).await;
    assert!(own.body.contains("Ada"));
    assert!(!site.get("/").await.body.contains("Ada &lt;b&gt;"));
    assert!(site.get_as("/", &cookie).await.body.contains("Ada"));
}

#[tokio::test]
async fn a_page_is_compressed_for_those_who_take_it() {
    let site = Site::new().await;
    let small = site.send(with(get("/"), "accept-encoding", "br")).await;
    assert_eq!(small.header(header::CONTENT_ENCODING), "br");
    assert!(small.header(header::VARY).contains("accept-encoding"));
}

#[tokio::test]
async fn a_missing_page_is_not_kept() {
    let site = Site::new().await;
    for number in 0..50 {
        assert_eq!(site.get(&format!("/newsroom/none-{number}")).await.status, StatusCode::NOT_FOUND);
    }
}
