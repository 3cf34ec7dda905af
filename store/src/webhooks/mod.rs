//! The repository of what the payment processor's events tell, and the place where they meet the rows of files.
//!
//! An event and a file's row about the same balance transaction become one transaction of the ledger. What has to wait
//! for something else waits here, and goes in with it.

mod deliver;
mod entities;
mod kept;
mod meet;
mod settle;

pub use deliver::{Delivery, DeliveryError, Outcome};
pub use kept::Waiting;
pub(crate) use kept::waiting_notices;
pub(crate) use meet::{Met, meet, recorded};
pub(crate) use settle::{complete_fee, forget_waiting, settle, waited_for};

use crate::Store;

/// See [`Store::webhooks`].
#[derive(Clone, Copy, Debug)]
pub struct Webhooks<'s> {
    pub(crate) store: &'s Store,
}
