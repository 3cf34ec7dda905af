//! `/agreements`: how creators share the works that they make together. Each sees their own only.

mod list;
mod show;
mod words;

pub use list::AgreementList;
pub use show::AgreementPage;

use super::restricted::Restricted;

/// What is said to somebody who is not a creator.
const FOR_CREATORS: Restricted = Restricted {
    heading: "This page is for creators",
    reason: "Creators agree here how to share the works that they make together.",
    sign_in: "Sign in, if you are a creator",
};
