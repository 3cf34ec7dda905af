//! The way out: always open, ends the session, leaves nothing behind.

use blkout_core::membership::MemberStatus;
use blkout_server::identity::session::SHARED_IDLE_MS;
use http::{StatusCode, header};

use crate::site::{EMAIL, PASSWORD, Site, credentials, get, post, with};

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

#[tokio::test]
async fn what_could_not_be_told_offline_is_done_at_the_next_contact() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let answer = site.get_as("/sign-in", &format!("{cookie}; __Host-left=1; __Host-view=theme:dark")).await;
    assert!(!answer.body.contains("You are signed in") && !answer.body.contains("data-theme"));
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"cookies\", \"storage\"");
    let cookies = answer.header(header::SET_COOKIE);
    assert!(cookies.contains("__Host-left=;") && cookies.contains("__Host-blkout=;"), "{cookies}");
    // The session has ended on our side, too.
    assert!(!site.get_as("/sign-in", &cookie).await.body.contains("You are signed in"));
}

#[tokio::test]
async fn the_buttons_of_the_safety_page_change_one_cookie_and_lead_back() {
    let site = Site::new().await;
    let answer = site.post("/safety", "intent=introduced&return_to=%2Fledger%3Fpage%3D2").await;
    assert_eq!((answer.status, answer.header(header::LOCATION).as_str()), (StatusCode::SEE_OTHER, "/ledger?page=2"));
    let cookies = answer.header(header::SET_COOKIE);
    assert!(cookies.starts_with("__Host-view=introduced:yes;"), "{cookies}");
    let answer = site.post("/safety", "intent=introduced&return_to=%2F%2Fevil.example").await;
    assert_eq!(answer.header(header::LOCATION), "/");
    assert_eq!(site.post("/safety", "intent=else").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn entering_discreet_mode_empties_the_browser_and_binds_the_session() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let answer = site.send(with(post("/safety", "intent=discreet"), "cookie", &cookie)).await;
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    let cookies = answer.header(header::SET_COOKIE);
    assert!(cookies.contains("presence:discreet") && cookies.contains(&cookie) && !cookies.contains("Max-Age"));
    // Once it is on, other choices leave everything as it is.
    let discreet = format!("{cookie}; __Host-view=presence:discreet");
    let answer = site.send(with(post("/safety", "intent=introduced"), "cookie", &discreet)).await;
    assert_eq!(answer.header("clear-site-data"), "");
}

#[tokio::test]
async fn a_discreet_session_ends_after_an_hour_without_a_visit() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let open = site.sign_in().await;
    let discreet = format!("{open}; __Host-view=presence:discreet");
    assert!(site.get_as("/sign-in", &discreet).await.body.contains("You are signed in"));
    site.clock.advance(SHARED_IDLE_MS);
    assert!(!site.get_as("/sign-in", &discreet).await.body.contains("You are signed in"));
    assert!(site.get_as("/sign-in", &open).await.body.contains("You are signed in"));
}

#[tokio::test]
async fn signing_out_in_discreet_mode_leaves_one_word() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let answer = site.post("/sign-in", &format!("{}&shared=on", credentials(EMAIL, PASSWORD))).await;
    let cookies = answer.header(header::SET_COOKIE);
    assert!(cookies.contains("presence:discreet") && !cookies.contains("Max-Age"), "{cookies}");
    let discreet = "__Host-view=theme:dark.presence:discreet";
    let answer = site.send(with(post("/sign-out", ""), "cookie", discreet)).await;
    assert_eq!(answer.header("clear-site-data"), "\"cache\", \"storage\"");
    assert!(answer.header(header::SET_COOKIE).contains("__Host-view=presence:discreet;"));
}

#[tokio::test]
async fn error_pages_are_discreet_too() {
    let site = Site::new().await;
    for request in [get("/nowhere"), get("/sign-out")] {
        let page = site.send(with(request, "cookie", "__Host-view=presence:discreet")).await.body;
        let head = page.split("</head>").next().unwrap_or_default().replace("/pkg/blkout", "");
        assert!(head.contains("<title>Reading</title>") && !head.to_lowercase().contains("blkout"), "{head}");
    }
}

#[tokio::test]
async fn in_discreet_mode_no_page_is_written_down() {
    let site = Site::new().await;
    for path in
        ["/", "/support", "/safety", "/newsroom", "/newsroom/feed.xml", "/nothing-here", "/manifest.webmanifest"]
    {
        for cookie in ["__Host-view=presence:discreet", "__Host-view=theme:dark.presence:discreet"] {
            let answer = site.send(with(get(path), "cookie", cookie)).await;
            assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{path}");
        }
    }
}
