//! The clock on a wall in London, counted in whole minutes, with both changes of the clocks.
//!
//! Clocks go forward on the last Sunday of March and back on the last Sunday of October, both at 01:00 UTC
//! (Summer Time Act 1972, as amended by the Summer Time Order 2002).

use super::hours::{ClockTime, Weekday};
use crate::time::{CalendarDate, EARLIEST, LATEST, MINUTE_MS, UtcMillis};

/// Minutes in an hour: what the clocks change by.
pub(super) const HOUR: i64 = 60;
/// Minutes in a day of 24 hours.
pub(super) const DAY: i64 = 24 * HOUR;
/// Minutes in a week.
pub(super) const WEEK: i64 = 7 * DAY;

/// What the clock and the calendar on a wall in London show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LondonTime {
    /// The day.
    pub date: CalendarDate,
    /// The time of day.
    pub clock: ClockTime,
}

impl LondonTime {
    /// What is shown at an instant.
    pub fn at(now: UtcMillis) -> Self {
        Self::of_wall(wall(utc_minute(now)))
    }

    pub(super) fn of_wall(wall: i64) -> Self {
        Self { date: date_of(wall.div_euclid(DAY)), clock: ClockTime::of_minute(wall.rem_euclid(DAY)) }
    }

    /// "14:05 UK time".
    pub fn clock_text(self) -> String {
        format!("{:02}:{:02} UK time", self.clock.hour, self.clock.minute)
    }
}

/// Whole minutes since 1970 in UTC.
pub(super) fn utc_minute(now: UtcMillis) -> i64 {
    now.0.clamp(EARLIEST.0, LATEST.0).div_euclid(MINUTE_MS)
}

/// What the wall shows at a minute of UTC, as minutes since 1970 on that wall.
pub(super) fn wall(utc_minute: i64) -> i64 {
    let (year, _, _) = civil(utc_minute.div_euclid(DAY));
    let summer = last_sunday_of(year, 3) * DAY + HOUR..last_sunday_of(year, 10) * DAY + HOUR;
    if summer.contains(&utc_minute) { utc_minute + HOUR } else { utc_minute }
}

/// The first minute of UTC at which the wall shows `shown` or, where the clocks skip it, what comes right after it.
///
/// A time that is shown twice means its first showing: the shift that ends at half past one ends once.
pub(super) fn first_shown(shown: i64) -> i64 {
    [shown - HOUR, shown].into_iter().find(|&utc| wall(utc) == shown).unwrap_or(shown - shown.rem_euclid(HOUR))
}

/// The day of the week of a day counted from 1970.
pub(super) fn weekday(day: i64) -> Weekday {
    // 1970 began on a Thursday, the fourth day of a week that begins on Monday.
    let days_after_monday = usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default();
    Weekday::ALL.get(days_after_monday).copied().unwrap_or(Weekday::Monday)
}

/// The last Sunday of March or October, which both have 31 days, counted from 1970.
fn last_sunday_of(year: i64, month: i64) -> i64 {
    let last = day_number(year, month, 31);
    last - (last + 4).rem_euclid(7)
}

fn date_of(day: i64) -> CalendarDate {
    let (year, month, day) = civil(day);
    let small = |number: i64| u8::try_from(number).unwrap_or(1);
    CalendarDate { year: i32::try_from(year).unwrap_or(i32::MAX), month: small(month), day: small(day) }
}

/// Days since 1970-01-01 in the Gregorian calendar; the year is taken to begin in March, so that the leap day is its
/// last.
fn day_number(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a day counted from 1970: the way back from [`day_number`].
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let month = (from_march + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * from_march + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn shown(report: &str) -> String {
        let time = LondonTime::at(UtcMillis::parse_report(report).unwrap());
        format!("{} {}", time.date.iso(), time.clock_text())
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_clocks_change_at_one_in_the_morning_utc() {
        for (utc, london) in [
            ("2026-03-29 00:59:59", "2026-03-29 00:59 UK time"),
            ("2026-03-29 01:00:00", "2026-03-29 02:00 UK time"),
            ("2026-10-25 00:59:59", "2026-10-25 01:59 UK time"),
            ("2026-10-25 01:00:00", "2026-10-25 01:00 UK time"),
            ("2026-07-01 23:30:00", "2026-07-02 00:30 UK time"),
            ("2026-12-31 23:59:00", "2026-12-31 23:59 UK time"),
            ("2028-02-29 12:00:00", "2028-02-29 12:00 UK time"),
        ] {
            assert_eq!(shown(utc), london, "{utc}");
        }
    }

    /// The days on which the clocks change, as gov.uk/when-do-the-clocks-change lists them.
    #[wasm_bindgen_test(unsupported = test)]
    fn the_days_are_those_that_are_published() {
        for (year, march, october) in [(2024, 31, 27), (2025, 30, 26), (2026, 29, 25), (2027, 28, 31), (2028, 26, 29)] {
            assert_eq!(civil(last_sunday_of(year, 3)), (year, 3, march));
            assert_eq!(civil(last_sunday_of(year, 10)), (year, 10, october));
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn days_are_counted_as_the_calendar_does() {
        let mut date = UtcMillis::parse_report("2000-01-01 00:00:00").unwrap();
        for day in (day_number(2000, 1, 1)..).take(366 * 40) {
            assert_eq!(date_of(day), date.date());
            let CalendarDate { year, month, day: of_month } = date.date();
            assert_eq!(day_number(i64::from(year), i64::from(month), i64::from(of_month)), day);
            date = date.plus_ms(crate::time::DAY_MS);
        }
        assert_eq!(weekday(day_number(2026, 11, 21)), Weekday::Saturday);
    }
}
