//! What the tests of a build found, as `/accessibility` shows it: only for the very build that was tested.

use serde::Deserialize;

/// The only form of the report that is read.
pub const FORMAT: u32 = 1;
/// The longest report that is read, in bytes.
pub const LONGEST_BYTES: u64 = 256 * 1024;
/// The most sentences that are shown as the hardest to read.
pub const MOST_SENTENCES: usize = 10;

/// `care-report.json`, written by the care suite after its last check.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct CareReport {
    format: u32,
    /// SHA-256 of the program that was tested, in lower-case hex.
    build: String,
    /// When the last check ended, `2026-11-21T10:00:00Z`.
    pub finished_at: String,
    /// Each check with its figures.
    pub checks: Vec<Check>,
    /// How hard the interface's own sentences are to read; absent where it was not computed.
    #[serde(default)]
    pub reading_age: Option<ReadingAge>,
}

/// One check over many pages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Check {
    /// Its stable name.
    pub id: String,
    /// What people read.
    pub name: String,
    /// Pages that were looked at; absent where a check is not about pages.
    #[serde(default)]
    pub routes: Option<u64>,
    /// Looks of these pages (theme, width, scripts) that were looked at.
    #[serde(default)]
    pub states: Option<u64>,
    /// Faults that were found.
    pub violations: u64,
}

/// How old somebody is, as the formula guesses, who reads the interface's sentences with ease.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ReadingAge {
    /// The middle value, in tenths of a year.
    pub median: u32,
    /// The hardest sentences, the hardest first.
    pub hardest: Vec<String>,
}

impl ReadingAge {
    /// The middle value in years, `11.2`.
    pub fn median_in_years(&self) -> String {
        format!("{}.{}", self.median / 10, self.median % 10)
    }
}

/// What can be said about the build that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Its tests are here.
    Tested(CareReport),
    /// There is no report.
    Missing,
    /// There is one that cannot be read.
    Unreadable,
    /// There is one of another build.
    OtherBuild,
}

impl Evidence {
    /// What a report says about the build whose program has this SHA-256 (lower-case hex).
    pub fn of(report: CareReport, build: &str) -> Self {
        if report.format != FORMAT || report.checks.is_empty() {
            Self::Unreadable
        } else if report.build == build {
            Self::Tested(report)
        } else {
            Self::OtherBuild
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILD: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn report(format: u32, build: &str) -> CareReport {
        serde_json::from_value(serde_json::json!({
            "format": format,
            "build": build,
            "finished_at": "2026-11-21T10:00:00Z",
            "checks": [
                {"id": "axe", "name": "axe-core, A, AA and AAA rules", "routes": 52, "states": 832, "violations": 0},
                {"id": "words", "name": "Words", "violations": 3},
            ],
            "reading_age": {"median": 112, "hardest": ["A sentence."]},
        }))
        .unwrap()
    }

    #[test]
    fn a_report_counts_for_its_own_build_only() {
        let Evidence::Tested(read) = Evidence::of(report(FORMAT, BUILD), BUILD) else { panic!("not read") };
        assert_eq!(read.checks[0].states, Some(832));
        assert_eq!((read.checks[1].routes, read.checks[1].violations), (None, 3));
        assert_eq!(read.reading_age.unwrap().median_in_years(), "11.2");
        assert_eq!(Evidence::of(report(FORMAT, BUILD), &BUILD.replace('9', "8")), Evidence::OtherBuild);
        assert_eq!(Evidence::of(report(FORMAT, ""), BUILD), Evidence::OtherBuild);
    }

    #[test]
    fn a_report_of_another_form_or_without_checks_says_nothing() {
        assert_eq!(Evidence::of(report(FORMAT + 1, BUILD), BUILD), Evidence::Unreadable);
        let empty = CareReport { checks: Vec::new(), ..report(FORMAT, BUILD) };
        assert_eq!(Evidence::of(empty, BUILD), Evidence::Unreadable);
    }
}
