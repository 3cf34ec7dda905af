//! `GET /api/v1/proposals/{id}/count.json`: the counted ballots of a closed vote, as `blkout tally` reads them.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use blkout_core::governance::{Choice, DecisionKind, ProposalId, VoterMark};
use blkout_store::StoreError;
use http::StatusCode;
use http::header::{self, HeaderValue};
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::Problem;
use crate::app::AppState;
use crate::gateway::cache_control::ASK_EACH_TIME;

const JSON: HeaderValue = HeaderValue::from_static("application/json");
/// The instant of every ballot in the file. When somebody voted is nobody's business, and of each voter only the
/// ballot that counts is here, so that no order is needed.
const NO_TIME: u64 = 1;

/// One case of `blkout tally`.
#[derive(Serialize, ToSchema)]
pub struct Case {
    /// `ordinary`, `supermajority`, `consensus`, `protected` or `emergency`.
    #[schema(value_type = String)]
    kind: DecisionKind,
    /// How many could vote.
    electorate: u64,
    /// How many of them are creators whom it affects.
    affected_creators: u64,
    /// The ballots that count, sorted by mark.
    ballots: Vec<BallotLine>,
}

/// A ballot that counts, under its voter's mark.
#[derive(Serialize, ToSchema)]
pub struct BallotLine {
    /// The mark that only the voter knows to be theirs.
    #[schema(value_type = String)]
    voter: VoterMark,
    /// `support`, `oppose`, `abstain` or `block`.
    #[schema(value_type = String)]
    choice: Choice,
    /// Always 1: when somebody voted is nobody's business.
    at: u64,
    /// Whether the voter is a creator whom it affects.
    creator: bool,
}

/// The counted ballots of a closed vote.
///
/// The file, on one line, its ballots sorted by mark. 404 while voting is open, and where the rules withhold the
/// ballots.
#[utoipa::path(
    get,
    path = "/api/v1/proposals/{id}/count.json",
    tag = "proposals",
    params(("id" = String, Path, description = "The proposal")),
    responses(
        (status = 200, description = "The ballots that count", body = Case),
        (status = 404, description = "There is no such vote, or its ballots are not published", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many questions for now; `Retry-After` says when to go on", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn count(State(state): State<AppState>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<ProposalId>() else { return StatusCode::NOT_FOUND.into_response() };
    match case(&state, &id).await {
        Ok(Some(case)) => match serde_json::to_string(&case) {
            Ok(line) => {
                let headers = [(header::CONTENT_TYPE, JSON), (header::CACHE_CONTROL, ASK_EACH_TIME)];
                (headers, line + "\n").into_response()
            }
            Err(error) => fault(&error),
        },
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => fault(&error),
    }
}

async fn case(state: &AppState, id: &ProposalId) -> Result<Option<Case>, StoreError> {
    let proposals = state.store().proposals();
    let Some(openings) = proposals.openings(id).await? else { return Ok(None) };
    let Some(proposal) = proposals.find(id).await? else { return Ok(None) };
    let Some(vote) = proposal.summary.vote else { return Ok(None) };
    let ballots = openings
        .into_iter()
        .map(|opening| BallotLine {
            voter: opening.mark,
            choice: opening.choice,
            at: NO_TIME,
            creator: opening.creator,
        })
        .collect();
    Ok(Some(Case {
        kind: proposal.summary.kind,
        electorate: vote.electorate,
        affected_creators: vote.affected_creators,
        ballots,
    }))
}

fn fault(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "a count could not be read");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
