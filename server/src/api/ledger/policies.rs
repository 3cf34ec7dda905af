//! `GET /api/v1/ledger/policies`: the rules that payments were shared by, and since when.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use blkout_core::record::entry::PolicyEntry;
use serde::Serialize;
use utoipa::ToSchema;

use super::public;
use crate::api::problem::{Problem, fault};
use crate::app::AppState;

/// Every policy that has been in force, the first one first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Policies {
    policies: Vec<Policy>,
}

/// How payments are shared from a moment on; earlier payments keep the terms that they were made under.
#[derive(Debug, Serialize, ToSchema)]
pub struct Policy {
    /// The index of its entry in the record.
    entry: u64,
    /// Since when, RFC 3339.
    #[schema(format = DateTime)]
    since: String,
    /// The creators' share of every payment, in basis points.
    #[schema(minimum = 7_500, maximum = 10_000)]
    creators_bps: u16,
    /// The platform's share at most, in basis points.
    platform_bps: u16,
    /// The parts of the community fund, in per cent.
    #[schema(value_type = BTreeMap<String, i64>)]
    community_per_cent: BTreeMap<&'static str, i64>,
    /// The smallest payout of each currency that has one of its own, in minor units.
    minimum_payouts: BTreeMap<String, i64>,
    /// The proposal that decided it; absent for the rules that the platform began with.
    decision: Option<String>,
}

/// The rules over time.
#[utoipa::path(
    get,
    path = "/api/v1/ledger/policies",
    tag = "ledger",
    responses(
        (status = 200, description = "Every policy that has been in force", body = Policies),
        (status = 429, description = "Too many questions for now; `Retry-After` says when to go on", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn policies(State(state): State<AppState>) -> Response {
    match state.store().record().policies().await {
        Ok(found) => public(Policies { policies: found.into_iter().map(policy).collect() }),
        Err(error) => fault(&error),
    }
}

fn policy((entry, policy): (u64, PolicyEntry)) -> Policy {
    let minimums = policy.minimums.iter();
    Policy {
        entry,
        since: policy.recorded.rfc3339(),
        creators_bps: policy.creators.bps(),
        platform_bps: policy.platform_bps,
        community_per_cent: policy.earmarks.iter().map(|(purpose, part)| (purpose.slug(), *part)).collect(),
        minimum_payouts: minimums.map(|(currency, minor)| (currency.code().to_ascii_lowercase(), *minor)).collect(),
        decision: policy.decision,
    }
}
