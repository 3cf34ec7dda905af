//! Who to call: the shape of a crisis contact and the rules of its age (care.md, Help).
//!
//! The numbers themselves stand in `contacts/list.rs`, the one file of the workspace that holds phone numbers.

mod checks;
mod freshness;
mod hours;
mod list;
mod london;
mod open;
mod shown;
#[cfg(test)]
mod tests;

pub use checks::{
    AsOf, CheckNote, CheckedHow, ContentDigest, LastChecks, MAX_CHECK_NOTE_CHARS, NoteTooLong, UnknownWay,
};
pub use freshness::{Freshness, HIDE_AFTER_DAYS, MARK_AFTER_DAYS};
pub use hours::{ClockTime, Hours, Shift, Weekday};
pub use list::CONTACTS;
pub use london::LondonTime;
pub use open::{Moment, OpenState};
pub use shown::{about_topic, with_urgency};

use crate::time::CalendarDate;

/// The number that every phone of the United Kingdom calls without credit; for words outside of the page of numbers.
pub const EMERGENCY: &str = list::EMERGENCY;

/// Where an entry stands on the page. The order is the order of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Somebody may be hurt now.
    ImmediateDanger,
    /// To talk to a person now.
    TalkNow,
    /// Help with one thing.
    ByTopic,
}

impl Urgency {
    /// Every part of the page, in order.
    pub const ALL: [Self; 3] = [Self::ImmediateDanger, Self::TalkNow, Self::ByTopic];
}

/// What help is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HelpTopic {
    /// Abuse by a partner, a relative, anyone; hate crime.
    Abuse,
    /// A place to live.
    Housing,
    /// Body and mind, HIV, sexual health.
    Health,
    /// For trans and non-binary people.
    Trans,
    /// For people under 19.
    YoungPeople,
    /// For older people.
    OlderPeople,
}

impl HelpTopic {
    /// Every topic, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Abuse, Self::Housing, Self::Health, Self::Trans, Self::YoungPeople, Self::OlderPeople];

    /// The stable name in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Abuse => "abuse",
            Self::Housing => "housing",
            Self::Health => "health",
            Self::Trans => "trans",
            Self::YoungPeople => "young-people",
            Self::OlderPeople => "older-people",
        }
    }

    /// Reads the name in an address.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.slug() == slug)
    }

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Abuse => "Abuse",
            Self::Housing => "Housing",
            Self::Health => "Health",
            Self::Trans => "Trans people",
            Self::YoungPeople => "Young people",
            Self::OlderPeople => "Older people",
        }
    }
}

/// A part of the United Kingdom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nation {
    /// England.
    England,
    /// Scotland.
    Scotland,
    /// Wales.
    Wales,
    /// Northern Ireland.
    NorthernIreland,
}

impl Nation {
    /// All four.
    pub const ALL: [Self; 4] = [Self::England, Self::Scotland, Self::Wales, Self::NorthernIreland];

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::England => "England",
            Self::Scotland => "Scotland",
            Self::Wales => "Wales",
            Self::NorthernIreland => "Northern Ireland",
        }
    }

    /// The stable name in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::England => "england",
            Self::Scotland => "scotland",
            Self::Wales => "wales",
            Self::NorthernIreland => "northern-ireland",
        }
    }

    /// Reads the name in an address.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nation| nation.slug() == slug)
    }
}

/// What a call or text costs the person in need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cost {
    /// Nothing, from landlines and mobiles.
    Free,
    /// As much as a call to a landline number; part of the minutes of most mobile plans (numbers that begin with 03).
    LandlineRate,
    /// Not known to us for certain.
    AskYourProvider,
}

impl Cost {
    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Free => "Free",
            Self::LandlineRate => "Costs the same as a call to a landline",
            Self::AskYourProvider => "Your provider may charge for it",
        }
    }
}

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// A call to the number, written the way it is read out.
    Call {
        /// Digits and blanks.
        number: &'static str,
        /// What to do when the call is answered by a menu; empty when a person answers.
        then: &'static str,
    },
    /// A text message.
    Text {
        /// What to write; empty when any words will do.
        body: &'static str,
        /// Where to send it.
        number: &'static str,
    },
}

impl Reach {
    /// The number as people read it.
    pub const fn number(self) -> &'static str {
        match self {
            Self::Call { number, .. } | Self::Text { number, .. } => number,
        }
    }

    /// The link that opens the phone: `tel:` and the digits, or `sms:` with the digits and what to write.
    ///
    /// `?&` is what both Android (which wants the question mark) and iOS (which wants the ampersand) understand.
    pub fn href(self) -> String {
        let digits: String = self.number().chars().filter(char::is_ascii_digit).collect();
        match self {
            Self::Call { .. } => format!("tel:{digits}"),
            Self::Text { body: "", .. } => format!("sms:{digits}"),
            Self::Text { body, .. } => format!("sms:{digits}?&body={body}"),
        }
    }

    /// What the link says: "Call" and the number, "Call" with the option of a menu, "Text" with the word and the number.
    pub fn label(self) -> String {
        match self {
            Self::Call { number, then: "" } => format!("Call {number}"),
            Self::Call { number, then } => format!("Call {number}, {then}"),
            Self::Text { body: "", number } => format!("Text {number}"),
            Self::Text { body, number } => format!("Text {body} to {number}"),
        }
    }
}

/// One entry of the support page.
#[derive(Clone, Copy, Debug)]
pub struct Contact {
    /// The stable name: lower case, hyphens.
    pub slug: &'static str,
    /// Who answers.
    pub name: &'static str,
    /// Who it is for and what they do, in one or two short sentences.
    pub about: &'static str,
    /// How to reach them, the best way first.
    pub reach: &'static [Reach],
    /// When they answer.
    pub hours: Hours,
    /// Where in the United Kingdom it works.
    pub nations: &'static [Nation],
    /// What it costs.
    pub cost: Cost,
    /// Where on the page it stands.
    pub urgency: Urgency,
    /// The topics under which it is found as well.
    pub topics: &'static [HelpTopic],
    /// The organisation's own page, where a person can check what we say.
    pub source: &'static str,
    /// The day on which a person last checked the entry by phone or on that page; `None` until somebody has.
    pub checked_on: Option<CalendarDate>,
    /// Entries of the core list never hide.
    pub core: bool,
}

impl Contact {
    /// "UK-wide", or the nations by name: "England, Scotland and Wales".
    pub fn where_it_works(&self) -> String {
        if self.nations.len() == Nation::ALL.len() {
            return String::from("UK-wide");
        }
        let names: Vec<_> = self.nations.iter().map(|nation| nation.label()).collect();
        match names.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, before)) => format!("{} and {last}", before.join(", ")),
            None => String::new(),
        }
    }
}
