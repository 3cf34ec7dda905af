//! Signing in and out, and for how long one stays.

use blkout_core::membership::MemberStatus;
use blkout_core::time::{DAY_MS, HOUR_MS};
use http::{StatusCode, header};

use crate::site::{EMAIL, PASSWORD, Site, credentials, post, with};

async fn is_signed_in(site: &Site, cookie: &str) -> bool {
    let page = site.get_as("/sign-in", cookie).await;
    assert_eq!(page.status, StatusCode::OK);
    page.body.contains("You are signed in")
}

#[tokio::test]
async fn the_right_password_opens_and_the_cookie_is_strict() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let answer = site.post("/sign-in", &credentials("  Ada@EXAMPLE.org ", PASSWORD)).await;
    assert_eq!((answer.status, answer.header(header::LOCATION).as_str()), (StatusCode::SEE_OTHER, "/"));
    let cookie = answer.header(header::SET_COOKIE);
    for part in ["__Host-blkout=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=2592000"] {
        assert!(cookie.contains(part), "{part} is not in {cookie}");
    }
    assert!(!cookie.contains("Domain"));
    assert!(is_signed_in(&site, &answer.cookie()).await);
    assert!(!is_signed_in(&site, "__Host-blkout=").await);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let wrong = site.post("/sign-in", &credentials(EMAIL, "something else")).await;
    let unknown = site.post("/sign-in", &credentials("bo@example.org", "something else")).await;
    assert_eq!((wrong.status, unknown.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    let without_nonce = |body: &str, email: &str| {
        let nonce = body.split("nonce=\"").nth(1).unwrap().split('"').next().unwrap();
        body.replace(nonce, "NONCE").replace(email, "EMAIL")
    };
    assert_eq!(without_nonce(&wrong.body, EMAIL), without_nonce(&unknown.body, "bo@example.org"));
    assert!(wrong.body.contains("value=\"ada@example.org\""), "what was typed is kept");
    assert!(!wrong.body.contains("something else"), "the password is not");
    assert!(!wrong.headers.contains_key(header::SET_COOKIE));
    assert_eq!(wrong.header(header::CACHE_CONTROL), "no-store");
}

#[tokio::test]
async fn missing_fields_are_named() {
    let site = Site::new().await;
    for (form, field) in [("", "email"), ("email=a%40b.c", "password"), ("password=x", "email"), ("email=%20", "email")]
    {
        let answer = site.post("/sign-in", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains(&format!("id=\"{field}-error\"")), "{form}: {}", answer.body);
    }
}

#[tokio::test]
async fn those_whose_membership_is_not_open_stay_outside() {
    for status in [MemberStatus::Applicant, MemberStatus::Suspended] {
        let site = Site::new().await.with_member(status).await;
        let answer = site.post("/sign-in", &credentials(EMAIL, PASSWORD)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{status}");
        assert!(!answer.headers.contains_key(header::SET_COOKIE), "{status}");
    }
}

#[tokio::test]
async fn signing_in_never_keeps_an_id_that_somebody_may_have_planted() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let first = site.sign_in().await;
    let again = with(post("/sign-in", &credentials(EMAIL, PASSWORD)), "cookie", &first);
    let second = site.send(again).await.cookie();
    assert_ne!(first, second);
    assert!(!is_signed_in(&site, &first).await);
    assert!(is_signed_in(&site, &second).await);
    let planted = format!("__Host-blkout={}", "A".repeat(43));
    let after = site.send(with(post("/sign-in", &credentials(EMAIL, PASSWORD)), "cookie", &planted)).await;
    assert_ne!(after.cookie(), planted);
    assert!(!is_signed_in(&site, &planted).await);
}

#[tokio::test]
async fn signing_out_ends_the_session_itself_and_not_only_the_cookie() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let other_device = site.sign_in().await;
    let answer = site.send(with(post("/sign-out", ""), "cookie", &cookie)).await;
    assert_eq!((answer.status, answer.header(header::LOCATION).as_str()), (StatusCode::SEE_OTHER, "/"));
    assert!(answer.header(header::SET_COOKIE).contains("Max-Age=0"));
    assert!(!is_signed_in(&site, &cookie).await);
    assert!(is_signed_in(&site, &other_device).await);
}

#[tokio::test]
async fn a_session_ends_after_two_weeks_without_a_visit() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    site.clock.advance(14 * DAY_MS - 1);
    assert!(is_signed_in(&site, &cookie).await);
    let never_used = site.sign_in().await;
    site.clock.advance(14 * DAY_MS);
    assert!(!is_signed_in(&site, &never_used).await);
}

#[tokio::test]
async fn every_visit_counts() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    for _ in 0..2 {
        site.clock.advance(14 * DAY_MS - 1);
        assert!(is_signed_in(&site, &cookie).await);
    }
}

#[tokio::test]
async fn a_session_ends_after_thirty_days_however_busy() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    for _ in 0..29 {
        site.clock.advance(DAY_MS);
        assert!(is_signed_in(&site, &cookie).await);
    }
    site.clock.advance(DAY_MS);
    assert!(!is_signed_in(&site, &cookie).await);
}

#[tokio::test]
async fn on_a_shared_phone_it_ends_with_the_browser_and_after_an_hour() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let answer = site.post("/sign-in", &format!("{}&shared=on", credentials(EMAIL, PASSWORD))).await;
    assert!(!answer.header(header::SET_COOKIE).contains("Max-Age"));
    assert!(!answer.header(header::SET_COOKIE).contains("Expires"));
    site.clock.advance(HOUR_MS - 1);
    assert!(is_signed_in(&site, &answer.cookie()).await);
    site.clock.advance(HOUR_MS);
    assert!(!is_signed_in(&site, &answer.cookie()).await);
}

#[tokio::test]
async fn the_name_on_the_page_is_text() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    let page = site.get_as("/", &cookie).await.body;
    assert!(page.contains("Ada &lt;b&gt;Lovelace&lt;/b&gt;"), "{page}");
    assert!(!page.contains("<b>Lovelace"));
}
