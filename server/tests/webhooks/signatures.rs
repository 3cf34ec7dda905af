//! Whose events are taken.

use http::StatusCode;

use crate::site::{NOW_SECONDS, SECRET, Site, charge, event, post, signature, signed};

fn body() -> String {
    event("evt_1", "charge.succeeded", &charge(1, 1_999)).to_string()
}

#[tokio::test]
async fn without_a_secret_there_is_no_such_address() {
    let site = Site::new(None).await;
    let (status, words) = site.send(signed(&body(), SECRET, NOW_SECONDS)).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let unknown = axum::extract::Request::post("/webhooks/other").body(axum::body::Body::empty()).unwrap();
    assert_eq!(site.send(unknown).await.0, StatusCode::NOT_FOUND);
    assert!(!words.contains("taken"));
    assert_eq!(site.sums().await, None);
}

#[tokio::test]
async fn only_what_is_signed_as_ours_and_now_is_taken() {
    let site = Site::new(Some("whsec_one,whsec_two")).await;
    let (body, now) = (body(), NOW_SECONDS);
    let good = signature(&body, SECRET, now);
    let mut changed = body.clone();
    changed.replace_range(changed.len() - 3..changed.len() - 2, " ");
    let refused = [
        post(&body, None),
        post(&body, Some("")),
        post(&body, Some("t=,v1=")),
        post(&body, Some(&good)),
        post(&body, Some(&format!("t={now},v0={good}"))),
        post(&body, Some(&format!("t={now},t={now},v1={good}"))),
        post(&body, Some(&format!("t={},v1={good}", now + 1))),
        post(&changed, Some(&format!("t={now},v1={good}"))),
        signed(&body, "whsec_three", now),
        signed(&body, SECRET, now - 301),
        signed(&body, SECRET, now + 301),
        signed(&body, SECRET, 0),
    ];
    for (number, request) in refused.into_iter().enumerate() {
        let (status, words) = site.send(request).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{number}");
        assert!(words.starts_with("refused: the signature") && words.len() < 80, "{words}");
    }
    let mut twice = signed(&body, SECRET, now);
    twice.headers_mut().append("stripe-signature", "t=1,v1=00".parse().unwrap());
    assert_eq!(site.send(twice).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(site.sums().await, None);

    for request in [
        signed(&body, "whsec_two", now),
        signed(&body, SECRET, now - 300),
        signed(&body, SECRET, now + 300),
        post(&body, Some(&format!("t={now},v1={},v1={good},v0=00", signature(&body, "whsec_gone", now)))),
    ] {
        assert_eq!(site.send(request).await, (StatusCode::OK, "taken\n".to_owned()));
    }
    assert_eq!(site.sums().await, Some((1_999, 0, 0)));
}

#[tokio::test]
async fn neither_a_browser_nor_a_crowd_changes_how_events_are_met() {
    let site = Site::new(Some(SECRET)).await;
    for (name, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site"), ("cookie", "a=b")] {
        let mut request = signed(&body(), SECRET, NOW_SECONDS);
        request.headers_mut().insert(name, value.parse().unwrap());
        assert_eq!(site.send(request).await.0, StatusCode::OK, "{name}");
    }
    // More than a visitor may ask for in a quarter of an hour: the processor's machines are few and busy.
    for _ in 0..400 {
        assert_eq!(site.send(post("{}", None)).await.0, StatusCode::BAD_REQUEST);
    }
    assert_eq!(site.send(signed(&body(), SECRET, NOW_SECONDS)).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_huge_body_is_not_read() {
    let site = Site::new(Some(SECRET)).await;
    let limit = blkout_core::payments::webhook::MAX_BODY_BYTES;
    let padded = |length: usize| {
        let body = body();
        body.clone() + &" ".repeat(length - body.len())
    };
    assert_eq!(site.send(signed(&padded(limit + 1), SECRET, NOW_SECONDS)).await.0, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(site.sums().await, None);
    assert_eq!(site.send(signed(&padded(limit), SECRET, NOW_SECONDS)).await.0, StatusCode::OK);
}
