//! When a helpline answers, in the words of the page.

/// A time of day in the United Kingdom (Europe/London).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl ClockTime {
    /// "10:00 am", "noon", "midnight": how people say it.
    pub fn label(self) -> String {
        match (self.hour, self.minute) {
            (0, 0) => String::from("midnight"),
            (12, 0) => String::from("noon"),
            (hour, minute) => {
                let half = if hour < 12 { "am" } else { "pm" };
                let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
                if minute == 0 { format!("{hour} {half}") } else { format!("{hour}:{minute:02} {half}") }
            }
        }
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
        /// Until.
        closes: ClockTime,
    },
    /// Not certain enough to be stated; the source says it.
    SeeSource,
}

impl Hours {
    /// What a reader sees.
    pub fn label(self) -> String {
        match self {
            Self::Always => String::from("Day and night, every day"),
            Self::EveryDay { opens, closes } => format!("Every day, {} to {}", opens.label(), closes.label()),
            Self::SeeSource => String::from("Hours vary; see their own page"),
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test(unsupported = test)]
    fn hours_are_said_as_people_say_them() {
        let at = |hour, minute| ClockTime { hour, minute };
        let said: Vec<_> =
            [at(0, 0), at(0, 5), at(10, 0), at(12, 0), at(12, 30), at(22, 0)].map(ClockTime::label).into();
        assert_eq!(said, ["midnight", "12:05 am", "10 am", "noon", "12:30 pm", "10 pm"]);
        let hours = Hours::EveryDay { opens: at(10, 0), closes: at(22, 0) };
        assert_eq!(hours.label(), "Every day, 10 am to 10 pm");
    }
}
