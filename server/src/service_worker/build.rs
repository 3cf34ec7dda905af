//! What the worker has to know of this build: its version, its files, and the rules of `core`.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{Request, State};
use blkout_core::care::exit::LEAVE_PATH;
use blkout_core::care::offline::{
    ALWAYS_KEPT, BALLOT, MOST_BYTES, MOST_PAGES, OFFLINE_PATH, PATIENCE_MS, SAVABLE, SAVED_PATH, Savable, WORKER_PATH,
    looks,
};
use blkout_core::care::preferences::Preferences;
use bytes::Bytes;
use http::StatusCode;
use http_body_util::BodyExt as _;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::api;
use crate::app::AppState;
use crate::gateway::cache_control::PUBLIC_PAGE;
use crate::gateway::look::Look;
use crate::gateway::nonce::CspNonce;
use crate::pages;

/// Where the files are that a worker keeps once they were used: their names or the version change with them.
const KEPT_FOLDERS: [&str; 2] = ["/pkg/", "/fonts/"];
/// The style's address where the build put no hash into its name.
const PLAIN_STYLE: &str = "/pkg/blkout.css";
/// Files besides the style that every kept page shows.
const SHELL_FILES: [&str; 2] = ["/favicon.svg", "/fonts/bricolage-grotesque-800.woff2"];
/// The pages whose words are the worker's. They are the same for everybody at every time.
const WORDS: [&str; 2] = [OFFLINE_PATH, SAVED_PATH];
/// Hexadecimal digits of a version.
const VERSION_DIGITS: usize = 16;

/// The build, as the worker reads it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Build {
    version: String,
    style: String,
    shell: Vec<String>,
    files: Vec<String>,
    pages: BTreeMap<&'static str, &'static str>,
    public_page: String,
    savable: Vec<Kind>,
    ballot: (&'static str, &'static str),
    looks: Vec<&'static str>,
    never: [&'static str; 3],
    patience: u32,
    most_pages: u32,
    most_bytes: u32,
}

/// [`Savable`], as the worker reads it.
#[derive(Debug, Serialize)]
struct Kind {
    prefix: &'static str,
    letters: &'static str,
    longest: usize,
    except: &'static [&'static str],
}

impl From<Savable> for Kind {
    fn from(Savable { prefix, letters, longest, except }: Savable) -> Self {
        Self { prefix, letters, longest, except }
    }
}

impl Build {
    /// Reads this build. Its version is made of everything that the worker keeps for itself, so it is the same on every
    /// machine that serves the same build, and changes with any of it.
    ///
    /// # Errors
    /// What could not be read.
    pub(super) async fn read(state: &AppState, parts: &[&str]) -> Result<Self, String> {
        let files = state.static_files();
        let style = files.built("blkout", "css").unwrap_or_else(|| PLAIN_STYLE.to_owned());
        let shell = SHELL_FILES.into_iter().filter(|path| files.contains(path)).map(str::to_owned);
        let shell: Vec<_> = [style.clone()].into_iter().chain(shell).collect();
        let mut build = Self {
            version: String::new(),
            files: files.below(&KEPT_FOLDERS).chain(shell.iter().cloned()).collect(),
            style,
            shell,
            pages: ALWAYS_KEPT.into_iter().collect(),
            public_page: PUBLIC_PAGE.to_str().map_err(|error| error.to_string())?.to_owned(),
            savable: SAVABLE.into_iter().map(Kind::from).collect(),
            ballot: BALLOT,
            looks: looks(),
            never: [LEAVE_PATH, api::PREFIX, WORKER_PATH],
            patience: PATIENCE_MS,
            most_pages: MOST_PAGES,
            most_bytes: MOST_BYTES,
        };
        build.files.sort();
        build.files.dedup();
        let mut hash = Sha256::new();
        hash.update(serde_json::to_string(&build).map_err(|error| error.to_string())?);
        for part in parts {
            hash.update(part);
        }
        for path in &build.shell {
            hash.update(file(state, path).await?);
        }
        for path in WORDS {
            hash.update(page(state, path).await?);
        }
        build.version = hex::encode(hash.finalize());
        build.version.truncate(VERSION_DIGITS);
        Ok(build)
    }
}

async fn file(state: &AppState, path: &str) -> Result<Bytes, String> {
    let request = Request::get(path).body(Body::empty()).map_err(|error| error.to_string())?;
    body(path, state.static_files().answer(request).await).await
}

/// A page as it is shown to anybody, without its nonce.
async fn page(state: &AppState, path: &str) -> Result<String, String> {
    let nonce = CspNonce::generate().map_err(|error| error.to_string())?;
    let mut request = Request::get(path).body(Body::empty()).map_err(|error| error.to_string())?;
    request.extensions_mut().insert(Look { nonce: nonce.clone(), preferences: Preferences::default() });
    let html = body(path, pages::show(State(state.clone()), request).await).await?;
    Ok(String::from_utf8_lossy(&html).replace(nonce.as_str(), ""))
}

async fn body(path: &str, response: axum::response::Response) -> Result<Bytes, String> {
    if response.status() != StatusCode::OK {
        return Err(format!("{path} answers {}", response.status()));
    }
    let body = response.into_body().collect().await.map_err(|error| format!("{path}: {error}"))?;
    Ok(body.to_bytes())
}
