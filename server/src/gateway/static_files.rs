//! The site's own files: styles, scripts, WebAssembly, icons, fonts.
//!
//! Leptos has a handler for this that drops conditional requests, so this one serves the folder itself.

use std::collections::HashSet;
use std::convert::Infallible;
use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tower::ServiceExt as _;
use tower_http::services::ServeDir;

use super::access_log::RouteLabel;
use super::cache_control::{ASK_EACH_TIME, IMMUTABLE};

/// Where cargo-leptos puts what it built.
const BUILT: &str = "/pkg/";
/// Fewest characters of the hash that cargo-leptos puts into a file's name.
const HASH_CHARS: usize = 16;
/// Folders inside folders that are looked into.
const DEPTH: usize = 8;

/// The folder of the built site. Which files it has is read once, at the start, so that no request for a page
/// has to ask the disk whether there is a file of that name.
#[derive(Clone, Debug)]
pub struct StaticFiles {
    paths: Arc<HashSet<String>>,
    folder: ServeDir,
}

impl StaticFiles {
    /// Reads the folder's list of files.
    ///
    /// # Errors
    /// What the system answered, for instance that there is no such folder.
    pub fn read(folder: &Path) -> std::io::Result<Self> {
        let mut paths = HashSet::new();
        list(folder, "", DEPTH, &mut paths)?;
        let service =
            ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
        Ok(Self { paths: Arc::new(paths), folder: service })
    }

    /// Whether `path`, as in an address, is one of the files.
    pub fn contains(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    /// The addresses of the files in `folders`, such as `/pkg/`, and in folders within them.
    pub fn below(&self, folders: &'static [&'static str]) -> impl Iterator<Item = String> + '_ {
        self.paths.iter().filter(|path| folders.iter().any(|folder| path.starts_with(folder))).cloned()
    }

    /// The address of a built file whose name is `name`, a hash, and `kind`, as in `verifier.Xk3-…_9.js`.
    pub fn built(&self, name: &str, kind: &str) -> Option<String> {
        let is_it = |path: &&String| {
            let file = path.strip_prefix(BUILT).and_then(|file| file.strip_prefix(name)?.strip_prefix('.'));
            is_hashed(path) && file.and_then(|file| file.split_once('.')).is_some_and(|(_, rest)| rest == kind)
        };
        self.paths.iter().find(is_it).cloned()
    }

    /// Answers with the file: compressed as the build left it, conditionally, with the right time to keep it.
    pub async fn answer(&self, request: Request) -> Response {
        let kept_for = if is_hashed(request.uri().path()) { IMMUTABLE } else { ASK_EACH_TIME };
        let answered: Result<_, Infallible> = self.folder.clone().oneshot(request).await;
        let Ok(file) = answered;
        let mut response = file.map(Body::new);
        response.extensions_mut().insert(RouteLabel("static"));
        if response.status().is_server_error() || response.status() == StatusCode::NOT_FOUND {
            return response.status().into_response();
        }
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, kept_for);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        response
    }
}

fn list(folder: &Path, address: &str, depth: usize, paths: &mut HashSet<String>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // A name that is not Unicode cannot stand in an address of ours.
        let Ok(name) = entry.file_name().into_string() else { continue };
        let found = entry.path();
        if found.is_dir() && depth > 0 {
            list(&found, &format!("{address}/{name}"), depth - 1, paths)?;
        } else if found.is_file() && !is_compressed_twin(&found) {
            paths.insert(format!("{address}/{name}"));
        }
    }
    Ok(())
}

/// Whether the file is what another one was compressed to by the build.
fn is_compressed_twin(file: &Path) -> bool {
    file.extension().is_some_and(|kind| kind == "br" || kind == "gz")
}

/// Whether the file's name holds a hash of its content, as in `blkout.Xk3-…_9.css`.
fn is_hashed(path: &str) -> bool {
    let Some(file) = path.strip_prefix(BUILT) else { return false };
    let hash = |part: &str| {
        part.len() >= HASH_CHARS && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    file.split('.').skip(1).any(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_built_files_with_a_hash_are_kept_without_asking() {
        assert!(is_hashed("/pkg/blkout.3nJYPVGk2mNqjPyT_-a4Xw.css"));
        for path in ["/pkg/blkout.css", "/favicon.svg", "/fonts/display.3nJYPVGk2mNqjPyT.woff2", "/pkg/blkout.wasm"] {
            assert!(!is_hashed(path), "{path}");
        }
    }

    #[test]
    fn the_list_holds_files_and_not_their_compressed_twins() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("pkg")).unwrap();
        let hashed = "pkg/checker.3nJYPVGk2mNqjPyT_-a4Xw.js";
        for name in ["icon.svg", "pkg/a.css", "pkg/a.css.br", "pkg/a.css.gz", hashed, "pkg/checker.js"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let files = StaticFiles::read(folder.path()).unwrap();
        assert!(files.contains("/icon.svg") && files.contains("/pkg/a.css"));
        assert_eq!(files.built("checker", "js").as_deref(), Some("/pkg/checker.3nJYPVGk2mNqjPyT_-a4Xw.js"));
        assert_eq!(
            (files.built("checker", "wasm"), files.built("check", "js"), files.built("a", "css")),
            (None, None, None)
        );
        assert!(!files.contains("/pkg/a.css.br") && !files.contains("/pkg") && !files.contains("/../Cargo.toml"));
    }
}
