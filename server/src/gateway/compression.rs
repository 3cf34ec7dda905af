//! Pages and JSON travel compressed.
//!
//! Compressing a secret together with text that an attacker chooses can give the secret away by its length (BREACH).
//! Our answers hold no secret: the session lives in a cookie only, and forms carry no token, because CSRF is refused
//! by request headers. Files of the site were compressed by the build and pass through untouched.

use http::{HeaderMap, StatusCode, Version, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, Predicate as _, SizeAbove};

/// Smaller answers are sent as they are, in bytes.
const WORTHWHILE_BYTES: u64 = 1_024;
/// Brotli and gzip at a level where a page costs well under a millisecond.
const QUALITY: i32 = 4;

/// Marks an answer of another kind that is worth compressing; put among its extensions.
#[derive(Clone, Copy, Debug)]
pub struct Compressible;

/// What may be compressed: text of known kinds that was rendered for this answer, and what is marked.
pub type Rendered = fn(StatusCode, Version, &HeaderMap, &http::Extensions) -> bool;

/// The layer that compresses with brotli or gzip, as the visitor's browser likes.
pub fn layer() -> CompressionLayer<And<SizeAbove, Rendered>> {
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(QUALITY))
        .compress_when(SizeAbove::new(WORTHWHILE_BYTES).and(is_rendered as Rendered))
}

fn is_rendered(_: StatusCode, _: Version, headers: &HeaderMap, extensions: &http::Extensions) -> bool {
    let kinds = ["text/html", "text/csv", "application/json", "application/problem+json"];
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], http::HeaderValue::as_bytes);
    // A file has an ETag that stands for these exact bytes.
    let of_known_kind = kinds.iter().any(|known| kind.starts_with(known.as_bytes()));
    !headers.contains_key(header::ETAG) && (of_known_kind || extensions.get::<Compressible>().is_some())
}
