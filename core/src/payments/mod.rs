//! From a row of the payment processor's report to a balanced transaction.

mod apply;
mod entry;
mod report;

pub use apply::{Applied, ApplyError, Distribution, Payment, apply};
pub use entry::Entry;
pub use report::{Column, Columns, HeaderError, MAX_TEXT_CHARS, MAX_WEIGHT, ReportError, RowProblem};
