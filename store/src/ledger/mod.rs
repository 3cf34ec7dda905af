//! The repository of the ledger.

mod append;
mod creators;
pub(crate) mod entities;
mod import;
mod pages;
mod rows;
mod staging;
mod totals;

pub use append::{AppendError, Appended};
pub(crate) use append::{add, known};
pub use creators::{CreatorAccount, MAX_STATEMENT_LINES, MonthEarned};
pub(crate) use import::payments;
pub use import::{Import, ImportError, ImportReport};
pub(crate) use pages::PageQuestion;
pub use pages::{Filter, LedgerPage, LedgerRow, MAX_PAGE_ROWS, PageKey, RowSplit};
pub(crate) use rows::Rows;

use crate::Store;

/// See [`Store::ledger`].
#[derive(Clone, Copy, Debug)]
pub struct Ledger<'s> {
    pub(crate) store: &'s Store,
}
