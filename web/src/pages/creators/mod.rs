//! `/creators/{slug}`: a creator's dashboard, private to the creator.

mod chart;
mod show;

pub use show::CreatorDashboard;
