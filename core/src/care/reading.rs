//! How long a text is, in words and minutes, so that a reader can choose before opening it.

/// Words that an adult reads in one minute, at the calm end of what studies report.
pub const WORDS_PER_MINUTE: u32 = 200;

/// The length of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReadingLength {
    words: u32,
}

impl ReadingLength {
    /// Counts the words of a Markdown source: runs of text that hold a letter
    /// or a digit, so that list dashes and rules do not count.
    pub fn of(source: &str) -> Self {
        let words = source.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        Self { words: u32::try_from(words).unwrap_or(u32::MAX) }
    }

    /// A length that was counted before.
    pub const fn of_words(words: u32) -> Self {
        Self { words }
    }

    /// The number of words.
    pub const fn words(self) -> u32 {
        self.words
    }

    /// Whole minutes at [`WORDS_PER_MINUTE`], rounded up; 0 for an empty text.
    pub const fn minutes(self) -> u32 {
        self.words.div_ceil(WORDS_PER_MINUTE)
    }

    /// The length as a person would say it: "1 word, under a minute",
    /// "450 words, about 3 minutes".
    pub fn in_words(self) -> String {
        let words = match self.words {
            1 => String::from("1 word"),
            many => format!("{many} words"),
        };
        match self.minutes() {
            0 | 1 => format!("{words}, under a minute"),
            minutes => format!("{words}, about {minutes} minutes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test(unsupported = test)]
    fn marks_are_not_words() {
        assert_eq!(ReadingLength::of("- one\n- **two**\n\n---\n").words(), 2);
        assert_eq!(ReadingLength::of("  \n ").words(), 0);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn minutes_round_up() {
        let length = |words: usize| ReadingLength::of(&"word ".repeat(words));
        assert_eq!(length(0).minutes(), 0);
        assert_eq!(length(200).minutes(), 1);
        assert_eq!(length(201).minutes(), 2);
        assert_eq!(length(1).in_words(), "1 word, under a minute");
        assert_eq!(length(200).in_words(), "200 words, under a minute");
        assert_eq!(length(450).in_words(), "450 words, about 3 minutes");
    }
}
