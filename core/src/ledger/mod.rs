//! The ledger: double entry, append only, postings of every transaction sum to zero (rules.md, Money).

mod account;
mod figures;
mod posting;
mod statement;
mod tax_year;
mod totals;
mod transaction;

pub use account::{Account, UnknownAccount};
pub use figures::{LowestShare, PerCent, Ratio};
pub use posting::{Posting, Postings, Unbalanced};
pub use statement::{Statement, StatementError, StatementLine};
pub use tax_year::TaxYear;
pub use totals::{Balances, CurrencyTotals, TotalsError, Turnover};
pub use transaction::{Transaction, TransactionKind, UnknownKind};
