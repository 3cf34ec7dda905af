//! `GET /api/v1/record`: where the record stands and who watches it. The record itself is under `/record/`.

use axum::extract::State;
use axum::response::Response;
use blkout_store::{Cosigned, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use super::ledger::public;
use super::problem::{Problem, fault};
use crate::app::AppState;

/// The public record at this moment.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordState {
    /// How many entries there are.
    size: u64,
    /// The root of the tree over them (RFC 6962), in hexadecimal.
    root: String,
    /// The address of the signed checkpoint (C2SP tlog-checkpoint).
    checkpoint: &'static str,
    /// The address of the key that signs it.
    key: &'static str,
    /// The address under which tiles are served (C2SP tlog-tiles).
    tiles: &'static str,
    /// Those who have cosigned it, the most recently heard of first.
    witnesses: Vec<WitnessState>,
}

/// What a witness said last.
#[derive(Debug, Serialize, ToSchema)]
pub struct WitnessState {
    /// Its public key, as a note's verifier key.
    key: String,
    /// How many entries it saw.
    size: u64,
    /// The root over them, in hexadecimal.
    root: String,
    /// When it signed, in seconds since 1970-01-01 UTC, by its own clock.
    seconds: u64,
}

/// Where the record stands.
#[utoipa::path(
    get,
    path = "/api/v1/record",
    tag = "record",
    responses(
        (status = 200, description = "The record at this moment", body = RecordState),
        (status = 429, description = "Too many questions for now; `Retry-After` says when to go on", body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "A fault of ours", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn record(State(state): State<AppState>) -> Response {
    match read(&state).await {
        Ok(found) => public(found),
        Err(error) => fault(&error),
    }
}

async fn read(state: &AppState) -> Result<RecordState, StoreError> {
    let (record, witnesses) = (state.store().record(), state.store().witnesses());
    let (head, witnesses) = futures::try_join!(record.head(), witnesses.list())?;
    Ok(RecordState {
        size: head.size,
        root: head.root.to_string(),
        checkpoint: "/record/checkpoint",
        key: "/record/key",
        tiles: "/record/tile/",
        witnesses: witnesses.iter().map(witness).collect(),
    })
}

fn witness(cosigned: &Cosigned) -> WitnessState {
    WitnessState {
        key: cosigned.witness.to_string(),
        size: cosigned.size,
        root: cosigned.root.to_string(),
        seconds: cosigned.cosignature.seconds,
    }
}
