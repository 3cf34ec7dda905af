//! `/creators/{slug}`: a creator's dashboard, private to the creator.

mod bank_details;
mod chart;
mod show;

pub use bank_details::{BankDetailsNotice, BankDetailsPage};
pub use show::CreatorDashboard;
