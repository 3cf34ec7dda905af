//! The repository of payouts: what is owed, what is on its way, who approved it, and the files made for the bank.

mod actor;
mod acts;
mod batches;
mod check;
mod details;
mod due;
pub(crate) mod entities;
mod files;
mod list;
mod records;
mod refusal;
mod steps;

pub use batches::NewBatch;
pub(crate) use check::check_payouts;
pub use details::{DetailsError, DetailsOwner, SealedDetails};
pub use due::{FreshPayout, NextPayout, Scheduled};
pub use files::{Batch, BatchState, Download, FileFormat};
pub use records::{Deed, Payout, PayoutHistoryLine};
pub use refusal::{Done, PayoutError};

use crate::{Store, new_id::new_id};

/// See [`Store::payouts`].
#[derive(Clone, Copy, Debug)]
pub struct Payouts<'s> {
    pub(crate) store: &'s Store,
}
