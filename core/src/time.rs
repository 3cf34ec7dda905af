//! Instants and calendar dates, as values that somebody else read from a clock.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime, Time};

/// Milliseconds in a second.
pub const SECOND_MS: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE_MS: i64 = 60 * SECOND_MS;
/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds in a day of 24 hours.
pub const DAY_MS: i64 = 24 * HOUR_MS;

/// The first instant that the platform accepts: the start of the year 2000, UTC.
pub const EARLIEST: UtcMillis = UtcMillis(946_684_800_000);
/// The last instant that the platform accepts: the end of the year 9999, UTC.
pub const LATEST: UtcMillis = UtcMillis(253_402_300_799_999);

/// An instant: milliseconds since 1970-01-01 00:00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UtcMillis(pub i64);

/// Why a text is not an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// The text does not have the form `YYYY-MM-DD HH:MM:SS`.
    #[error("the time must be written as YYYY-MM-DD HH:MM:SS")]
    Form,
    /// There is no such day or hour.
    #[error("there is no such date or time")]
    NoSuchTime,
    /// Before [`EARLIEST`] or after [`LATEST`].
    #[error("the year must be between 2000 and 9999")]
    Range,
}

impl UtcMillis {
    /// Reads `YYYY-MM-DD HH:MM:SS` (UTC), the form of the payment processor's reports.
    ///
    /// # Errors
    /// [`TimeError`] when the form is another one, the date does not exist, or it is out of range.
    pub fn parse_report(text: &str) -> Result<Self, TimeError> {
        let bytes = text.as_bytes();
        let separators = [(4, b'-'), (7, b'-'), (10, b' '), (13, b':'), (16, b':')];
        if bytes.len() != 19 || separators.iter().any(|&(i, b)| bytes[i] != b) {
            return Err(TimeError::Form);
        }
        let number = |range: std::ops::Range<usize>| -> Result<u16, TimeError> {
            bytes[range].iter().try_fold(0_u16, |n, b| {
                if b.is_ascii_digit() { Ok(n * 10 + u16::from(b - b'0')) } else { Err(TimeError::Form) }
            })
        };
        let two = |start: usize| number(start..start + 2).map(|n| u8::try_from(n).unwrap_or(u8::MAX));
        let year = i32::from(number(0..4)?);
        let (month, day) = (two(5)?, two(8)?);
        let (hour, minute, second) = (two(11)?, two(14)?, two(17)?);
        let month = Month::try_from(month).map_err(|_| TimeError::NoSuchTime)?;
        let date = Date::from_calendar_date(year, month, day).map_err(|_| TimeError::NoSuchTime)?;
        let time = Time::from_hms(hour, minute, second).map_err(|_| TimeError::NoSuchTime)?;
        let instant = Self(OffsetDateTime::new_utc(date, time).unix_timestamp() * SECOND_MS);
        if (EARLIEST..=LATEST).contains(&instant) { Ok(instant) } else { Err(TimeError::Range) }
    }

    /// The calendar date in UTC. Instants outside [`EARLIEST`]..=[`LATEST`] answer the nearer end.
    pub fn date(self) -> CalendarDate {
        let moment = self.moment();
        CalendarDate { year: moment.year(), month: u8::from(moment.month()), day: moment.day() }
    }

    /// The month in UTC, the period of charts and statements.
    pub fn month(self) -> CalendarMonth {
        let date = self.date();
        CalendarMonth { year: date.year, month: date.month }
    }

    /// `HH:MM` in UTC.
    pub fn clock_text(self) -> String {
        let moment = self.moment();
        format!("{:02}:{:02}", moment.hour(), moment.minute())
    }

    /// `YYYY-MM-DDTHH:MM:SSZ`, the machine-readable form (RFC 3339).
    pub fn rfc3339(self) -> String {
        let moment = self.moment();
        format!("{}T{:02}:{:02}:{:02}Z", self.date().iso(), moment.hour(), moment.minute(), moment.second())
    }

