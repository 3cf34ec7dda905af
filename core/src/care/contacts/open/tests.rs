//! The quick computation against a slow one that walks along the wall's clock minute by minute, and the words.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::time::MINUTE_MS;

const fn at(hour: u8, minute: u8) -> ClockTime {
    ClockTime { hour, minute }
}

const fn shift(day: Weekday, opens: ClockTime, until: Weekday, closes: ClockTime) -> Shift {
    Shift { opens: (day, opens), closes: (until, closes) }
}

const EVENINGS: [Shift; 5] = [
    shift(Weekday::Monday, at(18, 0), Weekday::Tuesday, at(2, 0)),
    shift(Weekday::Tuesday, at(18, 0), Weekday::Wednesday, at(2, 0)),
    shift(Weekday::Wednesday, at(18, 0), Weekday::Thursday, at(2, 0)),
    shift(Weekday::Thursday, at(18, 0), Weekday::Friday, at(2, 0)),
    shift(Weekday::Friday, at(18, 0), Weekday::Monday, at(6, 0)),
];
const SUNDAY_NIGHT: [Shift; 1] = [shift(Weekday::Sunday, at(1, 15), Weekday::Sunday, at(1, 45))];
const OFFICE: [Shift; 2] = [
    shift(Weekday::Monday, at(9, 0), Weekday::Monday, at(17, 0)),
    shift(Weekday::Wednesday, at(9, 30), Weekday::Wednesday, at(12, 0)),
];

const fn every_day(opens: ClockTime, closes: ClockTime) -> Hours {
    Hours::EveryDay { opens, closes }
}

/// 00:00 UTC on 1 January 2025, in minutes since 1970; and the hours of UTC, counted from there, at which the clocks of
/// the next four years change. Counted by hand from published dates: 30 March is day 88, 26 October day 298, and so on.
const START: i64 = 1_735_689_600 / 60;
const CHANGES: [(i64, i64); 4] = [(88, 298), (365 + 87, 365 + 297), (730 + 86, 730 + 303), (1095 + 85, 1095 + 302)];
/// 1 January 2025 was a Wednesday.
const FIRST_WEEKDAY: i64 = 2;

/// What the wall shows in each minute, as (days since 1 January 2025, minute of the day).
fn wall_of_years(days: i64) -> Vec<(i64, i64)> {
    let mut shown = Vec::new();
    let (mut day, mut minute) = (0, 0);
    for utc in 0..days * 1_440 {
        let hour = |day: i64| day * 1_440 + 60;
        if CHANGES.iter().any(|&(spring, _)| hour(spring) == utc) {
            minute += 60;
        } else if CHANGES.iter().any(|&(_, autumn)| hour(autumn) == utc) {
            minute -= 60;
        }
        shown.push((day, minute));
        minute += 1;
        if minute == 1_440 {
            (day, minute) = (day + 1, 0);
        }
    }
    shown
}

/// In which minutes somebody answers: each shift from the first minute at which the wall has come to its beginning
/// until the first at which it has come to its end.
fn open_minutes(hours: Hours, shown: &[(i64, i64)], days: i64) -> Vec<bool> {
    let mut open = vec![false; shown.len()];
    let first = |day: i64, minute: i64| {
        // The furthest that the wall has come so far only ever grows; that is what can be searched in.
        let (mut low, mut high) = (0_usize, shown.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let furthest = shown[middle.saturating_sub(120)..=middle].iter().max().unwrap();
            if *furthest >= (day, minute) { high = middle } else { low = middle + 1 }
        }
        low
    };
    let mut fill = |opens: (i64, ClockTime), closes: (i64, ClockTime)| {
        let minute = |clock: ClockTime| i64::from(clock.hour) * 60 + i64::from(clock.minute);
        let from = first(opens.0, minute(opens.1));
        let until = first(closes.0, minute(closes.1)).max(from);
        open[from..until].fill(true);
    };
    for day in -8..days {
        match hours {
            Hours::EveryDay { opens, closes } => {
                fill((day, opens), (if closes > opens { day } else { day + 1 }, closes));
            }
            Hours::Weekly(shifts) => {
                for shift in shifts {
                    let weekday = |weekday: Weekday| i64::from(weekday as u8);
                    if (day + FIRST_WEEKDAY).rem_euclid(7) == weekday(shift.opens.0) {
                        let mut length = (weekday(shift.closes.0) - weekday(shift.opens.0)).rem_euclid(7);
                        if length == 0 && shift.closes.1 <= shift.opens.1 {
                            length = 7;
                        }
                        fill((day, shift.opens.1), (day + length, shift.closes.1));
                    }
                }
            }
            Hours::Always | Hours::SeeSource => {}
        }
    }
    open
}

