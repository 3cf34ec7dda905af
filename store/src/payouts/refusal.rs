//! Why something is not done with a payout, and what is said when it had been done before.

use blkout_core::payouts::{StandingRefusal, State, TransitionError};

use crate::StoreError;

/// Why something cannot be done with a payout. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PayoutError {
    /// There is none with this id.
    #[error("there is no such payout")]
    NotFound,
    /// This person may not do it.
    #[error(transparent)]
    Standing(#[from] StandingRefusal),
    /// The state does not allow it.
    #[error(transparent)]
    Transition(#[from] TransitionError),
    /// The bank details are others than those that the person looked at.
    #[error("the bank details have changed since you looked; please look again before you approve")]
    DetailsChanged,
    /// It is in another state than the one that the person looked at.
    #[error("this payout has moved on meanwhile: it is {0} now")]
    MovedOn(State),
    /// Nothing waits to be put into a file.
    #[error("no approved payout in this currency waits for a payment file")]
    NothingApproved,
    /// The file has been taken apart.
    #[error("this payment file was taken apart and is not used any more")]
    Discarded,
    /// The file has been given to the bank.
    #[error("this payment file was given to the bank and cannot be taken apart")]
    SentAlready,
    /// No random bytes could be drawn.
    #[error("the system gives no random bytes")]
    NoRandomness,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for PayoutError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// Whether something was done, or had been done before: the same form sent twice is no mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was done.
    Now,
    /// It had been done; nothing was changed.
    Before,
}
