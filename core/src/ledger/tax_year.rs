//! The tax year of the United Kingdom, 6 April to 5 April, the second period of statements after the month.

use std::fmt;

use crate::time::{CalendarDate, HOUR_MS, LATEST, UtcMillis};

/// The month and day with which a tax year begins (Income Tax Act 2007, section 4: "a year beginning on 6 April").
const FIRST_DAY: (u8, u8) = (4, 6);

/// How long before midnight UTC that day begins in the United Kingdom: summer time is in force on every 6 April, from
/// the last Sunday of March (Summer Time Order 2002).
const AHEAD_OF_UTC_MS: i64 = HOUR_MS;

/// A tax year, by the calendar year in which it begins: 1999 to 9999. It begins at midnight in the United Kingdom, so
/// that what is paid then counts where the tax office counts it; all other days of the ledger are those of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaxYear(i32);

impl TaxYear {
    /// The tax year in which `instant` lies.
    pub fn of(instant: UtcMillis) -> Self {
        let CalendarDate { year, month, day } = instant.plus_ms(AHEAD_OF_UTC_MS).date();
        if (month, day) < FIRST_DAY { Self(year - 1) } else { Self(year) }
    }

    /// Reads `2025-26`; `None` for anything else, also where the second year is not the next one.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('-')?;
        if first.len() != 4 || second.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let (first, second): (i32, i32) = (first.parse().ok()?, second.parse().ok()?);
        ((1999..=9999).contains(&first) && (first + 1) % 100 == second).then_some(Self(first))
    }

    /// `2025-26`, the usual way to write it, also in addresses and file names.
    pub fn label(self) -> String {
        format!("{:04}-{:02}", self.0, (self.0 + 1) % 100)
    }

    /// The first instant of the year.
    pub fn start(self) -> UtcMillis {
        begins(self.0).unwrap_or(LATEST)
    }

    /// The first instant after the year.
    pub fn end(self) -> UtcMillis {
        // The last year of the calendar has no next 6 April that can be written; it ends with the calendar.
        begins(self.0 + 1).unwrap_or(LATEST.plus_ms(1))
    }

    /// The year before this one.
    #[must_use]
    pub fn previous(self) -> Self {
        Self((self.0 - 1).max(1999))
    }
}

impl fmt::Display for TaxYear {
    /// `6 April 2025 to 5 April 2026`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (month, day) = FIRST_DAY;
        let last = CalendarDate { year: self.0 + 1, month, day: day - 1 };
        write!(f, "{} to {last}", first_day(self.0))
    }
}

/// Midnight in the United Kingdom at the start of the tax year that begins in `year`.
fn begins(year: i32) -> Option<UtcMillis> {
    first_day(year).start().map(|midnight_utc| midnight_utc.plus_ms(-AHEAD_OF_UTC_MS))
}

fn first_day(year: i32) -> CalendarDate {
    let (month, day) = FIRST_DAY;
    CalendarDate { year, month, day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY_MS, EARLIEST};
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn at(text: &str) -> UtcMillis {
        UtcMillis::parse_report(text).unwrap()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_sixth_of_april_begins_it() {
        assert_eq!(TaxYear::of(at("2026-04-05 22:59:59")).label(), "2025-26");
        assert_eq!(TaxYear::of(at("2026-04-05 23:00:00")).label(), "2026-27", "midnight in Britain");
        assert_eq!(TaxYear::of(at("2026-01-01 00:00:00")).end().rfc3339(), "2026-04-05T23:00:00Z");
        assert_eq!(TaxYear::of(at("2026-01-01 00:00:00")).to_string(), "6 April 2025 to 5 April 2026");
        assert_eq!(TaxYear::of(at("2099-12-31 00:00:00")).label(), "2099-00");
        assert_eq!(
            TaxYear::of(EARLIEST).start().rfc3339(),
            "2000-01-01T00:00:00Z",
            "shown from where the calendar begins"
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn labels_read_back_and_nothing_else_does() {
        for label in ["1999-00", "2025-26", "2098-99", "2099-00", "9999-00"] {
            assert_eq!(TaxYear::parse(label).unwrap().label(), label);
        }
        for text in ["", "2025", "2025-27", "2025-2026", "25-26", "1998-99", "2025–26", "+025-26", "2025-2６"] {
            assert_eq!(TaxYear::parse(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[wasm_bindgen_test(unsupported = test)]
        fn every_instant_lies_in_its_own_year_and_years_meet(instant in EARLIEST.0..=LATEST.0) {
            let instant = UtcMillis(instant);
            let year = TaxYear::of(instant);
            prop_assert!(year.start() <= instant && instant < year.end());
            prop_assert_eq!(TaxYear::of(year.start()), year);
            if year.end() <= LATEST {
                prop_assert_eq!(TaxYear::of(year.end()).previous(), year);
                let days = (year.end().0 - year.start().0) / DAY_MS;
                prop_assert!(days == 365 || days == 366);
            }
        }
    }
}
