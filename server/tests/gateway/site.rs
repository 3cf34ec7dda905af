//! A community in a temporary folder, and a visitor who sends it requests.

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use blkout_core::membership::{Capabilities, ChosenName, MemberStatus};
use blkout_core::money::CreatorSlug;
use blkout_core::time::UtcMillis;
use blkout_server::app::{self, AppState};
use blkout_server::clock::Clock;
use blkout_server::config::{Config, Settings};
use blkout_server::identity::password;
use blkout_store::{EmailAddress, MemberId, NewMember, Store};
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt as _;
use std::net::SocketAddr;
use tower::ServiceExt as _;

/// The instant at which every test begins.
pub(crate) const START: UtcMillis = UtcMillis(1_760_000_000_000);
/// The only member's address.
pub(crate) const EMAIL: &str = "ada@example.org";
/// The only member's password.
pub(crate) const PASSWORD: &str = "correct horse battery";

/// A community with one member.
pub(crate) struct Site {
    pub(crate) state: AppState,
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    router: Router,
    folder: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// The header's values, separated as in a list; empty when there is none.
    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> String {
        let values: Vec<_> = self.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect();
        values.join(", ")
    }

    /// The session's cookie as it would be sent back, `name=value`.
    pub(crate) fn cookie(&self) -> String {
        let values = self.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
        let mut values = values.filter(|value| value.starts_with("__Host-blkout="));
        values.next().and_then(|value| value.split(';').next()).unwrap_or_default().to_owned()
    }
}

impl Site {
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/pkg")).unwrap();
        std::fs::write(folder.path().join("site/pkg/blkout.css"), "body{}").unwrap();
        let settings = Settings {
            data_dir: Some(folder.path().to_owned()),
            site_dir: Some(folder.path().join("site")),
            ..Settings::default()
        };
        let mut config = Config::resolve(&settings, |_| None).unwrap();
        change(&mut config);
        let store = Store::connect(&config.database_url).await.unwrap();
        store.migrate().await.unwrap();
        let clock = Clock::manual(START);
        let state = AppState::new(store.clone(), clock.clone(), &config).unwrap();
        let router = app::router(state.clone());
        Self { state, store, clock, router, folder }
    }

    /// Adds the one member.
    pub(crate) async fn with_member(self, status: MemberStatus) -> Self {
        let member = NewMember {
            id: MemberId::new(START, [7; 10]),
            email: EmailAddress::parse(EMAIL).unwrap(),
            name: ChosenName::new("Ada <b>Lovelace</b>").unwrap(),
            status,
            capabilities: Capabilities::default(),
            creator: Some(CreatorSlug::for_address("ada").unwrap()),
            password: password::digest(PASSWORD).unwrap(),
            joined_at: START,
        };
        self.store.members().add(member).await.unwrap();
        self
    }

    /// Puts a file into the site's folder; what the server knows of it is read when it starts.
    pub(crate) fn write_file(&self, name: &str, content: &str) {
        std::fs::write(self.folder.path().join("site").join(name), content).unwrap();
    }

    /// The same folder and database under a server that starts anew.
    pub(crate) fn restarted(self) -> Self {
        let state = self.another_server();
        Self { router: app::router(state.clone()), state, ..self }
    }

    /// What another server on the same folder and database knows.
    pub(crate) fn another_server(&self) -> AppState {
        let settings = Settings {
            data_dir: Some(self.folder.path().to_owned()),
            site_dir: Some(self.folder.path().join("site")),
            ..Settings::default()
        };
        let config = Config::resolve(&settings, |_| None).unwrap();
        AppState::new(self.store.clone(), self.clock.clone(), &config).unwrap()
    }

    pub(crate) async fn send(&self, request: Request) -> Answer {
        answer(self.router.clone(), request).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(get(path)).await
    }

    pub(crate) async fn get_as(&self, path: &str, cookie: &str) -> Answer {
        self.send(with(get(path), "cookie", cookie)).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str) -> Answer {
        self.send(post(path, form)).await
    }

    /// Signs the one member in and answers the cookie.
    pub(crate) async fn sign_in(&self) -> String {
        let answer = self.post("/sign-in", &credentials(EMAIL, PASSWORD)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        answer.cookie()
    }
}

/// Sends one request through any router.
pub(crate) async fn answer(router: Router, request: Request) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
}

pub(crate) fn get(path: &str) -> Request {
    Request::builder().uri(path).body(Body::empty()).unwrap()
}

/// A form sent from our own page.
pub(crate) fn post(path: &str, form: &str) -> Request {
    Request::builder()
        .method("POST")
        .uri(path)
        .header("host", "127.0.0.1:3000")
        .header("origin", "http://127.0.0.1:3000")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.to_owned()))
        .unwrap()
}

pub(crate) fn with(mut request: Request, name: &'static str, value: &str) -> Request {
    request.headers_mut().insert(name, value.parse().unwrap());
    request
}

/// The same request over a connection from `peer`.
pub(crate) fn from(mut request: Request, peer: &str) -> Request {
    let peer: SocketAddr = format!("{peer}:50000").parse().unwrap();
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}

pub(crate) fn credentials(email: &str, password: &str) -> String {
    format!("email={}&password={}", encoded(email), encoded(password))
}

/// A text as a browser writes it into a form's body.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}
