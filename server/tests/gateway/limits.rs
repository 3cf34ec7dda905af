//! Enough is enough: requests, sign-ins, bodies. Help never runs out.

use blkout_core::limits::{FAILED_SIGN_INS, MEMBER_REQUESTS, VISITOR_REQUESTS, WINDOW_MS};
use blkout_core::membership::MemberStatus;
use http::{StatusCode, header};

use crate::site::{EMAIL, PASSWORD, Site, credentials, from, get, post, with};

const VISITOR: &str = "203.0.113.9";

async fn knock(site: &Site, path: &str, times: u32) {
    for _ in 0..times {
        let answer = site.send(from(get(path), VISITOR)).await;
        assert_ne!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn a_visitor_has_three_hundred_and_is_told_kindly() {
    let site = Site::new().await;
    knock(&site, "/", VISITOR_REQUESTS).await;
    let answer = site.send(from(get("/ledger"), VISITOR)).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header(header::RETRY_AFTER), "900");
    assert!(answer.body.contains("rest a moment") && answer.body.contains("Nothing is lost"), "{}", answer.body);
    assert_eq!(site.send(from(get("/"), "203.0.113.10")).await.status, StatusCode::OK);
    site.clock.advance(WINDOW_MS);
    assert_eq!(site.send(from(get("/"), VISITOR)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn files_help_and_the_exit_are_never_counted_or_refused() {
    let site = Site::new().await;
    knock(&site, "/pkg/blkout.css", VISITOR_REQUESTS + 1).await;
    knock(&site, "/livez", VISITOR_REQUESTS + 1).await;
    knock(&site, "/", VISITOR_REQUESTS).await;
    for (path, status) in [
        ("/support", StatusCode::OK),
        ("/support?nation=wales&topic=abuse", StatusCode::OK),
        ("/support?hours=plain", StatusCode::OK),
        ("/leave", StatusCode::SEE_OTHER),
        ("/safety", StatusCode::OK),
        ("/pkg/blkout.css", StatusCode::OK),
    ] {
        assert_eq!(site.send(from(get(path), VISITOR)).await.status, status, "{path}");
    }
    for (path, body) in [("/leave", ""), ("/safety", "intent=discreet"), ("/sign-out", "")] {
        assert!(!site.send(from(post(path, body), VISITOR)).await.status.is_client_error(), "{path}");
    }
    assert_eq!(site.send(from(get("/support/x"), VISITOR)).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_member_has_a_thousand_wherever_they_are() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let cookie = site.sign_in().await;
    for number in 0..MEMBER_REQUESTS {
        let request = from(with(get("/api/v1/nothing"), "cookie", &cookie), &format!("203.0.113.{}", number % 250));
        assert_eq!(site.send(request).await.status, StatusCode::NOT_FOUND);
    }
    let refused = site.send(from(with(get("/"), "cookie", &cookie), VISITOR)).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn this_machine_itself_is_not_counted_unless_a_proxy_makes_all_look_like_it() {
    let site = Site::new().await;
    for _ in 0..=VISITOR_REQUESTS {
        assert_eq!(site.send(from(get("/"), "127.0.0.1")).await.status, StatusCode::OK);
    }
    let site = Site::with(|config| config.trusted_proxies = vec!["127.0.0.1".parse().unwrap()]).await;
    for number in 0..=VISITOR_REQUESTS {
        let forged = format!("198.51.100.{}, {VISITOR}", number % 250);
        let answer = site.send(from(with(get("/"), "x-forwarded-for", &forged), "127.0.0.1")).await;
        assert_eq!(answer.status == StatusCode::TOO_MANY_REQUESTS, number == VISITOR_REQUESTS, "{number}");
    }
}

#[tokio::test]
async fn ten_wrong_passwords_close_the_account_for_a_while_even_for_the_right_one() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    let attempt = |password: &'static str, last: u32| {
        from(post("/sign-in", &credentials(EMAIL, password)), &format!("203.0.113.{last}"))
    };
    for last in 0..FAILED_SIGN_INS {
        assert_eq!(site.send(attempt("wrong password", last)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let refused = site.send(attempt(PASSWORD, 99)).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.header(header::RETRY_AFTER).parse::<u32>().unwrap() > 0);
    site.clock.advance(WINDOW_MS);
    assert_eq!(site.send(attempt(PASSWORD, 99)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn ten_wrong_passwords_from_one_place_close_it_even_on_this_machine() {
    let site = Site::new().await.with_member(MemberStatus::Active).await;
    for number in 0..FAILED_SIGN_INS {
        let form = credentials(&format!("m{number}@example.org"), "wrong password");
        let answer = site.send(from(post("/sign-in", &form), "127.0.0.1")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let form = credentials(EMAIL, PASSWORD);
    assert_eq!(site.send(from(post("/sign-in", &form), "127.0.0.1")).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(site.send(from(post("/sign-in", &form), VISITOR)).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn many_guesses_at_once_do_not_slip_through() {
    let site = std::sync::Arc::new(Site::new().await.with_member(MemberStatus::Active).await);
    let guesses = (0..30).map(|_| {
        let site = std::sync::Arc::clone(&site);
        tokio::spawn(async move { site.post("/sign-in", &credentials(EMAIL, "wrong password")).await.status })
    });
    let mut looked_at = 0;
    for guess in guesses.collect::<Vec<_>>() {
        looked_at += u32::from(guess.await.unwrap() == StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(looked_at, FAILED_SIGN_INS);
}

#[tokio::test]
async fn a_body_over_one_mebibyte_is_refused() {
    let site = Site::new().await;
    let filler = |bytes: usize| format!("email={}", "x".repeat(bytes));
    assert_eq!(site.post("/sign-in", &filler((1 << 20) - 6)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = site.post("/sign-in", &filler((1 << 20) - 5)).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.body.contains("too large") && refused.body.contains("href=\"/support\""), "{}", refused.body);
}
