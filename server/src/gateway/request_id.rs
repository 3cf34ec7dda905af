//! A name for each request, so that a person who met an error page and the log can speak of the same one.

use std::fmt;

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

/// Random bytes in a request's name: enough that two never meet in one community's log.
const ID_BYTES: usize = 8;

/// The name of one request: 16 hexadecimal digits, drawn here. A name sent from outside is not taken
/// over: it could be anything, and two requests could share it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    fn generate() -> Self {
        let mut bytes = [0; ID_BYTES];
        // Without randomness the name is all zeros; the security headers refuse such a request anyway.
        let _ = getrandom::fill(&mut bytes);
        Self(hex::encode(bytes))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Names the request, puts the name on every event of the log that it causes and on the answer.
pub async fn layer(mut request: Request, next: Next) -> Response {
    let id = RequestId::generate();
    let span = tracing::info_span!("request", id = %id);
    request.extensions_mut().insert(id.clone());
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}
