//! The repository of the ledger.

mod append;
mod creators;
pub(crate) mod entities;
pub(crate) mod figures;
mod import;
mod known;
mod late;
mod pages;
mod rows;
mod splits;
mod staging;
mod statements;
mod totals;
mod weights;

pub use append::{AppendError, Appended};
pub use creators::{CreatorAccount, MonthEarned};
pub use figures::{Lowest, WorkEarned};
pub(crate) use import::payments;
pub use import::{Import, ImportError, ImportReport};
pub(crate) use pages::PageQuestion;
pub use pages::{Filter, LedgerPage, MAX_PAGE_ROWS, PageKey};
pub(crate) use rows::Rows;
pub use splits::{LedgerRow, RowSplit};
pub use statements::MAX_STATEMENT_LINES;
pub(crate) use weights::{WeightsOf, weights_of};

use crate::Store;

/// See [`Store::ledger`].
#[derive(Clone, Copy, Debug)]
pub struct Ledger<'s> {
    pub(crate) store: &'s Store,
}
