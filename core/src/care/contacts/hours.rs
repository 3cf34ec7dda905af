//! When a helpline answers, in the words of the page.

use super::london::{DAY, WEEK};

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weekday {
    /// The first day of a British week.
    Monday,
    /// The day after it.
    Tuesday,
    /// The middle.
    Wednesday,
    /// The day before Friday.
    Thursday,
    /// The last working day of most lines.
    Friday,
    /// The weekend's first day.
    Saturday,
    /// The weekend's second day.
    Sunday,
}

impl Weekday {
    /// The seven, from Monday on.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }

    /// Days since Monday, 0 to 6.
    pub(super) const fn days_after_monday(self) -> i64 {
        self as i64
    }
}

/// A time of day in the United Kingdom (Europe/London).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl ClockTime {
    /// "9:00", "22:30"; "00:00" is the first minute of a day.
    pub fn label(self) -> String {
        if self.hour == 0 {
            return format!("00:{:02}", self.minute);
        }
        format!("{}:{:02}", self.hour, self.minute)
    }

    /// The same where something ends: "midnight" is then the end of a day.
    pub fn closing_label(self) -> String {
        if self.in_minutes() == 0 { String::from("midnight") } else { self.label() }
    }

    /// Minutes since midnight.
    pub(super) const fn in_minutes(self) -> i64 {
        self.hour as i64 * 60 + self.minute as i64
    }

    /// The time of day, `minute` minutes after midnight (0 to 1,439).
    pub(super) fn of_minute(minute: i64) -> Self {
        let part = |number: i64| u8::try_from(number).unwrap_or_default();
        Self { hour: part(minute / 60), minute: part(minute % 60) }
    }
}

/// One stretch of a week in which somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shift {
    /// From.
    pub opens: (Weekday, ClockTime),
    /// Until the next such moment: a shift that opens on Friday at 18:00 and closes on Monday at 6:00 runs through.
    pub closes: (Weekday, ClockTime),
}

impl Shift {
    /// Minutes on the wall's clock, 1 to a week.
    pub(super) fn minutes(self) -> i64 {
        let of_week = |(day, clock): (Weekday, ClockTime)| day.days_after_monday() * DAY + clock.in_minutes();
        let length = (of_week(self.closes) - of_week(self.opens)).rem_euclid(WEEK);
        if length == 0 { WEEK } else { length }
    }
}

/// When somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hours {
    /// Day and night, every day.
    Always,
    /// The same hours every day of the week.
    EveryDay {
        /// From.
        opens: ClockTime,
        /// Until; not later than `opens` means on the next day.
        closes: ClockTime,
    },
    /// Different hours on different days, from Monday on.
    Weekly(&'static [Shift]),
    /// Not certain enough to be stated; the source says it.
    SeeSource,
}

impl Hours {
    /// What a reader sees.
    pub fn label(self) -> String {
        match self {
            Self::Always => String::from("Day and night, every day"),
            Self::EveryDay { opens, closes } => {
                format!("Every day, {} to {}", opens.label(), closes.closing_label())
            }
            Self::Weekly(shifts) => weekly(shifts),
            Self::SeeSource => String::from("Hours vary; see their own page"),
        }
    }
}

/// "Monday to Friday, 9:00 to 17:00; Saturday, 10:00 to 14:00".
fn weekly(shifts: &[Shift]) -> String {
    let clocks = |shift: &Shift| (shift.opens.1, shift.closes.1);
    let follows = |shift: &Shift, next: &Shift| {
        let (day, after) = (shift.opens.0.days_after_monday(), next.opens.0.days_after_monday());
        clocks(shift) == clocks(next) && after == day + 1 && shift.minutes() <= DAY && next.minutes() <= DAY
    };
    let runs = shifts.chunk_by(follows).filter_map(|run| Some((run.first()?, run.last()?)));
    let words = runs.map(|(first, last)| {
        let (opens, closes) = (first.opens.1.label(), first.closes.1.closing_label());
        let (from, until) = (first.opens.0.label(), last.opens.0.label());
        if first.minutes() > DAY {
            // The end is another day, which has to be named.
            format!("{from} {opens} to {} {}", first.closes.0.label(), first.closes.1.label())
        } else if from == until {
            format!("{from}, {opens} to {closes}")
        } else {
            format!("{from} to {until}, {opens} to {closes}")
        }
    });
    words.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    const fn at(hour: u8, minute: u8) -> ClockTime {
        ClockTime { hour, minute }
    }

    const fn shift(day: Weekday, opens: ClockTime, until: Weekday, closes: ClockTime) -> Shift {
        Shift { opens: (day, opens), closes: (until, closes) }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn hours_are_said_as_a_timetable_says_them() {
        assert_eq!(
            [at(0, 0), at(0, 5), at(9, 0), at(22, 30)].map(ClockTime::label),
            ["00:00", "00:05", "9:00", "22:30"]
        );
        let hours = Hours::EveryDay { opens: at(10, 0), closes: at(22, 0) };
        assert_eq!(hours.label(), "Every day, 10:00 to 22:00");
        let hours = Hours::EveryDay { opens: at(17, 0), closes: at(0, 0) };
        assert_eq!(hours.label(), "Every day, 17:00 to midnight");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn days_with_the_same_hours_are_said_together() {
        let on = |day, opens, closes| shift(day, opens, day, closes);
        let office = [
            on(Weekday::Monday, at(9, 0), at(17, 0)),
            on(Weekday::Tuesday, at(9, 0), at(17, 0)),
            on(Weekday::Wednesday, at(9, 0), at(17, 0)),
            on(Weekday::Friday, at(9, 0), at(17, 0)),
            shift(Weekday::Saturday, at(10, 30), Weekday::Sunday, at(0, 0)),
        ];
        assert_eq!(
            weekly(&office),
            "Monday to Wednesday, 9:00 to 17:00; Friday, 9:00 to 17:00; Saturday, 10:30 to midnight"
        );
        let evenings = [
            shift(Weekday::Wednesday, at(18, 0), Weekday::Thursday, at(2, 0)),
            shift(Weekday::Thursday, at(18, 0), Weekday::Friday, at(2, 0)),
            shift(Weekday::Friday, at(18, 0), Weekday::Monday, at(6, 0)),
        ];
        assert_eq!(weekly(&evenings), "Wednesday to Thursday, 18:00 to 2:00; Friday 18:00 to Monday 6:00");
    }
}
