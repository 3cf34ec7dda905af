//! A community in a temporary folder with some payments, and a reader of its record.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use blkout_core::ledger::TransactionKind;
use blkout_core::money::{CreatorSlug, Currency, Weights};
use blkout_core::payments::Entry;
use blkout_core::record::checkpoint::Checkpoint;
use blkout_core::record::note::{KeyName, Note, Signer, Verifier};
use blkout_core::record::tile::{Tile, TileSet};
use blkout_core::time::UtcMillis;
use blkout_server::app::{self, AppState};
use blkout_server::clock::Clock;
use blkout_server::config::{Config, Settings};
use blkout_server::serving::connections;
use blkout_store::Store;
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// The instant at which every test begins.
pub(crate) const START: UtcMillis = UtcMillis(1_790_000_000_000);

pub(crate) struct Site {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) config: Config,
    pub(crate) state: AppState,
    pub(crate) router: Router,
    pub(crate) folder: tempfile::TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with_key(None).await
    }

    /// A community whose key file is there before it starts.
    pub(crate) async fn with_key(key: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
        let settings = Settings {
            data_dir: Some(folder.path().join("data")),
            site_dir: Some(folder.path().join("site")),
            record_name: Some("example.org/record".to_owned()),
            ..Settings::default()
        };
        let config = Config::resolve(&settings, |_| None).unwrap();
        config.prepare_data_dir().unwrap();
        if let Some(key) = key {
            blkout_server::secrets::private_file::read_or_create(&config.data_dir.join("record.key"), key).unwrap();
        }
        let store = Store::connect(&config.database_url).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Clock::manual(START);
        let state = AppState::new(store.clone(), clock.clone(), &config).unwrap();
        Self { router: app::router(state.clone()), store, clock, config, state, folder }
    }

    pub(crate) fn key_text(&self) -> String {
        std::fs::read_to_string(self.config.data_dir.join("record.key")).unwrap()
    }

    /// Brings in payments until there are `charges` of them.
    pub(crate) async fn pay(&self, charges: std::ops::Range<u32>) {
        let mut import = self.store.ledger().begin_import(START).await.unwrap();
        for number in charges {
            import.add(u64::from(number), charge(number)).await.unwrap();
        }
        import.commit(|_| ()).await.unwrap();
    }

    pub(crate) async fn send(&self, request: Request) -> Answer {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::builder().uri(path).body(Body::empty()).unwrap()).await
    }

    /// A program's request: no browser, no page that it comes from.
    pub(crate) async fn cosign(&self, body: &str) -> Answer {
        let request = Request::builder().method("POST").uri("/record/cosignature");
        self.send(request.header("content-type", "text/plain").body(Body::from(body.to_owned())).unwrap()).await
    }

    pub(crate) async fn key(&self) -> Verifier {
        self.get("/record/key").await.text().trim_end().parse().unwrap()
    }

    /// The served checkpoint, checked against the served key.
    pub(crate) async fn checkpoint(&self) -> (Checkpoint, Note) {
        let (answer, key) = (self.get("/record/checkpoint").await, self.key().await);
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        Checkpoint::parse_and_verify(&answer.body, &key, "example.org/record").unwrap()
    }

    /// Fetches tiles as they are named.
    pub(crate) async fn tiles(&self, named: Vec<Tile>) -> TileSet {
        let mut tiles = TileSet::new();
        for tile in named {
            let answer = self.get(&format!("/record/{tile}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{tile}");
            tiles.insert(tile, answer.body.to_vec()).unwrap();
        }
        tiles
    }

    /// The site behind a real connection; answers the address of its record.
    pub(crate) async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(connections::serve(listener, self.router.clone(), std::future::pending()));
        format!("http://{address}/record")
    }
}

/// A witness's key.
pub(crate) fn witness(number: u8) -> Signer {
    Signer::from_seed(KeyName::new(format!("witness.example/{number}")).unwrap(), &[number; 32])
}

fn charge(number: u32) -> Entry {
    Entry {
        id: format!("txn_{number}"),
        at: UtcMillis(1_767_432_771_000 + i64::from(number) * 60_000),
        currency: Currency::GBP,
        kind: TransactionKind::Charge,
        gross: 1_000 + i64::from(number),
        fee: 20,
        net: 980 + i64::from(number),
        charge_id: format!("ch_{number}"),
        weights: Weights::new([(CreatorSlug::new("ada").unwrap(), 1)]).unwrap(),
        work: "Zine".to_owned(),
    }
}
