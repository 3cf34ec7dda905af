//! `POST /record/cosignature`: a witness returns the checkpoint with its cosignature.
//!
//! The body is the witness's public key on a line, a blank line, and the cosigned checkpoint. Anybody may be a
//! witness; what is kept is only what holds: our own checkpoint, a root that our record has, a true cosignature.

use axum::extract::State;
use blkout_core::record::checkpoint::{Checkpoint, CheckpointError};
use blkout_core::record::cosignature::{CosignatureError, Witness};
use blkout_core::record::note::{Note, NoteError};
use blkout_core::record::tile::{TileSet, tiles_for_root};
use blkout_core::record::tree::{Hash, root_of};
use blkout_core::time::SECOND_MS;
use blkout_store::{CosignError, Cosigned, Store, StoreError};
use http::StatusCode;

use super::routes::{Refused, fault, unsigned};
use crate::app::AppState;

/// The largest body, in bytes.
pub const LARGEST_BODY: usize = 16 * 1_024;
/// How far a witness's clock may be ahead of ours, in seconds.
const AHEAD_SECONDS: u64 = 5 * 60;

/// Takes a cosignature, and says in one sentence what became of it.
pub async fn take(State(state): State<AppState>, body: String) -> Result<&'static str, Refused> {
    let (witness, note) = parse(&body)?;
    let signer = state.record_key().signer().await.map_err(unsigned)?;
    let ours = Checkpoint::parse_and_verify(note.to_string().as_bytes(), &signer.verifier(), signer.name().as_str());
    let (checkpoint, note) = ours.map_err(not_ours)?;
    let cosignature = witness.verify(&note).map_err(not_cosigned)?;
    let now = state.clock().now();
    let seconds = u64::try_from(now.0 / SECOND_MS).unwrap_or(0);
    if cosignature.seconds > seconds.saturating_add(AHEAD_SECONDS) {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "The time of the cosignature is in the future.");
    }
    if root_at(state.store(), checkpoint.size()).await.map_err(fault)? != Some(checkpoint.root()) {
        // Signed by our own key, and not our record: somebody has the key, or the database was put back.
        tracing::error!(size = checkpoint.size(), root = %checkpoint.root(), "a checkpoint of another record came back");
        return refuse(
            StatusCode::CONFLICT,
            "The record does not have this root at this size. Please keep what you have.",
        );
    }
    let (size, root) = (checkpoint.size(), checkpoint.root());
    let kept = state.store().witnesses().put(Cosigned { witness, size, root, cosignature, received_at: now });
    match kept.await {
        Ok(()) => Ok("Thank you: the cosignature was kept.\n"),
        Err(CosignError::Older) => {
            refuse(StatusCode::CONFLICT, "This witness has already cosigned a later checkpoint.")
        }
        Err(CosignError::Full) => {
            refuse(StatusCode::UNPROCESSABLE_ENTITY, "There is no room for one more witness now.")
        }
        Err(CosignError::Store(error)) => Err(fault(error)),
    }
}

/// How many entries the checkpoint in this note speaks of.
pub(super) fn size_of(note: &Note) -> Result<u64, CheckpointError> {
    Checkpoint::parse(note.text()).map(|checkpoint| checkpoint.size())
}

fn parse(body: &str) -> Result<(Witness, Note), Refused> {
    let bad = || {
        let form = "The body is a line with the witness's key, a blank line, and the cosigned checkpoint.";
        (StatusCode::BAD_REQUEST, format!("{form}\n"))
    };
    let (key, note) = body.split_once("\n\n").ok_or_else(bad)?;
    let witness: Witness = key.parse().map_err(|_| bad())?;
    // Names are shown to people: letters that look like others, or turn the text around, stay outside.
    if !witness.name().as_str().bytes().all(|byte| byte.is_ascii_graphic()) {
        return refuse(StatusCode::UNPROCESSABLE_ENTITY, "The name of a witness is written in ASCII.");
    }
    let note = Note::parse(note.as_bytes()).map_err(|_| bad())?;
    Ok((witness, note))
}

fn not_ours(error: CheckpointError) -> Refused {
    let (status, words) = match error {
        CheckpointError::Note(NoteError::NotSigned | NoteError::FalseSignature) => {
            (StatusCode::FORBIDDEN, "The checkpoint is not signed by this record's key.")
        }
        CheckpointError::Origin => (StatusCode::UNPROCESSABLE_ENTITY, "This is a checkpoint of another log."),
        CheckpointError::Form | CheckpointError::Note(_) => (StatusCode::BAD_REQUEST, "This is not a checkpoint."),
    };
    (status, format!("{words}\n"))
}

fn not_cosigned(error: CosignatureError) -> Refused {
    (StatusCode::FORBIDDEN, format!("The checkpoint is not cosigned by this key: {error}.\n"))
}

fn refuse<T>(status: StatusCode, words: &str) -> Result<T, Refused> {
    Err((status, format!("{words}\n")))
}

/// The root that the record had at this size; `None` when it has not that many entries.
async fn root_at(store: &Store, size: u64) -> Result<Option<Hash>, StoreError> {
    let record = store.record();
    let head = record.head().await?;
    if size >= head.size {
        return Ok((size == head.size).then_some(head.root));
    }
    let mut tiles = TileSet::new();
    for tile in tiles_for_root(size, head.size) {
        if let Some(bytes) = record.tile(tile).await? {
            tiles.insert(tile, bytes).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        }
    }
    Ok(root_of(size, |node| tiles.node(node)).ok())
}
