//! `/api/v1/ledger/…`: the public ledger for programs. Amounts are integers in minor units of the currency named beside
//! them; no payer is in any of it.

pub mod policies;
pub mod totals;
pub mod transactions;

use axum::Json;
use axum::response::{IntoResponse, Response};
use http::header::CACHE_CONTROL;
use serde::Serialize;
use utoipa::ToSchema;

use crate::gateway::cache_control::ASK_EACH_TIME;

/// A public answer: the same for everybody, to be asked for again each time.
pub(super) fn public(body: impl Serialize) -> Response {
    ([(CACHE_CONTROL, ASK_EACH_TIME)], Json(body)).into_response()
}

/// A fraction of integers, not rounded.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct Fraction {
    /// Above the line, in minor units.
    part: i64,
    /// Below the line, in minor units; above nought.
    #[schema(minimum = 1)]
    whole: i64,
}

impl From<blkout_core::ledger::Ratio> for Fraction {
    fn from(ratio: blkout_core::ledger::Ratio) -> Self {
        Self { part: ratio.part(), whole: ratio.whole() }
    }
}
