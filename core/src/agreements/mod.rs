//! Agreements between creators: by which weights they share what is paid for a work from now on.
//!
//! Every creator who is named has to accept, and any of them can end it. Neither reaches back: what is paid before the
//! last acceptance, or was paid before the end, is shared as it was (rules.md, Money, "Inside the pool").

mod agreed;
mod id;
mod lifecycle;
mod terms;

pub use agreed::{Agreed, effective_weights};
pub use id::AgreementId;
pub use lifecycle::{Act, ActRefusal, Agreement, State, UnknownState};
pub use terms::{MAX_AGREED_WEIGHT, MAX_PARTIES, MAX_WAITING, MIN_PARTIES, Terms, TermsError};
