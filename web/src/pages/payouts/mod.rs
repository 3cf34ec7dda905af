//! `/payouts` and the pages below it: stewards look after what is on its way to creators.

mod access;
mod batch;
mod confirm;
mod list;
mod show;
mod table;
mod words;

pub use batch::BatchPage;
pub use confirm::{BatchStepPage, PayoutStepPage};
pub use list::PayoutList;
pub use show::PayoutPage;
