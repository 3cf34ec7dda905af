//! Works and who shares them, as people write them into forms; the same rules as for the columns of a report.

use super::{
    RowProblem,
    report::{one_line, weights},
};
use crate::money::Weights;

/// Reads who shares a payment: one `creator:weight` on each line, or several with commas between; nothing at all is a
/// gift.
///
/// # Errors
/// [`RowProblem`]
pub fn sharing(text: &str) -> Result<Weights, RowProblem> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    weights(&lines.collect::<Vec<_>>().join(","))
}

/// Reads the title of a work: white space becomes single spaces, as in the titles of payments.
///
/// # Errors
/// [`RowProblem::Text`] when it is too long.
pub fn work_title(text: &str) -> Result<String, RowProblem> {
    one_line(text)
}
