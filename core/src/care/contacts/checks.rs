//! Checks that people made: what was looked at, by phone or on the organisation's own page, and when.
//!
//! A check is for what the entry said then. When a number, the hours or anything else that a person checks is changed in
//! the list, earlier checks no longer count, and the entry is due again.

use std::{collections::BTreeMap, fmt, str::FromStr};

use sha2::{Digest, Sha256};

use super::{Contact, Freshness, LondonTime};
use crate::time::{CalendarDate, UtcMillis};

/// The longest note on a check, in characters.
pub const MAX_CHECK_NOTE_CHARS: usize = 500;

/// How an entry was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckedHow {
    /// Somebody called or wrote to the number.
    Phone,
    /// Somebody read the organisation's own page.
    Page,
}

/// The word is neither of the two ways to check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("please say how you checked it")]
pub struct UnknownWay;

impl CheckedHow {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Phone, Self::Page];

    /// The word that is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Page => "page",
        }
    }

    /// What a steward reads.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Phone => "By phone or text",
            Self::Page => "On their page",
        }
    }
}

impl FromStr for CheckedHow {
    type Err = UnknownWay;

    fn from_str(word: &str) -> Result<Self, UnknownWay> {
        Self::ALL.into_iter().find(|how| how.as_str() == word).ok_or(UnknownWay)
    }
}

/// What a steward wrote about a check, for the other stewards. May be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckNote(String);

/// Why a note was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the note has at most {MAX_CHECK_NOTE_CHARS} characters")]
pub struct NoteTooLong;

