//! From a row of the payment processor's report to a balanced transaction.

mod apply;
mod entry;
pub mod event;
pub mod manual;
mod meeting;
mod report;
mod sharing;
mod terms;
pub mod webhook;

pub use apply::{Applied, ApplyError, Distribution, Payment, apply, apply_manual};
pub use entry::Entry;
pub use meeting::{Field, Meeting, Recorded, late_fee};
pub use report::{Column, Columns, HeaderError, MAX_TEXT_CHARS, MAX_WEIGHT, ReportError, RowProblem};
pub use sharing::{sharing, work_title};
pub use terms::{Received, Terms};
