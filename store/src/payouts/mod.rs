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

use std::str::FromStr;

use blkout_core::time::UtcMillis;

use crate::{Store, StoreError};

/// See [`Store::payouts`].
#[derive(Clone, Copy, Debug)]
pub struct Payouts<'s> {
    pub(crate) store: &'s Store,
}

/// A new id, a UUIDv7, so that later ones come later in the order.
fn new_id<I: FromStr<Err: std::fmt::Display>>(now: UtcMillis, random: [u8; 10]) -> Result<I, StoreError> {
    let millis = u64::try_from(now.0).unwrap_or_default();
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
    id.hyphenated().to_string().parse().map_err(StoreError::corrupt)
}
