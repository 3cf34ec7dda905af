//! The ledger: double entry, append only, postings of every transaction sum to zero (rules.md, Money).

mod account;
mod posting;
mod statement;
mod totals;
mod transaction;

pub use account::{Account, UnknownAccount};
pub use posting::{Posting, Postings, Unbalanced};
pub use statement::{Statement, StatementError, StatementLine};
pub use totals::{Balances, CurrencyTotals, TotalsError, Turnover};
pub use transaction::{Transaction, TransactionKind, UnknownKind};
