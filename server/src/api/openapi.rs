//! `GET /api/v1/openapi.json`: the description of everything under `/api/v1`, written beside each handler.

use axum::response::Response;
use utoipa::OpenApi;

use super::ledger::{policies, public, totals, transactions};
use super::{proposals, record};

/// The document.
#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "BLKOUT",
        version = "1",
        description = "What anybody may read of a community's money and votes. Amounts are integers in minor units (pence) \
                       of the currency named beside them. Nobody who paid is in any of it. Errors are problem+json.",
        license(name = "AGPL-3.0-or-later", identifier = "AGPL-3.0-or-later"),
    ),
    servers((url = "/", description = "This site")),
    paths(
        totals::totals,
        transactions::list,
        transactions::one,
        policies::policies,
        record::record,
        proposals::count,
    ),
    tags(
        (name = "ledger", description = "Payments, splits and payouts"),
        (name = "record", description = "The public record that they stand in"),
        (name = "proposals", description = "Votes that anybody may count again"),
    )
)]
struct Description;

/// The description.
pub async fn openapi() -> Response {
    public(Description::openapi())
}

#[cfg(test)]
mod tests;
