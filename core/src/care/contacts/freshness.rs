//! How old an entry may be before the page says so, and before it hides (care.md, Help).

use crate::time::CalendarDate;

/// After this many days without a check the entry carries a mark.
pub const MARK_AFTER_DAYS: i32 = 180;

/// After this many days without a check an entry outside the core list hides.
pub const HIDE_AFTER_DAYS: i32 = 365;

/// How far an entry can be relied upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Freshness {
    /// Checked within [`MARK_AFTER_DAYS`].
    Checked {
        /// The day of the check.
        on: CalendarDate,
    },
    /// Checked longer ago than that; the page says so.
    Old {
        /// The day of the last check.
        on: CalendarDate,
    },
    /// In the core list, but no person has checked it yet; the page says so.
    NeverChecked,
    /// Not to be shown.
    Hidden,
}

impl Freshness {
    /// The rule. A check that lies in the future (a clock set back, a slip of the pen) counts as never made.
    pub fn of(checked_on: Option<CalendarDate>, core: bool, today: CalendarDate) -> Self {
        let age = checked_on.and_then(|on| Some((on, today.days_since(on)?)));
        match age {
            Some((on, days)) if (0..=MARK_AFTER_DAYS).contains(&days) => Self::Checked { on },
            Some((on, days)) if days > MARK_AFTER_DAYS && (core || days <= HIDE_AFTER_DAYS) => Self::Old { on },
            _ if core => Self::NeverChecked,
            _ => Self::Hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    const fn day(year: i32, month: u8, day: u8) -> CalendarDate {
        CalendarDate { year, month, day }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_mark_and_the_hiding_are_exact_to_the_day() {
        let on = day(2026, 1, 1);
        let at = |core, today| Freshness::of(Some(on), core, today);
        for core in [true, false] {
            assert_eq!(at(core, on), Freshness::Checked { on });
            assert_eq!(at(core, day(2026, 6, 30)), Freshness::Checked { on }, "180 days");
            assert_eq!(at(core, day(2026, 7, 1)), Freshness::Old { on }, "181 days");
            assert_eq!(at(core, day(2027, 1, 1)), Freshness::Old { on }, "365 days");
        }
        assert_eq!(at(false, day(2027, 1, 2)), Freshness::Hidden, "366 days");
        assert_eq!(at(true, day(2036, 1, 2)), Freshness::Old { on });
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn without_a_check_only_the_core_list_shows() {
        let today = day(2026, 1, 1);
        for checked_on in [None, Some(day(2026, 1, 2)), Some(day(2026, 2, 30))] {
            assert_eq!(Freshness::of(checked_on, true, today), Freshness::NeverChecked);
            assert_eq!(Freshness::of(checked_on, false, today), Freshness::Hidden);
        }
    }
}
