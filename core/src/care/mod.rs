//! Care: the rules by which the product treats people gently (care.md).
//!
//! Everything here is pure text and data, so the same code serves the page,
//! the tests and, later, the browser.

pub mod article;
pub mod celebration;
pub mod contacts;
pub mod discreet;
pub mod exit;
pub mod kept_draft;
pub mod offline;
pub mod passage;
pub mod preferences;
pub mod reading;
pub mod report;
pub mod search;
pub mod strength;
pub mod suggest;
pub mod topic_choices;
pub mod warning;