/// Holds every `step`th minute of `range` against the slow computation, which knows `days` days.
fn holds(hours: Hours, shown: &[(i64, i64)], open: &[bool], range: std::ops::Range<usize>, step: usize) {
    let mut next_change = 0;
    for minute in range.step_by(step) {
        let now = UtcMillis((START + i64::try_from(minute).unwrap()) * MINUTE_MS);
        let state = hours.state_at(now).unwrap();
        let place = || format!("{hours:?} at {}", now.rfc3339());
        assert_eq!(state.is_open(), open[minute], "{}", place());
        let told = match state {
            OpenState::Open { until } => until,
            OpenState::Opens(moment) => Some(moment),
        };
        // Minutes are asked for in order, so the change that lies ahead is looked for once.
        if next_change <= minute {
            next_change = (minute..open.len()).find(|&later| open[later] != open[minute]).unwrap_or(usize::MAX);
        }
        let ahead = (next_change < usize::MAX).then(|| next_change - minute);
        match (told, ahead) {
            (Some(moment), Some(ahead)) => {
                let (day, clock) = shown[minute + ahead];
                assert_eq!(moment.minutes_ahead, i64::try_from(ahead).unwrap(), "{}", place());
                assert_eq!(moment.days_ahead, day - shown[minute].0, "{}", place());
                assert_eq!(i64::from(moment.weekday as u8), (day + FIRST_WEEKDAY) % 7, "{}", place());
                assert_eq!(moment.clock, ClockTime::of_minute(clock), "{}", place());
            }
            (None, ahead) => assert!(ahead.is_none_or(|ahead| ahead >= 7 * 1_440), "{}", place()),
            (Some(_), None) => panic!("{} tells of a change that never comes", place()),
        }
    }
}

/// Three years, which have six changes of the clocks; the fourth is there to look ahead into.
const YEARS: (i64, i64) = (1_095, 1_460);

#[wasm_bindgen_test(unsupported = test)]
fn each_minute_of_three_years_is_as_the_slow_computation_says() {
    let shown = wall_of_years(YEARS.1);
    let last = usize::try_from(YEARS.0 * 1_440).unwrap();
    // Odd steps come past every minute of the day, and the days around the changes are walked minute by minute.
    for (hours, step) in [
        (every_day(at(10, 0), at(22, 0)), 1),
        (every_day(at(22, 30), at(1, 30)), 7),
        (Hours::Weekly(&EVENINGS), 11),
        (Hours::Weekly(&OFFICE), 13),
        (every_day(at(0, 0), at(0, 0)), 997),
    ] {
        let open = open_minutes(hours, &shown, YEARS.1);
        holds(hours, &shown, &open, 0..last, step);
    }
    for hours in [
        every_day(at(22, 30), at(1, 30)),
        every_day(at(1, 15), at(1, 45)),
        every_day(at(1, 30), at(9, 0)),
        every_day(at(2, 0), at(1, 0)),
        Hours::Weekly(&EVENINGS),
        Hours::Weekly(&SUNDAY_NIGHT),
    ] {
        let open = open_minutes(hours, &shown, YEARS.1);
        for (spring, autumn) in &CHANGES[..3] {
            for day in [spring, autumn] {
                let around = (day - 1) * 1_440..(day + 2) * 1_440;
                let around = usize::try_from(around.start).unwrap()..usize::try_from(around.end).unwrap();
                holds(hours, &shown, &open, around, 1);
            }
        }
    }
}

