//! Figures that pages read and nobody wants to add up from a million postings at each view: what a creator earned with
//! each work, the lowest share ever paid, and each creator's transactions in order.

mod check;
mod entities;
mod fill;
mod read;
mod rows;

pub(crate) use fill::fill;
pub use read::{Lowest, WorkEarned};

pub(super) use entities::creator_transaction;
pub(super) use rows::FigureRows;
