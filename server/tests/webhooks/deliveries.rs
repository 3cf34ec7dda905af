//! What signed events do, and what they leave behind.

use http::StatusCode;
use serde_json::json;

use crate::site::{NOW_SECONDS, SECRET, Site, charge, event, refund, signed};

#[tokio::test]
async fn an_event_is_taken_once_however_often_it_comes() {
    let site = Site::new(Some(SECRET)).await;
    let mut paid = event("evt_1", "charge.succeeded", &charge(1, 1_999));
    for attempt in 1..=3 {
        paid["pending_webhooks"] = json!(attempt);
        assert_eq!(site.deliver(&paid).await.0, StatusCode::OK);
    }
    assert_eq!(site.sums().await, Some((1_999, 0, 0)));
    // The same id with another amount is somebody's mistake, or worse.
    let altered = event("evt_1", "charge.succeeded", &charge(1, 2_999));
    assert_eq!(site.deliver(&altered).await.0, StatusCode::BAD_REQUEST);
    let contradicting = event("evt_2", "charge.succeeded", &charge(1, 2_999));
    assert_eq!(site.deliver(&contradicting).await.0, StatusCode::BAD_REQUEST);
    assert_eq!(site.sums().await, Some((1_999, 0, 0)));
}

#[tokio::test]
async fn a_refund_may_come_before_its_charge() {
    let site = Site::new(Some(SECRET)).await;
    assert_eq!(site.deliver(&event("evt_2", "refund.created", &refund(1, 500))).await.0, StatusCode::OK);
    assert_eq!(site.sums().await, None);
    let list = json!({ "data": [refund(1, 500)] });
    let mut refunded = charge(1, 1_999);
    refunded["refunds"] = list;
    assert_eq!(site.deliver(&event("evt_3", "charge.refunded", &refunded)).await.0, StatusCode::OK);
    assert_eq!(site.deliver(&event("evt_1", "charge.succeeded", &charge(1, 1_999))).await.0, StatusCode::OK);
    assert_eq!(site.sums().await, Some((1_999, 500, 0)));
}

#[tokio::test]
async fn what_means_nothing_to_the_ledger_is_taken_and_forgotten() {
    let site = Site::new(Some(SECRET)).await;
    let before = site.store.data_version();
    for kind in ["customer.created", "invoice.paid", "charge.expired", "charge.failed", "made.up"] {
        let other = event("evt_1", kind, &json!({ "email": "payer@example.org", "amount": "lots" }));
        assert_eq!(site.deliver(&other).await, (StatusCode::OK, "taken\n".to_owned()), "{kind}");
    }
    // An authorised charge, and a payout without a balance transaction, have moved nothing yet.
    let mut authorised = charge(1, 5);
    authorised["balance_transaction"] = json!(null);
    assert_eq!(site.deliver(&event("evt_2", "charge.succeeded", &authorised)).await.0, StatusCode::OK);
    assert_eq!(site.store.data_version(), before);
    assert_eq!(site.sums().await, None);
}

#[tokio::test]
async fn a_signed_body_that_is_no_event_is_refused() {
    let site = Site::new(Some(SECRET)).await;
    let deep = format!("{{\"id\":\"evt\",\"type\":\"charge.succeeded\",\"data\":{}", "{\"object\":".repeat(20_000));
    let mut half = charge(1, 1_999);
    half["amount"] = json!(19.99);
    let mut unshared = charge(1, 1_999);
    unshared["metadata"]["creators"] = json!("payer@example.org");
    for body in [
        String::new(),
        "not json".to_owned(),
        "[]".to_owned(),
        "{\"id\":\"evt_1\"}".to_owned(),
        deep,
        event("evt_1", "charge.succeeded", &half).to_string(),
        event("evt_1", "charge.succeeded", &unshared).to_string(),
        event("", "charge.succeeded", &charge(1, 1_999)).to_string(),
        event("evt_1", "charge.succeeded", &charge(1, -1_999)).to_string(),
    ] {
        let (status, words) = site.send(signed(&body, SECRET, NOW_SECONDS)).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{body:.80}");
        assert!(words.len() < 80 && !words.contains("payer"), "{words}");
    }
    assert_eq!(site.sums().await, None);
    // Nothing stands in the way of the right one.
    assert_eq!(site.deliver(&event("evt_1", "charge.succeeded", &charge(1, 1_999))).await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_fault_of_the_database_is_told_and_changes_nothing() {
    let site = Site::new(Some(SECRET)).await;
    let database = &site.store;
    database.execute_for_tests("ALTER TABLE webhook_events RENAME TO away").await.unwrap();
    let paid = event("evt_1", "charge.succeeded", &charge(1, 1_999));
    let (status, words) = site.deliver(&paid).await;
    assert_eq!((status, words.as_str()), (StatusCode::INTERNAL_SERVER_ERROR, "not taken: please send it again\n"));
    assert_eq!(site.sums().await, None);
    database.execute_for_tests("ALTER TABLE away RENAME TO webhook_events").await.unwrap();
    // At the very end of the write, too: nothing of it stays.
    let refuse = "CREATE TRIGGER refuse BEFORE INSERT ON webhook_events BEGIN SELECT RAISE(ABORT, 'full'); END";
    database.execute_for_tests(refuse).await.unwrap();
    assert_eq!(site.deliver(&paid).await.0, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(site.sums().await, None);
    database.execute_for_tests("DROP TRIGGER refuse").await.unwrap();
    assert_eq!(site.deliver(&paid).await.0, StatusCode::OK);
    assert_eq!(site.sums().await, Some((1_999, 0, 0)));
}

#[tokio::test]
async fn nothing_of_the_payer_is_kept() {
    let site = Site::new(Some(SECRET)).await;
    site.deliver(&event("evt_1", "charge.succeeded", &charge(1, 1_999))).await;
    site.deliver(&event("evt_2", "refund.created", &refund(7, 500))).await;
    let bytes: Vec<u8> = ["blkout.db", "blkout.db-wal"]
        .into_iter()
        .flat_map(|file| std::fs::read(site.folder.path().join(file)).unwrap_or_default())
        .collect();
    let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("evt_1") && holds("Zine"), "these are the files of the database");
    assert!(!holds("payer@") && !holds("Pat Payer"));
}
