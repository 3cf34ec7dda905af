//! What an author typed and chose to keep on their own device: which fields, how much, and in what form (issue 4,
//! Offline: "Drafts kept on the device only where the writer says so").
//!
//! It is never sent. The browser and the tests share this code.

/// The most that is kept of one form, in bytes of UTF-8 as it is written down: about forty pages. A browser has room
/// for fifty times as much.
pub const MOST_BYTES: usize = 100_000;

/// The name of the author's form.
pub const ARTICLE_FORM: &str = "article";

/// The name of the field of that form whose text tells one piece from another.
pub const TEXT_FIELD: &str = "text";

/// The name under which a device keeps what was typed into a form. Neutral, as others may look.
pub fn storage_key(form: &str) -> String {
    ["kept-", form].concat()
}

/// What kind of field it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line, or several.
    Text,
    /// A box to tick.
    Tick,
}

impl Kind {
    /// The kind of an element with this tag, type and name; `None` for what is never kept: passwords, hidden fields,
    /// files, buttons, and whatever has no name.
    pub fn of(tag: &str, kind: &str, name: &str) -> Option<Self> {
        if name.is_empty() {
            return None;
        }
        let is = |wanted: &str| tag.eq_ignore_ascii_case(wanted);
        match kind {
            _ if is("textarea") => Some(Self::Text),
            "text" if is("input") => Some(Self::Text),
            "checkbox" if is("input") => Some(Self::Tick),
            _ => None,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Tick => "tick",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Text, Self::Tick].into_iter().find(|kind| kind.word() == word)
    }
}

/// A field with something in it: a text, or a box that is ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What kind of field.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What stands in it; of a box, the value that it sends.
    pub value: String,
}

/// What was typed into a form, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDraft {
    /// When it was last kept, in the writer's own words and time: "21 November 2026, 14:05".
    pub at: String,
    /// What stands in the form, in its order.
    pub entries: Vec<Entry>,
}

/// It is longer than [`MOST_BYTES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl KeptDraft {
    /// Whether there is nothing that somebody would miss.
    pub fn is_empty(&self) -> bool {
        self.entries.iter().all(|entry| entry.kind == Kind::Text && entry.value.trim().is_empty())
    }

    /// What a device keeps: a line with the time, and one for each field.
    ///
    /// # Errors
    /// [`TooLong`]
    pub fn to_text(&self) -> Result<String, TooLong> {
        let mut text = String::new();
        escape(&mut text, &self.at);
        for entry in &self.entries {
            text.push('\n');
            text.push_str(entry.kind.word());
            text.push('\t');
            escape(&mut text, &entry.name);
            text.push('\t');
            escape(&mut text, &entry.value);
            if text.len() > MOST_BYTES {
                return Err(TooLong);
            }
        }
        Ok(text)
    }

    /// Reads what a device kept. `None` for what is no draft: nothing is offered then.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        let at = unescape(lines.next()?);
        let entries = lines.map(|line| {
            let mut parts = line.splitn(3, '\t');
            let kind = Kind::from_word(parts.next()?)?;
            Some(Entry { kind, name: unescape(parts.next()?), value: unescape(parts.next()?) })
        });
        let draft = Self { at, entries: entries.collect::<Option<_>>()? };
        (!draft.is_empty()).then_some(draft)
    }

    /// Whether both hold the same words. Boxes do not count, because a topic can be added while the piece is looked at.
    pub fn has_words_of(&self, other: &Self) -> bool {
        let words = |draft: &Self| -> Vec<(String, u64)> {
            let texts = draft.entries.iter().filter(|entry| entry.kind == Kind::Text);
            texts.map(|entry| (entry.name.clone(), fingerprint(&entry.value))).collect()
        };
        words(self) == words(other)
    }

    /// Whether it is the piece with this text that was published, by its [`fingerprint`]. Another piece, or a newer
    /// state of it, is not, and must not be lost.
    pub fn became(&self, published: u64) -> bool {
        self.entries.iter().any(|entry| entry.name == TEXT_FIELD && fingerprint(&entry.value) == published)
    }
}