proptest! {
    /// Any hours, at any minute of the week in which the clocks change.
    #[test]
    fn any_hours_hold_when_the_clocks_change(
        opens in 0_i64..1_440, closes in 0_i64..1_440, spring: bool, from in 0_usize..5_000,
    ) {
        let days = 330;
        let shown = wall_of_years(days);
        let hours = every_day(ClockTime::of_minute(opens), ClockTime::of_minute(closes));
        let open = open_minutes(hours, &shown, days);
        let day = if spring { CHANGES[0].0 } else { CHANGES[0].1 };
        let start = usize::try_from((day - 2) * 1_440).unwrap() + from;
        holds(hours, &shown, &open, start..start + 60, 1);
    }
}

fn said(hours: Hours, utc: &str) -> String {
    hours.state_at(UtcMillis::parse_report(&format!("{utc}:00")).unwrap()).unwrap().label()
}

#[wasm_bindgen_test(unsupported = test)]
fn states_are_said_in_plain_words() {
    let day = every_day(at(10, 0), at(22, 0));
    let (office, evenings, sunday) = (Hours::Weekly(&OFFICE), Hours::Weekly(&EVENINGS), Hours::Weekly(&SUNDAY_NIGHT));
    for (hours, utc, words) in [
        (day, "2026-11-21 09:59", "Opens at 10:00"),
        (day, "2026-11-21 10:00", "Open now, until 22:00"),
        (day, "2026-11-21 21:59", "Open now, until 22:00"),
        (day, "2026-11-21 22:00", "Opens tomorrow at 10:00"),
        // In summer the same clock is an hour earlier in UTC.
        (day, "2026-07-21 08:59", "Opens at 10:00"),
        (day, "2026-07-21 09:00", "Open now, until 22:00"),
        (every_day(at(17, 0), at(0, 0)), "2026-11-21 23:30", "Open now, until midnight"),
        (every_day(at(20, 0), at(4, 0)), "2026-11-21 23:30", "Open now, until 4:00"),
        (every_day(at(20, 0), at(4, 0)), "2026-11-22 03:59", "Open now, until 4:00"),
        (every_day(at(0, 0), at(0, 0)), "2026-11-22 03:59", "Open now"),
        // 21 November 2026 is a Saturday.
        (office, "2026-11-21 12:00", "Opens on Monday at 9:00"),
        (office, "2026-11-23 17:00", "Opens on Wednesday at 9:30"),
        (office, "2026-11-25 12:00", "Opens on Monday at 9:00"),
        (evenings, "2026-11-21 12:00", "Open now, until Monday at 6:00"),
        (evenings, "2026-11-22 12:00", "Open now, until 6:00"),
        (sunday, "2026-11-22 02:00", "Opens next Sunday at 1:15"),
        // The hour from one to two does not exist on 29 March: this line does not open that day.
        (sunday, "2026-03-29 00:59", "Opens next Sunday at 1:15"),
        // Opening at half past one, it opens when the clocks have gone forward.
        (every_day(at(1, 30), at(9, 0)), "2026-03-29 00:59", "Opens at 2:00"),
        // On 25 October the hour comes twice; what closes at half past one closes once.
        (every_day(at(20, 0), at(1, 30)), "2026-10-25 00:29", "Open now, until 1:30"),
        (every_day(at(20, 0), at(1, 30)), "2026-10-25 00:30", "Opens at 20:00"),
        (every_day(at(20, 0), at(1, 30)), "2026-10-25 01:15", "Opens at 20:00"),
    ] {
        assert_eq!(said(hours, utc), words, "{hours:?} at {utc}");
    }
    assert_eq!(Hours::Always.state_at(UtcMillis(0)), Some(OpenState::Open { until: None }));
    assert_eq!(Hours::SeeSource.state_at(UtcMillis(0)), None);
}
