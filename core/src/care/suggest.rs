//! Topics that a text may touch, suggested to its author and to nobody else.
//!
//! A suggestion says which words led to it and where they stand. It never blocks, hides or changes anything, and can be
//! ignored (rules.md §5: software may suggest, never hide silently and never refuse a victim's words).

mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::warning::{Topic, is_unprintable};
use rules::rules;

/// The most words of a text that are looked at; what comes after is left alone.
pub const MAX_WORDS: usize = 40_000;
/// The most places that a suggestion names.
pub const MAX_PLACES: usize = 3;
/// The most characters of the author's own words that a suggestion repeats.
pub const MAX_FOUND_CHARS: usize = 40;

/// Where in a piece some words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the title.
    Title,
    /// In the summary.
    Summary,
    /// In the text, on this line, counted from 1.
    Line(usize),
}

/// Words that led to a suggestion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As the author wrote them, [`MAX_FOUND_CHARS`] characters at most.
    pub words: String,
    /// Where they stand.
    pub place: Place,
}

/// One topic that readers may want to know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The topic.
    pub topic: Topic,
    /// Why: 1 to [`MAX_PLACES`], in reading order, no words twice.
    pub found: Vec<Found>,
}

impl Suggestion {
    /// Why it is suggested, for the author: "You wrote “funeral” (line 3). Readers may want to know about death and
    /// grief."
    pub fn reason(&self) -> String {
        let mut reason = String::from("You wrote ");
        for (index, found) in self.found.iter().enumerate() {
            let separator = match index {
                0 => "",
                _ if index + 1 == self.found.len() => " and ",
                _ => ", ",
            };
            reason.push_str(separator);
            reason.push('“');
            reason.push_str(&found.words);
            reason.push_str("” (");
            match found.place {
                Place::Title => reason.push_str("in the title"),
                Place::Summary => reason.push_str("in the summary"),
                Place::Line(line) => {
                    reason.push_str("line ");
                    reason.push_str(&line.to_string());
                }
            }
            reason.push(')');
        }
        reason.push_str(". Readers may want to know about ");
        reason.push_str(self.topic.label());
        reason.push('.');
        reason
    }
}

/// The parts of a piece that are looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Piece<'p> {
    /// The title.
    pub title: &'p str,
    /// The summary.
    pub summary: &'p str,
    /// The text, with its closed passages.
    pub text: &'p str,
}

/// Topics that the piece may touch, in taxonomy order; none of those in `settled`, which the author chose or waved away.
pub fn suggest(piece: Piece<'_>, settled: &[Topic]) -> Vec<Suggestion> {
    let lines = piece.text.lines().enumerate().map(|(index, line)| (Place::Line(index + 1), line));
    let parts = [(Place::Title, piece.title), (Place::Summary, piece.summary)].into_iter().chain(lines);
    // By their first letter, so that a word is held against few of them.
    let mut rules_by_letter: BTreeMap<u8, Vec<(Topic, &str)>> = BTreeMap::new();
    for (topic, rules) in rules().filter(|(topic, _)| !settled.contains(topic)) {
        for rule in rules {
            rules_by_letter.entry(first_byte(rule)).or_default().push((topic, rule));
        }
    }
    let mut by_topic: BTreeMap<Topic, Vec<Found>> = BTreeMap::new();
    let mut left = MAX_WORDS;
    for (place, line) in parts {
        let words: Vec<Word<'_>> = words_of(line).take(left).collect();
        left -= words.len();
        for start in 0..words.len() {
            let here = words.get(start..).unwrap_or_default();
            let rules = here.first().and_then(|word| rules_by_letter.get(&first_byte(&word.folded)));
            let mut longest: BTreeMap<Topic, &Word<'_>> = BTreeMap::new();
            for (topic, rule) in rules.into_iter().flatten() {
                if let Some(last) = last_word_of(rule, here)
                    && longest.get(topic).is_none_or(|other| other.to < last.to)
                {
                    longest.insert(*topic, last);
                }
            }
            for (topic, last) in longest {
                let found = by_topic.entry(topic).or_default();
                let written = here.first().and_then(|first| line.get(first.from..last.to)).unwrap_or_default();
                let again = found.iter().any(|other| other.words.to_lowercase() == written.to_lowercase());
                if found.len() < MAX_PLACES && !again {
                    found.push(Found { words: shown(written), place });
                }
            }
        }
        if left == 0 {
            break;
        }
    }
    by_topic.into_iter().map(|(topic, found)| Suggestion { topic, found }).collect()
}

/// A word of a line, in lower case, and where it stands in bytes.
struct Word<'l> {
    folded: std::borrow::Cow<'l, str>,
    from: usize,
    to: usize,
}

/// Runs of letters and digits.
fn words_of(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..)?;
        let from = at + rest.find(char::is_alphanumeric)?;
        let length = line.get(from..)?.find(|c: char| !c.is_alphanumeric());
        let to = length.map_or(line.len(), |length| from + length);
        at = to;
        let word = line.get(from..to)?;
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        Some(Word { folded: if plain { word.into() } else { word.to_lowercase().into() }, from, to })
    })
}

/// The last of the words at the start of `words` that a rule takes, if it fits.
fn last_word_of<'w, 'l>(rule: &str, words: &'w [Word<'l>]) -> Option<&'w Word<'l>> {
    let mut words = words.iter();
    let mut last = None;
    for wanted in rule.split(' ') {
        let word = words.next()?;
        let fits = match wanted.strip_suffix('*') {
            Some(stem) => word.folded.starts_with(stem),
            None => word.folded == wanted,
        };
        if !fits {
            return None;
        }
        last = Some(word);
    }
    last
}

/// 0 for an empty text.
fn first_byte(text: &str) -> u8 {
    text.as_bytes().first().copied().unwrap_or_default()
}

/// The author's words, short enough to be repeated in a sentence.
fn shown(words: &str) -> String {
    let mut shown: String = words.chars().filter(|c| !is_unprintable(*c)).take(MAX_FOUND_CHARS).collect();
    if words.chars().count() > MAX_FOUND_CHARS {
        shown.push('…');
    }
    shown
}
