//! Whether a helpline answers at an instant, and when it does next. Public holidays are not known here; the page says so.

use super::{
    hours::{ClockTime, Hours, Shift, Weekday},
    london::{DAY, LondonTime, WEEK, first_shown, utc_minute, wall, weekday},
};
use crate::time::UtcMillis;

/// Longer than this, in minutes, and the day on which a line closes has to be named.
const WITHIN_A_DAY: i64 = DAY;
/// A day that is at least so many days ahead has the name of today or of one that comes before it.
const NEXT_WEEK_DAYS: i64 = 7;

/// Whether somebody answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Now; `until` is missing when there is no end within a week.
    Open {
        /// When they close.
        until: Option<Moment>,
    },
    /// Not now, but then.
    Opens(Moment),
}

/// A moment of the days to come, as people say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Days after today; 0 is today.
    pub days_ahead: i64,
    /// Minutes from now.
    pub minutes_ahead: i64,
    /// The day of the week.
    pub weekday: Weekday,
    /// What the clock will show.
    pub clock: ClockTime,
}

impl Moment {
    fn seen_from(now: i64, then: i64) -> Self {
        let day = wall(then).div_euclid(DAY);
        Self {
            days_ahead: day - wall(now).div_euclid(DAY),
            minutes_ahead: then - now,
            weekday: weekday(day),
            clock: LondonTime::of_wall(wall(then)).clock,
        }
    }
}

impl OpenState {
    /// "Open now, until 22:00", "Opens at 10:00", "Opens tomorrow at 10:00", "Opens on Monday at 9:00".
    pub fn label(self) -> String {
        match self {
            Self::Open { until: None } => String::from("Open now"),
            Self::Open { until: Some(Moment { minutes_ahead, clock, .. }) } if minutes_ahead <= WITHIN_A_DAY => {
                format!("Open now, until {}", clock.closing_label())
            }
            Self::Open { until: Some(Moment { weekday, clock, .. }) } => {
                format!("Open now, until {} at {}", weekday.label(), clock.label())
            }
            Self::Opens(Moment { days_ahead, weekday, clock, .. }) => {
                let clock = clock.label();
                match days_ahead {
                    ..=0 => format!("Opens at {clock}"),
                    1 => format!("Opens tomorrow at {clock}"),
                    2..NEXT_WEEK_DAYS => format!("Opens on {} at {clock}", weekday.label()),
                    _ => format!("Opens next {} at {clock}", weekday.label()),
                }
            }
        }
    }

    /// Whether somebody answers now.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

impl Hours {
    /// Whether somebody answers at `now`; `None` where the hours are not stated.
    ///
    /// Opening and closing are what a clock in London shows. Where the clocks skip a time, what comes right after it
    /// counts; where they show it twice, the first showing.
    pub fn state_at(self, now: UtcMillis) -> Option<OpenState> {
        let now = utc_minute(now);
        let spans = match self {
            Self::Always => return Some(OpenState::Open { until: None }),
            Self::SeeSource => return None,
            Self::EveryDay { opens, closes } => every_day(now, opens, closes),
            Self::Weekly(shifts) => weekly(now, shifts),
        };
        let open = spans.iter().find(|(from, until)| (*from..*until).contains(&now));
        if let Some(&(_, mut until)) = open {
            // A shift that begins where another ends goes on with it.
            for &(from, end) in &spans {
                if from <= until && end > until {
                    until = end;
                }
            }
            let until = (until - now < WEEK).then(|| Moment::seen_from(now, until));
            return Some(OpenState::Open { until });
        }
        let next = spans.iter().map(|&(from, _)| from).filter(|&from| from > now).min()?;
        Some(OpenState::Opens(Moment::seen_from(now, next)))
    }
}

/// Stretches of UTC minutes around `now`, each not empty, in order.
type Spans = Vec<(i64, i64)>;

fn every_day(now: i64, opens: ClockTime, closes: ClockTime) -> Spans {
    let today = wall(now).div_euclid(DAY);
    let (opens, closes) = (opens.in_minutes(), closes.in_minutes());
    let closes = if closes > opens { closes } else { closes + DAY };
    // Yesterday's shift may still run. The days after the next are for hours that a change of the clocks swallows, and
    // for lines that never close.
    let days = today - 1..=today + NEXT_WEEK_DAYS + 1;
    spans(days.map(|day| (day * DAY + opens, day * DAY + closes)))
}

fn weekly(now: i64, shifts: &[Shift]) -> Spans {
    let today = wall(now).div_euclid(DAY);
    let monday = today - weekday(today).days_after_monday();
    // Last week's shifts may still run; in two weeks' time each has begun, also when the clocks swallow one.
    let weeks = (-1..=2).map(|week| monday + 7 * week);
    spans(weeks.flat_map(|monday| {
        shifts.iter().map(move |shift| {
            let (day, clock) = shift.opens;
            let opens = (monday + day.days_after_monday()) * DAY + clock.in_minutes();
            (opens, opens + shift.minutes())
        })
    }))
}

/// From what the wall shows to UTC, without what the clocks skip altogether.
fn spans(on_the_wall: impl Iterator<Item = (i64, i64)>) -> Spans {
    let spans = on_the_wall.map(|(opens, closes)| (first_shown(opens), first_shown(closes)));
    let mut spans: Spans = spans.filter(|(from, until)| from < until).collect();
    spans.sort_unstable();
    spans
}

#[cfg(test)]
mod tests;
