//! `/manual-entries`: payments by transfer and in cash, which one steward enters and another approves.

mod form;
mod list;
mod show;
mod words;

pub use list::ManualEntryList;
pub use show::ManualEntryPage;

use super::restricted::Restricted;
use crate::context::Viewer;

/// What is said to somebody who is not a steward.
const FOR_STEWARDS: Restricted = Restricted {
    heading: "This page is for stewards",
    reason: "Stewards enter payments here that came by bank transfer or in cash.",
    sign_in: "Sign in, if you are a steward",
};

/// Stewards only.
fn steward(viewer: &Viewer) -> Option<Viewer> {
    Some(viewer.clone()).filter(|viewer| viewer.is_steward)
}
