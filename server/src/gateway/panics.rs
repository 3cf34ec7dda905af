//! A bug in one handler is an error page for one visitor and not a dead server.

use std::any::Any;

use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use tower_http::catch_panic::{CatchPanicLayer, ResponseForPanic};

/// Answers 500; where it happened is logged by the panic hook ([`crate::log`]), what it said is not,
/// because it may hold a person's words.
#[derive(Clone, Copy, Debug)]
pub struct PanicAnswer;

impl ResponseForPanic for PanicAnswer {
    type ResponseBody = Body;

    fn response_for_panic(&mut self, _error: Box<dyn Any + Send + 'static>) -> Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

/// The layer that catches panics.
pub fn layer() -> CatchPanicLayer<PanicAnswer> {
    CatchPanicLayer::custom(PanicAnswer)
}
