//! What a check found, in words, and as the lines of text that a page draws it from.

use std::fmt;

/// The most faults that are listed; the others are counted.
const MOST_LISTED: usize = 20;

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything that was looked at is right.
    Right,
    /// Something is wrong.
    Wrong,
    /// The check could not be done to its end; nothing is known to be wrong.
    Unable,
}

impl Verdict {
    /// The word for it in the lines of a report.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::Unable => "unable",
        }
    }
}

/// What a check found. Its text is one line for each piece: a word, a tab, and what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How the check ended.
    pub verdict: Verdict,
    /// The one sentence to read.
    pub title: String,
    /// What is wrong, one sentence each.
    pub faults: Vec<String>,
    /// What was checked, what was not, and what one can do.
    pub said: Vec<String>,
}

/// Sentences about what is wrong: listed as far as anybody reads, and counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    listed: Vec<String>,
    unlisted: usize,
}

impl Faults {
    /// Takes note of a fault.
    pub fn add(&mut self, fault: String) {
        if self.listed.len() < MOST_LISTED {
            self.listed.push(fault);
        } else {
            self.unlisted += 1;
        }
    }

    /// Takes over those of another list.
    pub fn append(&mut self, other: Self) {
        self.unlisted += other.unlisted;
        other.listed.into_iter().for_each(|fault| self.add(fault));
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    fn into_sentences(mut self) -> Vec<String> {
        if self.unlisted > 0 {
            self.listed.push(format!("And {} more.", count(self.unlisted)));
        }
        self.listed
    }
}

impl Report {
    /// Everything is right.
    pub fn right(title: &str, said: Vec<String>) -> Self {
        Self { verdict: Verdict::Right, title: title.to_owned(), faults: Vec::new(), said }
    }

    /// Something is wrong with a page, or with the record behind it. Says also what one can do.
    pub fn wrong(title: &str, faults: Faults, said: Vec<String>) -> Self {
        let advice = "What you can do: load the page again and check again. If it stays so, keep a copy of the page and \
                      show it to somebody you trust and to a steward. Nothing was sent to anybody by this check.";
        Self::wrong_with(title, faults, said, advice)
    }

    /// Something is wrong with a saved file. Says also what one can do.
    pub fn wrong_file(title: &str, faults: Faults, said: Vec<String>) -> Self {
        let advice = "What you can do: save the record once more, from the site or from somebody else who has it, and \
                      check that. If it stays so, keep this file and show it to somebody you trust and to a steward. \
                      Nothing was sent to anybody by this check.";
        Self::wrong_with(title, faults, said, advice)
    }

    fn wrong_with(title: &str, faults: Faults, mut said: Vec<String>, advice: &str) -> Self {
        said.push(advice.to_owned());
        Self { verdict: Verdict::Wrong, title: title.to_owned(), faults: faults.into_sentences(), said }
    }

    /// The check could not be done, for this reason; `next` says what one can do.
    pub fn unable(reason: String, next: &str) -> Self {
        let said = vec![
            reason,
            "This does not mean that a figure is wrong, only that this check could not tell. Nothing is lost."
                .to_owned(),
            next.to_owned(),
        ];
        Self {
            verdict: Verdict::Unable,
            title: "The check could not be finished.".to_owned(),
            faults: Vec::new(),
            said,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = |word: &str, text: &str| writeln!(f, "{word}\t{}", text.replace(['\n', '\t'], " "));
        line(self.verdict.word(), &self.title)?;
        self.faults.iter().try_for_each(|fault| line("fault", fault))?;
        self.said.iter().try_for_each(|said| line("said", said))
    }
}

/// A number as people read it: `12,345`.
pub fn count(number: impl TryInto<u64>) -> String {
    let digits = number.try_into().unwrap_or(u64::MAX).to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_commas() {
        assert_eq!([0_u64, 999, 1_000, 12_345, 1_234_567].map(count), ["0", "999", "1,000", "12,345", "1,234,567"]);
    }

    #[test]
    fn a_report_is_lines_that_nothing_shown_can_break() {
        let mut faults = Faults::default();
        faults.add("shows £1\nright\tforged".to_owned());
        let report = Report { said: vec!["ok".to_owned()], ..Report::wrong("Wrong.", faults, Vec::new()) };
        assert_eq!(report.to_string(), "wrong\tWrong.\nfault\tshows £1 right forged\nsaid\tok\n");
    }

    #[test]
    fn many_faults_are_counted() {
        let mut faults = Faults::default();
        (0..1_050).for_each(|index| faults.add(index.to_string()));
        let sentences = faults.into_sentences();
        assert_eq!((sentences.len(), sentences.last().map(String::as_str)), (21, Some("And 1,030 more.")));
    }
}
