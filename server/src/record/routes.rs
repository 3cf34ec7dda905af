//! The record's addresses: checkpoint, key, tiles and entries as C2SP `tlog-tiles` lays them out, and the way in for
//! witnesses.
//!
//! They need no session and no page, so they stand outside of the layers that pages have: errors are a line of plain
//! text for a program, and reading the record is not counted, because whoever checks all of it asks for a lot. Only
//! cosignatures and the record as one file are.

use std::str::FromStr as _;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use blkout_core::record::note::MOST_SIGNATURES;
use blkout_core::record::tile::Resource;
use http::StatusCode;

use super::cosigning::{self, LARGEST_BODY};
use super::export;
use crate::app::AppState;
use crate::gateway::cache_control::{self, IMMUTABLE};
use crate::gateway::compression::Compressible;
use crate::gateway::{access_log, admission, compression, deadline, panics, request_id, security_headers};

/// What a program of another site may read too: nothing here depends on who asks.
const FOR_EVERYBODY: (HeaderName, HeaderValue) = (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
/// The checkpoint changes with every entry.
const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("public, no-cache");
/// Text of the record.
const PLAIN: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");
/// Tiles and entries.
const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// A refusal or a fault as a line of text for a program.
pub type Refused = (StatusCode, String);

/// The routes with their own layers.
pub fn routes(state: &AppState) -> Router<AppState> {
    let counted = Router::new()
        .route("/record/cosignature", post(cosigning::take))
        .route("/record/export", get(export::download))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(state.clone(), admission::layer));
    Router::new()
        .route("/record/checkpoint", get(checkpoint))
        .route("/record/key", get(key))
        .route("/record/tile/{*place}", get(tile))
        .merge(counted)
        .layer(from_fn(deadline::layer))
        .layer(panics::layer())
        .layer(from_fn(cache_control::layer))
        .layer(from_fn_with_state(state.clone(), security_headers::layer))
        .layer(compression::layer())
        .layer(from_fn(access_log::layer))
        .layer(from_fn(request_id::layer))
}

/// `GET /record/checkpoint`: the signed head, with the cosignatures that witnesses gave to exactly this head.
async fn checkpoint(State(state): State<AppState>) -> Result<Response, Refused> {
    let mut note = state.record_key().checkpoint().await.map_err(unsigned)?;
    let size = cosigning::size_of(&note).map_err(fault)?;
    let said = state.store().witnesses().at(size).await.map_err(fault)?;
    for cosigned in said.into_iter().take(MOST_SIGNATURES - note.signatures().len()) {
        note.add(cosigned.witness.line(&cosigned.cosignature)).map_err(fault)?;
    }
    let headers = [(header::CONTENT_TYPE, PLAIN), (header::CACHE_CONTROL, ASK_EACH_TIME), FOR_EVERYBODY];
    Ok((headers, note.to_string()).into_response())
}

/// `GET /record/key`: the public half of the key that signs now.
async fn key(State(state): State<AppState>) -> Result<Response, Refused> {
    let signer = state.record_key().signer().await.map_err(unsigned)?;
    let headers = [(header::CONTENT_TYPE, PLAIN), (header::CACHE_CONTROL, ASK_EACH_TIME), FOR_EVERYBODY];
    Ok((headers, format!("{}\n", signer.verifier())).into_response())
}

/// `GET /record/tile/…`: hashes or entries, which never change once they are there.
async fn tile(State(state): State<AppState>, Path(place): Path<String>) -> Result<Response, Refused> {
    let absent = || (StatusCode::NOT_FOUND, "The record has no such tile.\n".to_owned());
    let record = state.store().record();
    let resource = Resource::from_str(&format!("tile/{place}")).map_err(|_| absent())?;
    let bytes = match resource {
        Resource::Tile(tile) => record.tile(tile).await,
        Resource::Bundle(bundle) => record.bundle(bundle).await,
    };
    let bytes = bytes.map_err(fault)?.ok_or_else(absent)?;
    let headers = [(header::CONTENT_TYPE, BYTES), (header::CACHE_CONTROL, IMMUTABLE), FOR_EVERYBODY];
    let mut response = (headers, bytes).into_response();
    // Entries are text; hashes have nothing to compress.
    if matches!(resource, Resource::Bundle(_)) {
        response.extensions_mut().insert(Compressible);
    }
    Ok(response)
}

/// Something on our side went wrong; what, stands in the log.
pub(super) fn fault(error: impl std::fmt::Display) -> Refused {
    tracing::error!(%error, "the record could not be served");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side. Please try again later.\n".to_owned())
}

/// Nothing can be signed now.
pub(super) fn unsigned(error: impl std::fmt::Display) -> Refused {
    tracing::error!(%error, "the record cannot be signed");
    let words = "The record cannot be signed at the moment. Whoever runs this site has to look at its key.\n";
    (StatusCode::SERVICE_UNAVAILABLE, words.to_owned())
}
