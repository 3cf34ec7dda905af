//! Forms count only when they were sent from our own pages.

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tower_http::csrf::{CsrfLayer, ProtectionError};

/// How a refused request is answered; the error page is put in by [`super::error_pages`].
pub type Refusal = fn(ProtectionError) -> Response<Body>;

/// Refuses with 403 whatever is not a plain read and says that it comes from another site
/// (`Sec-Fetch-Site`, else `Origin` against `Host`). Cookies are `SameSite=Lax` as well.
pub fn layer() -> CsrfLayer<Refusal> {
    CsrfLayer::new().with_rejection_response(refuse as Refusal)
}

fn refuse(_error: ProtectionError) -> Response<Body> {
    StatusCode::FORBIDDEN.into_response()
}
