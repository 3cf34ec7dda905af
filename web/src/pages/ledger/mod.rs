//! `/ledger`: the public ledger.

mod facts;
mod index;
mod policies;
mod query;
mod show;
mod summary;
mod table;
mod words;

pub use index::LedgerIndex;
pub use query::{LedgerQuery, NO_SUCH_PAGE, percent_encoded};
pub use show::TransactionPage;
pub use table::TransactionTable;
