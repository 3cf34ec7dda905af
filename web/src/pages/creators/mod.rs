//! `/creators/{slug}`: a creator's dashboard, private to the creator.

mod bank_details;
mod chart;
mod earnings;
mod first_payment;
mod next_payout;
mod private;
mod rule;
mod show;
mod statements;

pub use bank_details::{BankDetailsNotice, BankDetailsPage};
pub(crate) use chart::EarningsChart;
pub use show::CreatorDashboard;
