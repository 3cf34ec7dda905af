//! The repository of the public record. What is appended goes in with the write that it is about, or not at all.

mod backfill;
mod check;
mod entities;
mod read;
mod rebuild;
mod recorder;

pub(crate) use backfill::backfill;
pub use check::{Check, Finding};
pub(crate) use read::head;
pub use read::{RecordHead, RecordedEntry};
pub(crate) use recorder::{Recorder, last_policy};

use crate::Store;

/// See [`Store::record`].
#[derive(Clone, Copy, Debug)]
pub struct Record<'s> {
    pub(crate) store: &'s Store,
}
