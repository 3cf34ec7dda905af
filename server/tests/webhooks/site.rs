//! A community with a webhook, and a processor that signs.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use blkout_core::time::UtcMillis;
use blkout_server::app::{self, AppState};
use blkout_server::clock::Clock;
use blkout_server::config::{Config, Settings};
use blkout_store::Store;
use http::StatusCode;
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// The instant of every test.
pub(crate) const NOW: UtcMillis = UtcMillis(1_760_000_000_000);
/// The same in seconds.
pub(crate) const NOW_SECONDS: i64 = 1_760_000_000;
/// The secret that the site knows first.
pub(crate) const SECRET: &str = "whsec_one";

/// A community, with everything that it needs to answer.
pub(crate) struct Site {
    pub(crate) store: Store,
    pub(crate) router: Router,
    pub(crate) folder: tempfile::TempDir,
}

impl Site {
    /// With the secrets of the setting; without a webhook for `None`.
    pub(crate) async fn new(secrets: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
        let settings = Settings {
            data_dir: Some(folder.path().to_owned()),
            site_dir: Some(folder.path().join("site")),
            stripe_webhook_secret: secrets.map(str::to_owned),
            ..Settings::default()
        };
        let config = Config::resolve(&settings, |_| None).unwrap();
        let store = Store::connect(&config.database_url).await.unwrap();
        store.migrate().await.unwrap();
        let state = AppState::new(store.clone(), Clock::manual(NOW), &config).unwrap();
        Self { store, router: app::router(state), folder }
    }

    pub(crate) async fn send(&self, request: Request) -> (StatusCode, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    /// Signs and sends an event.
    pub(crate) async fn deliver(&self, event: &Value) -> (StatusCode, String) {
        let body = event.to_string();
        self.send(signed(&body, SECRET, NOW_SECONDS)).await
    }

    /// What was charged, what was given back and what the fees were, in pence.
    pub(crate) async fn sums(&self) -> Option<(i64, i64, i64)> {
        let totals = self.store.ledger().totals_recomputed().await.unwrap();
        totals.first().map(|gbp| (gbp.charged, gbp.returned, gbp.fees))
    }
}

pub(crate) fn post(body: &str, header: Option<&str>) -> Request {
    let request = Request::post("/webhooks/stripe").header("content-type", "application/json; charset=utf-8");
    let request = match header {
        Some(header) => request.header("stripe-signature", header),
        None => request,
    };
    request.body(Body::from(body.to_owned())).unwrap()
}

pub(crate) fn signed(body: &str, secret: &str, seconds: i64) -> Request {
    post(body, Some(&format!("t={seconds},v1={}", signature(body, secret, seconds))))
}

/// HMAC-SHA256 as RFC 2104 writes it down, so that the test does not lean on what it tests.
pub(crate) fn signature(body: &str, secret: &str, seconds: i64) -> String {
    use sha2::{Digest as _, Sha256};
    let mut key = [0_u8; 64];
    key[..secret.len()].copy_from_slice(secret.as_bytes());
    let pad = |byte: u8| key.map(|k| k ^ byte);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(format!("{seconds}.{body}")).finalize();
    hex::encode(Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize())
}

/// An event as the processor sends it, payer and all.
pub(crate) fn event(id: &str, kind: &str, object: &Value) -> Value {
    json!({
        "id": id, "object": "event", "type": kind, "created": NOW_SECONDS - 5, "livemode": true,
        "data": { "object": object },
    })
}

pub(crate) fn charge(number: u32, amount: i64) -> Value {
    json!({
        "id": format!("ch_{number}"), "amount": amount, "currency": "gbp", "created": NOW_SECONDS - 9,
        "balance_transaction": format!("txn_{number}"),
        "billing_details": { "name": "Pat Payer", "email": "payer@example.org" }, "receipt_email": "payer@example.org",
        "metadata": { "creators": "ada:2,bo:1", "work": "Zine", "order": "payer@example.org" },
    })
}

pub(crate) fn refund(number: u32, amount: i64) -> Value {
    json!({
        "id": format!("re_{number}"), "amount": amount, "currency": "gbp", "created": NOW_SECONDS - 3,
        "charge": format!("ch_{number}"), "balance_transaction": format!("txn_re_{number}"), "status": "succeeded",
    })
}
