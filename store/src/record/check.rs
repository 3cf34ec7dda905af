//! Holding the database against itself: the head against the entries, and every row of the ledger against the entry
//! that was recorded with it. What somebody has changed behind the program's back is found and named.

mod edge;
mod head;
mod ledger;

use std::fmt;

/// Findings kept at most; the number of all of them is counted.
const MOST_FINDINGS: usize = 20;
/// Rows looked at together.
const BATCH_ROWS: u64 = 512;

/// What a check of the database found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Check {
    /// Entries or transactions that were looked at.
    pub looked_at: u64,
    /// How many faults there are.
    pub faults: u64,
    /// The first of them.
    pub findings: Vec<Finding>,
}

/// A row that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The table.
    pub table: &'static str,
    /// Which row of it.
    pub row: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}: {}", self.table, self.row, self.what)
    }
}

impl Check {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.faults == 0
    }

    /// Notes a fault.
    pub(crate) fn fault(&mut self, table: &'static str, row: impl fmt::Display, what: impl fmt::Display) {
        self.faults += 1;
        if self.findings.len() < MOST_FINDINGS {
            self.findings.push(Finding { table, row: row.to_string(), what: what.to_string() });
        }
    }

    /// Notes a fault unless `found` is `expected`.
    fn equal<T: PartialEq + fmt::Debug>(
        &mut self,
        table: &'static str,
        row: impl fmt::Display,
        what: &str,
        (found, expected): (T, T),
    ) {
        if found != expected {
            self.fault(table, row, format_args!("{what} is {found:?} and should be {expected:?}"));
        }
    }
}
