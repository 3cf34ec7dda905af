//! The whole record as one file for whoever has no command line: the same bytes as `blkout record export` writes.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{self, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use blkout_core::record::export::Head;
use blkout_core::record::tile::{Bundle, Tile};
use blkout_store::{Store, StoreError};
use bytes::Bytes;
use futures::stream::{self, StreamExt as _};

use super::routes::{Refused, fault, unsigned};
use crate::app::AppState;
use crate::gateway::compression::Compressible;

/// Under this name browsers save it.
const SAVE_AS: HeaderValue = HeaderValue::from_static("attachment; filename=\"record.blkout\"");
/// It grows with every entry.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("public, no-cache");
/// Lines, hashes and entries.
const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// Why the file ends before its end. The answer is then broken off, so that nobody takes it for whole.
#[derive(Debug, thiserror::Error)]
enum BrokenOff {
    /// The database did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A piece that the signed head promises is not there.
    #[error("a piece of the record is missing: {0}")]
    Missing(String),
}

/// `GET /record/export`: the record as it is now, one bundle in memory at a time. What is appended meanwhile belongs
/// to a later file.
pub async fn download(State(state): State<AppState>) -> Result<Response, Refused> {
    let note = state.record_key().checkpoint().await.map_err(unsigned)?;
    let signer = state.record_key().signer().await.map_err(unsigned)?;
    let head = Head::new(signer.verifier(), &note).map_err(fault)?;
    let store = state.store().clone();
    let bundles = stream::iter(Bundle::all(head.checkpoint().size())).then(move |bundle| {
        let store = store.clone();
        async move { piece(&store, bundle).await.inspect_err(|error| tracing::error!(%error, "an export broke off")) }
    });
    let file = stream::once(std::future::ready(Ok(Bytes::from(head.to_string())))).chain(bundles);
    let headers =
        [(header::CONTENT_TYPE, BYTES), (header::CONTENT_DISPOSITION, SAVE_AS), (header::CACHE_CONTROL, ASK_EACH_TIME)];
    let mut response = (headers, Body::from_stream(file)).into_response();
    response.extensions_mut().insert(Compressible);
    Ok(response)
}

/// The hashes of a bundle's entries, and the bundle.
async fn piece(store: &Store, bundle: Bundle) -> Result<Bytes, BrokenOff> {
    let tile = Tile { level: 0, index: bundle.index, width: bundle.width };
    let mut bytes = store.record().tile(tile).await?.ok_or_else(|| BrokenOff::Missing(tile.to_string()))?;
    bytes.extend(store.record().bundle(bundle).await?.ok_or_else(|| BrokenOff::Missing(bundle.to_string()))?);
    Ok(bytes.into())
}