    /// This instant and `ms` milliseconds more; stops at the end of the range of `i64`.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    fn moment(self) -> OffsetDateTime {
        let clamped = self.0.clamp(EARLIEST.0, LATEST.0);
        OffsetDateTime::from_unix_timestamp(clamped.div_euclid(SECOND_MS)).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarDate {
    /// Year, 2000 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

impl CalendarDate {
    /// `YYYY-MM-DD` (ISO 8601).
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Days from `earlier` to this date; negative when `earlier` is later. `None` for a date that does not exist.
    pub fn days_since(self, earlier: Self) -> Option<i32> {
        Some(self.to_time()?.to_julian_day() - earlier.to_time()?.to_julian_day())
    }

    /// The first instant of the day, UTC. `None` for a date that does not exist.
    pub fn start(self) -> Option<UtcMillis> {
        let midnight = OffsetDateTime::new_utc(self.to_time()?, Time::MIDNIGHT);
        Some(UtcMillis(midnight.unix_timestamp() * SECOND_MS))
    }

    fn to_time(self) -> Option<Date> {
        Date::from_calendar_date(self.year, Month::try_from(self.month).ok()?, self.day).ok()
    }
}

impl fmt::Display for CalendarDate {
    /// `3 January 2026`, as people in Britain write it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.day, month_name(self.month), self.year)
    }
}

/// A month of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarMonth {
    /// Year, 2000 to 9999.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
}

impl CalendarMonth {
    /// Reads `YYYY-MM`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        if year.len() != 4 || month.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return None;
        }
        let found = Self { year: year.parse().ok()?, month: month.parse().ok()? };
        ((1..=12).contains(&found.month) && (2000..=9999).contains(&found.year)).then_some(found)
    }

    /// `YYYY-MM` (ISO 8601).
    pub fn iso(self) -> String {
        format!("{:04}-{:02}", self.year, self.month)
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        if self.month >= 12 {
            Self { year: self.year + 1, month: 1 }
        } else {
            Self { year: self.year, month: self.month + 1 }
        }
    }

    /// The first instant of the month, UTC.
    pub fn start(self) -> UtcMillis {
        CalendarDate { year: self.year, month: self.month, day: 1 }.start().unwrap_or(EARLIEST)
    }

    /// The first instant after the month, UTC.
    pub fn end(self) -> UtcMillis {
        self.next().start()
    }

    /// `Jan`, for the axis of a chart.
    pub fn short_name(self) -> &'static str {
        month_name(self.month).get(..3).unwrap_or("?")
    }
}

impl fmt::Display for CalendarMonth {
    /// `January 2026`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", month_name(self.month), self.year)
    }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    usize::from(month).checked_sub(1).and_then(|i| NAMES.get(i)).copied().unwrap_or("unknown month")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn report_times_are_read_and_written_back() {
        let instant = UtcMillis::parse_report("2026-01-03 09:32:51").unwrap();
        assert_eq!(instant, UtcMillis(1_767_432_771_000));
        assert_eq!(instant.rfc3339(), "2026-01-03T09:32:51Z");
        assert_eq!(instant.date().to_string(), "3 January 2026");
        assert_eq!(instant.month().iso(), "2026-01");
        assert_eq!(instant.clock_text(), "09:32");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn leap_days_exist_only_in_leap_years() {
        assert!(UtcMillis::parse_report("2028-02-29 00:00:00").is_ok());
        assert_eq!(UtcMillis::parse_report("2027-02-29 00:00:00"), Err(TimeError::NoSuchTime));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn other_forms_are_refused() {
        for text in ["", "2026-01-03", "2026-01-03T09:32:51", "2026-01-03 09:32:5é", "+026-01-03 09:32:51"] {
            assert_eq!(UtcMillis::parse_report(text), Err(TimeError::Form), "{text}");
        }
        assert_eq!(UtcMillis::parse_report("2026-01-03 24:00:00"), Err(TimeError::NoSuchTime));
        assert_eq!(UtcMillis::parse_report("1999-12-31 23:59:59"), Err(TimeError::Range));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn months_meet_without_a_gap() {
        let december = CalendarMonth::parse("2026-12").unwrap();
        assert_eq!(december.end(), december.next().start());
        assert_eq!(december.next().iso(), "2027-01");
        assert_eq!(CalendarMonth::parse("2026-13"), None);
        assert_eq!(CalendarMonth::parse("2026-1"), None);
    }
}
