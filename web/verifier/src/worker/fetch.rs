//! Fetching pieces of the record: a few at once, each with a limit on its size, none of them kept by the browser.

use std::collections::VecDeque;

use blkout_core::record::tile::{Resource, TILE_WIDTH};
use js_sys::{Promise, Uint8Array, global};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{RequestCache, RequestCredentials, RequestInit, Response, WorkerGlobalScope};

use crate::report::{Report, count};

/// Fetches that are under way at once.
const AT_ONCE: usize = 4;
/// Of an entry bundle: 256 entries of 65 535 bytes, each behind two bytes of length.
const MOST_BUNDLE_BYTES: u32 = TILE_WIDTH as u32 * (u16::MAX as u32 + 2);
/// Of a tile: 256 hashes of 32 bytes.
const MOST_TILE_BYTES: u32 = TILE_WIDTH as u32 * 32;

/// Pieces of the record in their order, a few of them asked for ahead.
pub(super) struct Pieces<I> {
    prefix: &'static str,
    rest: I,
    coming: VecDeque<(Resource, String, Promise)>,
}

impl<I: Iterator<Item = Resource>> Pieces<I> {
    pub(super) fn new(prefix: &'static str, pieces: impl IntoIterator<IntoIter = I>) -> Self {
        Self { prefix, rest: pieces.into_iter(), coming: VecDeque::new() }
    }

    /// The next piece; `None` after the last.
    pub(super) async fn next(&mut self) -> Result<Option<(Resource, Vec<u8>)>, Report> {
        while self.coming.len() < AT_ONCE
            && let Some(piece) = self.rest.next()
        {
            let path = format!("{}{piece}", self.prefix);
            let promise = ask(&path);
            self.coming.push_back((piece, path, promise));
        }
        let Some((piece, path, promise)) = self.coming.pop_front() else { return Ok(None) };
        let most = match piece {
            Resource::Bundle(_) => MOST_BUNDLE_BYTES,
            Resource::Tile(_) => MOST_TILE_BYTES,
        };
        Ok(Some((piece, read(promise, &path, most).await?)))
    }
}

/// One file of at most `most` bytes.
pub(super) async fn get(path: &str, most: u32) -> Result<Vec<u8>, Report> {
    read(ask(path), path, most).await
}

/// No cookies, because the record is the same for everybody; nothing kept, because a check leaves no trace.
fn ask(path: &str) -> Promise {
    let how = RequestInit::new();
    how.set_credentials(RequestCredentials::Omit);
    how.set_cache(RequestCache::NoStore);
    global().unchecked_into::<WorkerGlobalScope>().fetch_with_str_and_init(path, &how)
}

async fn read(answer: Promise, path: &str, most: u32) -> Result<Vec<u8>, Report> {
    let response: Response = answer.await.map_err(|_| unreachable(path))?.unchecked_into();
    if !response.ok() {
        return Err(refused(path, response.status()));
    }
    let promised = response.headers().get("content-length").ok().flatten().and_then(|length| length.parse().ok());
    if promised.is_some_and(|length: u64| length > most.into()) {
        return Err(too_large(path, most));
    }
    let bytes = response.array_buffer().map_err(|_| unreachable(path))?.await.map_err(|_| unreachable(path))?;
    let bytes = Uint8Array::new(JsValue::as_ref(&bytes));
    if bytes.length() > most { Err(too_large(path, most)) } else { Ok(bytes.to_vec()) }
}

fn unreachable(path: &str) -> Report {
    Report::unable(
        format!("The site could not be reached ({path})."),
        "When you are connected again, press the button again. With a saved copy of the record one can check without \
         any connection.",
    )
}

fn refused(path: &str, status: u16) -> Report {
    let (reason, next) = match status {
        404 | 410 => (
            format!("The site does not give out {path}, a piece of the record that its signed head promises."),
            "Try again. If it stays so, part of the record is being kept back or was lost: ask a steward about it.",
        ),
        429 | 503 => (
            format!("The site asks for a rest before it gives out more ({path})."),
            "Try again in a quarter of an hour.",
        ),
        _ => (format!("The site answered with {status} instead of {path}."), "Try again in a while."),
    };
    Report::unable(reason, next)
}

fn too_large(path: &str, most: u32) -> Report {
    Report::unable(
        format!("What the site gives out as {path} has more than the {} bytes that it can have.", count(most)),
        "If it stays so, ask a steward about it.",
    )
}
