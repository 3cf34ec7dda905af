//! Reading without a network: the worker as it is served, and the rule of what it may keep, over every address there is.

use blkout_core::care::offline::may_be_kept;
use blkout_core::membership::MemberStatus;
use http::{StatusCode, header};

use crate::site::{Site, with};

const A_YEAR_MS: i64 = 365 * 86_400_000;

#[tokio::test]
async fn the_worker_is_made_of_this_build_and_may_only_ask_this_site() {
    let site = Site::new().await;
    let worker = site.get("/service-worker.js").await;
    assert_eq!(worker.status, StatusCode::OK);
    assert_eq!(worker.header(header::CONTENT_TYPE), "text/javascript; charset=utf-8");
    assert_eq!(worker.header(header::CACHE_CONTROL), "public, no-cache");
    assert_eq!(worker.header(header::CONTENT_SECURITY_POLICY), "default-src 'none'; connect-src 'self'");
    assert!(worker.body.contains("\"shell\":[\"/pkg/blkout.css\"]"), "{}", &worker.body[..400]);
    assert_eq!(site.get("/service-worker.js").await.body, worker.body);
}

#[tokio::test]
async fn the_version_is_that_of_the_content_and_not_of_the_machine_or_the_time() {
    let version = |body: &str| body.split("\"version\":\"").nth(1).unwrap()[..16].to_owned();
    let (one, other) = (Site::new().await, Site::new().await);
    other.clock.advance(A_YEAR_MS);
    let first = version(&one.get("/service-worker.js").await.body);
    assert_eq!(version(&other.get("/service-worker.js").await.body), first);
    other.write_file("pkg/blkout.css", "body{color:black}");
    let other = other.restarted();
    assert_ne!(version(&other.get("/service-worker.js").await.body), first);
}

#[tokio::test]
async fn switched_off_it_undoes_itself_and_no_page_asks_for_it() {
    let site = Site::with(|config| config.service_worker = false).await;
    let worker = site.get("/service-worker.js").await;
    assert_eq!(worker.status, StatusCode::OK);
    assert!(worker.body.contains("registration.unregister()") && worker.body.contains("caches.delete"));
    assert!(!worker.body.contains("fetch") && !worker.body.contains("caches.open"));
    let page = site.get("/").await.body;
    assert!(!page.contains("serviceWorker.register(") && page.contains("unregister()"));
}

#[tokio::test]
async fn no_page_with_an_address_of_its_own_may_be_kept_by_choice() {
    let site = Site::new().await;
    let patterns = blkout_server::pages::patterns(&site.state);
    let kept: Vec<_> = patterns.iter().filter(|pattern| may_be_kept(&pattern.replace(['{', '}'], ""))).collect();
    // A name in the place of a parameter: only these two kinds are pages that a reader may keep.
    assert!(kept.iter().all(|pattern| *pattern == "/newsroom/{slug}"), "{kept:?}");
    assert!(patterns.iter().filter(|pattern| !pattern.contains('{')).all(|pattern| !may_be_kept(pattern)));
}

#[tokio::test]
async fn no_answer_to_somebody_signed_in_is_one_that_a_worker_keeps() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    for path in ["/", "/newsroom", "/proposals", "/support", "/safety", "/offline", "/saved"] {
        assert_eq!(site.get_as(path, &cookie).await.header(header::CACHE_CONTROL), "no-store", "{path}");
        assert_eq!(site.get(path).await.header(header::CACHE_CONTROL), "private, no-cache", "{path}");
    }
}

#[tokio::test]
async fn in_discreet_mode_and_on_a_shared_device_no_page_asks_for_a_worker() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let asks = |body: &str| body.contains("serviceWorker.register(");
    assert!(asks(&site.get("/").await.body));
    let discreet = site.send(with(crate::site::get("/"), "cookie", "__Host-view=presence:discreet")).await;
    assert!(!asks(&discreet.body) && discreet.body.contains("unregister()"));
    let form = format!("{}&shared=on", crate::site::credentials(crate::site::EMAIL, crate::site::PASSWORD));
    let shared = site.post("/sign-in", &form).await.cookie();
    assert!(!asks(&site.get_as("/", &shared).await.body));
    assert!(asks(&site.get_as("/", &site.sign_in().await).await.body));
}

#[tokio::test]
async fn without_a_worker_the_form_says_why_nothing_was_kept() {
    let site = Site::new().await;
    let answer = site.post("/saved", "path=%2Fnewsroom%2Fa&action=save").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), "/saved?done=not-kept");
    assert!(site.get("/saved").await.body.contains("This browser does not keep pages."));
    assert_eq!(
        site.send(with(crate::site::post("/saved", ""), "sec-fetch-site", "cross-site")).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_app_can_be_installed_and_help_comes_first() {
    let site = Site::new().await;
    let manifest = include_str!("../../../public/manifest.webmanifest");
    site.write_file("manifest.webmanifest", manifest);
    let answer = site.restarted().get("/manifest.webmanifest").await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/manifest+json");
    let read: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(read["display"], "standalone");
    assert_eq!(read["shortcuts"][0]["url"], "/support");
    assert!(read["icons"].as_array().unwrap().iter().any(|icon| icon["purpose"] == "maskable"));
}