impl CheckNote {
    /// Takes a text without its control characters and the blanks around it.
    ///
    /// # Errors
    /// [`NoteTooLong`]
    pub fn new(text: &str) -> Result<Self, NoteTooLong> {
        // Browsers send line breaks as two characters, which must not count twice.
        let unified = text.replace("\r\n", "\n");
        let kept: String = unified.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let kept = kept.trim();
        if kept.chars().count() > MAX_CHECK_NOTE_CHARS { Err(NoteTooLong) } else { Ok(Self(kept.to_owned())) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names what an entry says: 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentDigest(String);

impl ContentDigest {
    /// Takes a digest that was written down.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ContentDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Contact {
    /// The digest of everything that a person compares when checking the entry: SHA-256 over the words that stand on
    /// the page, each after its length.
    pub fn content_digest(&self) -> ContentDigest {
        let mut hash = Sha256::new();
        let mut add = |word: &str| {
            hash.update(word.len().to_string());
            hash.update(":");
            hash.update(word);
        };
        for word in [self.slug, self.name, self.about, self.cost.label(), self.source] {
            add(word);
        }
        add(&self.hours.label());
        add(&self.where_it_works());
        for way in self.reach {
            add(&way.label());
            add(&way.href());
        }
        ContentDigest(hex::encode(hash.finalize()))
    }
}

/// The last check of each entry for each content that it has had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastChecks(BTreeMap<(String, ContentDigest), UtcMillis>);

impl FromIterator<(String, ContentDigest, UtcMillis)> for LastChecks {
    fn from_iter<I: IntoIterator<Item = (String, ContentDigest, UtcMillis)>>(checks: I) -> Self {
        let mut last = Self::default();
        for (slug, digest, at) in checks {
            let known = last.0.entry((slug, digest)).or_insert(at);
            *known = at.max(*known);
        }
        last
    }
}

/// What is known on the day on which somebody looks.
#[derive(Clone, Copy, Debug)]
pub struct AsOf<'c> {
    /// The day, in the United Kingdom.
    pub today: CalendarDate,
    /// The checks that were recorded.
    pub checks: &'c LastChecks,
}

impl Contact {
    /// The day of the last check of what the entry says now: the later of the file's own date and the recorded one. A
    /// date to come is a slip of the pen and does not count.
    pub fn last_checked(&self, as_of: AsOf<'_>) -> Option<CalendarDate> {
        let recorded = as_of.checks.0.get(&(self.slug.to_owned(), self.content_digest()));
        let recorded = recorded.map(|&at| LondonTime::at(at).date);
        let is_past = |on: &CalendarDate| as_of.today.days_since(*on).is_some_and(|days| days >= 0);
        [self.checked_on, recorded].into_iter().flatten().filter(is_past).max_by_key(|on| (on.year, on.month, on.day))
    }

    /// How far the entry can be relied upon on a day.
    pub fn freshness(&self, as_of: AsOf<'_>) -> Freshness {
        Freshness::of(self.last_checked(as_of), self.core, as_of.today)
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::care::contacts::{CONTACTS, Hours, Reach};

    const TODAY: CalendarDate = CalendarDate { year: 2026, month: 11, day: 21 };

    fn entry(slug: &str) -> Contact {
        *CONTACTS.iter().find(|contact| contact.slug == slug).unwrap()
    }

    fn checked(contact: &Contact, at: &str) -> LastChecks {
        let at = UtcMillis::parse_report(at).unwrap();
        [(contact.slug.to_owned(), contact.content_digest(), at)].into_iter().collect()
    }

    fn freshness(contact: &Contact, checks: &LastChecks) -> Freshness {
        contact.freshness(AsOf { today: TODAY, checks })
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_check_counts_until_what_was_checked_changes() {
        let contact = entry("samaritans");
        let checks = checked(&contact, "2026-07-01 23:30:00");
        // Half past midnight in London.
        let on = CalendarDate { year: 2026, month: 7, day: 2 };
        assert_eq!(freshness(&contact, &checks), Freshness::Checked { on });
        let other: &[Reach] = &[Reach::Call { number: "116 124", then: "" }];
        for changed in [
            Contact { reach: other, ..contact },
            Contact { hours: Hours::SeeSource, ..contact },
            Contact { about: "For somebody else.", ..contact },
            Contact { source: "https://example.org/", ..contact },
        ] {
            assert_eq!(freshness(&changed, &checks), Freshness::NeverChecked);
        }
        // What is ours alone was never checked with them.
        assert_eq!(freshness(&Contact { topics: &[], ..contact }, &checks), Freshness::Checked { on });
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_later_of_file_and_record_counts_and_the_future_does_not() {
        let on = CalendarDate { year: 2026, month: 7, day: 1 };
        let contact = Contact { checked_on: Some(on), ..entry("samaritans") };
        for (recorded, expected) in [
            ("2026-06-30 12:00:00", on),
            ("2026-07-03 12:00:00", CalendarDate { day: 3, ..on }),
            ("2026-11-22 12:00:00", on),
        ] {
            assert_eq!(freshness(&contact, &checked(&contact, recorded)), Freshness::Checked { on: expected });
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_check_brings_back_an_entry_that_hid() {
        let contact = Contact { core: false, ..entry("samaritans") };
        assert_eq!(freshness(&contact, &LastChecks::default()), Freshness::Hidden);
        assert!(matches!(freshness(&contact, &checked(&contact, "2026-11-21 09:00:00")), Freshness::Checked { .. }));
        assert_eq!(freshness(&contact, &checked(&contact, "2025-11-20 09:00:00")), Freshness::Hidden);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn notes_are_short_and_plain() {
        assert_eq!(
            CheckNote::new(" Rang at ten.\r\nA person\u{0}\u{7} answered. ").unwrap().as_str(),
            "Rang at ten.\nA person answered."
        );
        assert_eq!(CheckNote::new("").unwrap(), CheckNote::default());
        assert!(CheckNote::new(&"é".repeat(MAX_CHECK_NOTE_CHARS)).is_ok());
        assert_eq!(CheckNote::new(&"é".repeat(MAX_CHECK_NOTE_CHARS + 1)), Err(NoteTooLong));
    }
}
