//! What a reader asked the support page for, by its address, and how the page says what it found.

use blkout_core::care::contacts::{AsOf, Contact, HelpTopic, Nation, Urgency, about_topic, with_urgency};

/// The value of `hours` that asks for a copy to keep: hours as they are listed, nothing of what is open now.
const PLAIN: &str = "plain";

/// What the address asks for. Words that it does not know ask for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Only what works there.
    pub(super) nation: Option<Nation>,
    /// Only what is about that, besides somebody to talk to.
    pub(super) topic: Option<HelpTopic>,
    /// Whether the page is to be kept and read later.
    pub(super) to_keep: bool,
}

impl Asked {
    /// Reads the query, whose values `get` answers by name.
    pub(super) fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            nation: get("nation").and_then(|slug| Nation::from_slug(&slug)),
            topic: get("topic").and_then(|slug| HelpTopic::from_slug(&slug)),
            to_keep: get("hours").as_deref() == Some(PLAIN),
        }
    }

    /// Whether anything is left out.
    pub(super) fn is_a_choice(self) -> bool {
        self.nation.is_some() || self.topic.is_some()
    }

    /// The entries that were asked for, each once; all of the page when nothing was.
    pub(super) fn found(self, as_of: AsOf<'_>) -> Vec<&'static Contact> {
        if let Some(topic) = self.topic {
            return about_topic(topic, self.nation, as_of);
        }
        Urgency::ALL.into_iter().flat_map(|urgency| with_urgency(urgency, self.nation, as_of)).collect()
    }

    /// "Two numbers about housing work in Scotland."
    pub(super) fn words(self, found: usize) -> String {
        let matter = self.topic.map_or(String::new(), |topic| format!(" {}", matter(topic)));
        let place = self.nation.map_or("in the UK", in_nation);
        match found {
            0 => format!("We know no number{matter} that works {place} yet. The gap is ours. It is not you."),
            1 => format!("One number{matter} works {place}."),
            more => format!("{} numbers{matter} work {place}.", in_words(more)),
        }
    }
}

fn matter(topic: HelpTopic) -> &'static str {
    match topic {
        HelpTopic::Abuse => "about abuse",
        HelpTopic::Housing => "about housing",
        HelpTopic::Health => "about health",
        HelpTopic::Trans => "for trans people",
        HelpTopic::YoungPeople => "for young people",
        HelpTopic::OlderPeople => "for older people",
    }
}

fn in_nation(nation: Nation) -> &'static str {
    match nation {
        Nation::England => "in England",
        Nation::Scotland => "in Scotland",
        Nation::Wales => "in Wales",
        Nation::NorthernIreland => "in Northern Ireland",
    }
}

/// A count as the first word of a sentence, up to twenty; digits from there on.
fn in_words(count: usize) -> String {
    const WORDS: [&str; 21] = [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
        "Thirteen",
        "Fourteen",
        "Fifteen",
        "Sixteen",
        "Seventeen",
        "Eighteen",
        "Nineteen",
        "Twenty",
    ];
    WORDS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &[(&str, &str)]) -> Asked {
        Asked::read(|name| query.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn known_words_are_read_and_others_ask_for_nothing() {
        let both = asked(&[("nation", "northern-ireland"), ("topic", "trans")]);
        assert_eq!((both.nation, both.topic), (Some(Nation::NorthernIreland), Some(HelpTopic::Trans)));
        assert!(asked(&[("hours", "plain")]).to_keep);
        for query in [&[("nation", "mars"), ("topic", "")][..], &[("hours", "now")], &[]] {
            assert_eq!(asked(query), Asked::default());
        }
    }

    #[test]
    fn what_was_found_is_said_in_words() {
        let housing = asked(&[("nation", "scotland"), ("topic", "housing")]);
        assert_eq!(housing.words(1), "One number about housing works in Scotland.");
        assert_eq!(housing.words(2), "Two numbers about housing work in Scotland.");
        assert!(housing.words(0).starts_with("We know no number about housing that works in Scotland yet."));
        assert_eq!(asked(&[("topic", "older-people")]).words(3), "Three numbers for older people work in the UK.");
        assert_eq!(asked(&[("nation", "wales")]).words(21), "21 numbers work in Wales.");
    }
}
