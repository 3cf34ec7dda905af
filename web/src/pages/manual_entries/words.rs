//! The words that the pages about manual entries share.

use blkout_core::{
    money::Weights,
    payments::manual::{ApprovalRefusal, Matter, may_approve},
    payouts::StewardStanding,
};
use blkout_store::{KeptManual, ManualState};

use crate::context::Viewer;

/// What the entry is, in a few words.
pub(super) fn title(kept: &KeptManual) -> String {
    match kept.entry.matter {
        Matter::Payment { .. } => kept.work.clone(),
        Matter::Refund { .. } => format!("Given back: {}", kept.work),
    }
}

/// Who shares it.
pub(super) fn sharing(weights: &Weights) -> String {
    if weights.is_gift() {
        return "A gift to the community fund".to_owned();
    }
    weights.iter().map(|(creator, weight)| format!("{creator} {weight}")).collect::<Vec<_>>().join(", ")
}

/// The badge of a state: its class and its word.
pub(super) fn badge(state: ManualState) -> (&'static str, &'static str) {
    match state {
        ManualState::Waiting => ("badge badge--warning", "Waits for approval"),
        ManualState::Approved => ("badge badge--success", "In the ledger"),
        ManualState::Withdrawn => ("badge", "Taken back"),
    }
}

/// Whether the viewer may approve the entry, or why another steward has to.
pub(super) fn approval(kept: &KeptManual, viewer: &Viewer) -> Result<(), ApprovalRefusal> {
    let standing = StewardStanding {
        // Whoever is signed in is active; the write looks again.
        status: blkout_core::membership::MemberStatus::Active,
        is_steward: viewer.is_steward,
        own_creator: viewer.creator_slug.as_ref(),
    };
    may_approve(standing, kept.entered_by.as_str() == viewer.member_id, &kept.weights)
}
