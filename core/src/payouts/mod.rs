//! Paying creators what they have earned: the states of a payout, when one is due, and where the money goes
//! (rules.md, Money, "Payout").

mod approval;
pub mod bank;
mod due;
mod id;
mod lifecycle;
mod movement;

pub use approval::{ApprovalSalt, StandingRefusal, StewardStanding};
pub use due::{RECENT_CHANGE_DAYS, WHOLE_UNITS_MINIMUM, WITHOUT_DECIMALS_MINIMUM, is_due, owed, payout_minimum};
pub use id::{BatchId, PayoutId};
pub use lifecycle::{APPROVALS_NEEDED, Event, FailureReason, Lifecycle, State, TransitionError};
pub use movement::Movement;