/// A number for the words of a text (FNV-1a, 64 bits), whatever way its lines end. It only recognises what its own
/// author wrote; it proves nothing.
pub fn fingerprint(text: &str) -> u64 {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    text.split_whitespace()
        .flat_map(|word| word.bytes().chain([b' ']))
        .fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

/// No tab and no end of a line, so that lines and parts stay what they are.
fn escape(to: &mut String, value: &str) {
    for letter in value.chars() {
        match letter {
            '\\' => to.push_str("\\\\"),
            '\n' => to.push_str("\\n"),
            '\t' => to.push_str("\\t"),
            other => to.push(other),
        }
    }
}

fn unescape(value: &str) -> String {
    let mut letters = value.chars();
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some(other) => other,
                None => break,
            },
            other => other,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn text(name: &str, value: &str) -> Entry {
        Entry { kind: Kind::Text, name: name.into(), value: value.into() }
    }

    fn tick(name: &str, value: &str) -> Entry {
        Entry { kind: Kind::Tick, name: name.into(), value: value.into() }
    }

    fn draft(entries: Vec<Entry>) -> KeptDraft {
        KeptDraft { at: "21 November 2026, 14:05".into(), entries }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_what_was_typed_or_ticked_is_kept() {
        assert_eq!(Kind::of("TEXTAREA", "", "text"), Some(Kind::Text));
        assert_eq!(Kind::of("INPUT", "text", "title"), Some(Kind::Text));
        assert_eq!(Kind::of("INPUT", "checkbox", "topics"), Some(Kind::Tick));
        for kind in ["password", "hidden", "file", "email", "submit", "radio", ""] {
            assert_eq!(Kind::of("INPUT", kind, "name"), None, "{kind}");
        }
        assert_eq!(Kind::of("INPUT", "checkbox", ""), None);
        assert_eq!(Kind::of("BUTTON", "text", "step"), None);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn it_is_written_down_a_field_a_line() {
        let draft = draft(vec![text("text", "One\n\ttwo \\n"), tick("topics", "racism")]);
        let kept = draft.to_text().unwrap();
        assert_eq!(kept, "21 November 2026, 14:05\ntext\ttext\tOne\\n\\ttwo \\\\n\ntick\ttopics\tracism");
        assert_eq!(KeptDraft::parse(&kept), Some(draft));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_no_draft_is_not_offered() {
        for text in ["", "today", "today\n", "today\ntext\ttitle", "today\nfile\ta\tb", "today\ntext\ttitle\t  "] {
            assert_eq!(KeptDraft::parse(text), None, "{text:?}");
        }
        assert!(draft(vec![text("title", " \n")]).is_empty());
        assert!(!draft(vec![tick("topics", "racism")]).is_empty());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn there_is_an_end_to_what_is_kept() {
        let most = MOST_BYTES - draft(vec![text("text", "")]).to_text().unwrap().len();
        assert!(draft(vec![text("text", &"a".repeat(most))]).to_text().is_ok());
        assert_eq!(draft(vec![text("text", &"a".repeat(most + 1))]).to_text(), Err(TooLong));
        assert_eq!(draft(vec![text("text", &"\n".repeat(most / 2 + 1))]).to_text(), Err(TooLong));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_the_piece_itself_was_published() {
        let draft = draft(vec![text("title", "A day"), text("text", "It rained.\n\nWe sang.")]);
        assert!(draft.became(fingerprint("It rained.\r\n\r\nWe sang.\r\n")));
        assert!(!draft.became(fingerprint("It rained.\n\nWe sang. And danced.")));
        assert!(!draft.became(fingerprint("A day")));
        assert_ne!(fingerprint("a bc"), fingerprint("ab c"));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_topic_more_is_still_the_same_piece() {
        let before = draft(vec![text("text", "One\ntwo")]);
        let after = draft(vec![text("text", "One\r\ntwo"), tick("topics", "racism")]);
        assert!(before.has_words_of(&after));
        assert!(!before.has_words_of(&draft(vec![text("text", "One")])));
    }

    proptest! {
        #[test]
        fn everything_comes_back(at in "\\PC*", fields in proptest::collection::vec((any::<bool>(), any::<String>(), any::<String>()), 1..5)) {
            let entries = fields.iter().map(|(is_tick, name, value)| if *is_tick { tick(name, value) } else { text(name, value) });
            let draft = KeptDraft { at, entries: entries.collect() };
            let expected = (!draft.is_empty()).then(|| draft.clone());
            prop_assert_eq!(KeptDraft::parse(&draft.to_text().unwrap()), expected);
        }

        #[test]
        fn any_text_is_read(text in any::<String>()) {
            if let Some(draft) = KeptDraft::parse(&text) {
                prop_assert_eq!(KeptDraft::parse(&draft.to_text().unwrap()), Some(draft));
            }
        }
    }
}
