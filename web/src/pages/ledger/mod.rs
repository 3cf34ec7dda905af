//! `/ledger`: the public ledger.

mod index;
mod query;
mod table;
mod totals;

pub use index::LedgerIndex;
pub use query::{LedgerQuery, percent_encoded};
pub use table::TransactionTable;
