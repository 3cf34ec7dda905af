//! Nothing is kept by a browser or a proxy unless the answer says that it may be.

use axum::extract::Request;
use axum::http::header::{self, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// For pages that hold somebody's own data, and for everything that says nothing else: kept nowhere. On a shared
/// phone the next person must not find it by going back.
pub const PRIVATE: HeaderValue = HeaderValue::from_static("no-store");

/// For public pages: the visitor's own browser may keep them and asks each time. Proxies may not, because each
/// copy carries its own nonce.
pub const PUBLIC_PAGE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// For files whose name changes with their content: a year, without asking.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// For the site's other files: kept, and asked about each time.
pub const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("public, no-cache");

/// Writes [`PRIVATE`] on every answer that says nothing about keeping it.
pub async fn layer(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(PRIVATE);
    response
}
