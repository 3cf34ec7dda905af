//! What a reader chose for each topic of a warning: always open, ask, or always skip (care.md, Content warnings).
//!
//! The choices are kept on the reader's own device and are never sent anywhere: which topics somebody skips says what
//! happened to them. The browser and the tests share this code.

use super::warning::{Topic, Warning};

/// The name under which a device keeps the choices.
pub const STORAGE_KEY: &str = "blkout-warnings";

/// What stands for a warning in the author's own words among the names of topics.
pub const OWN_WORDS: &str = "own-words";

/// What happens to a passage. The order is from the most careful to the least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// One line says that it is there, and it can be opened after all.
    Skip,
    /// Closed until the reader opens it.
    #[default]
    Ask,
    /// Open from the start.
    Open,
}

impl Choice {
    /// Every choice, in the order of the settings page.
    pub const ALL: [Self; 3] = [Self::Ask, Self::Open, Self::Skip];

    /// The stable name, as it is kept.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Ask => "ask",
            Self::Open => "open",
        }
    }

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Skip => "Always skip",
            Self::Ask => "Ask me",
            Self::Open => "Always open",
        }
    }

    /// The choice of this name.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.slug() == slug)
    }
}

/// A choice for every topic; [`Choice::Ask`] where nothing else was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TopicChoices([Choice; Topic::ALL.len()]);

impl TopicChoices {
    /// What was chosen for a topic.
    pub fn of(&self, topic: Topic) -> Choice {
        self.0[topic as usize]
    }

    /// Chooses for a topic.
    pub fn set(&mut self, topic: Topic, choice: Choice) {
        self.0[topic as usize] = choice;
    }

    /// What happens to a passage that is about several things: the most careful of the choices. Own words and names
    /// that are not known ask, because nothing was chosen for them.
    pub fn for_names<'n>(&self, names: impl IntoIterator<Item = &'n str>) -> Choice {
        let chosen = names.into_iter().map(|name| Topic::from_slug(name).map_or(Choice::Ask, |topic| self.of(topic)));
        chosen.min().unwrap_or_default()
    }

    /// Reads what a device kept, such as `racism=open;violence=skip`. What is not understood counts as not chosen.
    pub fn parse(text: &str) -> Self {
        let mut choices = Self::default();
        for pair in text.split(';') {
            if let Some((topic, choice)) = pair.split_once('=')
                && let (Some(topic), Some(choice)) = (Topic::from_slug(topic), Choice::from_slug(choice))
            {
                choices.set(topic, choice);
            }
        }
        choices
    }

    /// What a device keeps: the topics for which something else than asking was chosen; empty when there are none.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for topic in Topic::ALL {
            let choice = self.of(topic);
            if choice != Choice::Ask {
                if !text.is_empty() {
                    text.push(';');
                }
                text.push_str(topic.slug());
                text.push('=');
                text.push_str(choice.slug());
            }
        }
        text
    }
}

/// The names of what a passage warns of, for the page: slugs of topics and [`OWN_WORDS`], with blanks between them.
pub fn names_of(warnings: &[Warning]) -> String {
    let name = |warning: &Warning| match warning {
        Warning::Topic(topic) => topic.slug(),
        Warning::OwnWords(_) => OWN_WORDS,
    };
    warnings.iter().map(name).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn choices(text: &str) -> TopicChoices {
        TopicChoices::parse(text)
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_most_careful_choice_wins() {
        let choices = choices("racism=open;violence=skip;abuse=open");
        let of = |names: &str| choices.for_names(names.split_whitespace());
        assert_eq!(of("racism"), Choice::Open);
        assert_eq!(of("racism abuse"), Choice::Open);
        assert_eq!(of("racism mental-health"), Choice::Ask);
        assert_eq!(of("racism violence"), Choice::Skip);
        assert_eq!(of("violence mental-health own-words"), Choice::Skip);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_nobody_chose_for_asks() {
        let choices = choices("racism=open");
        assert_eq!(choices.for_names(["racism", OWN_WORDS]), Choice::Ask);
        assert_eq!(choices.for_names(["racism", "a-topic-of-tomorrow"]), Choice::Ask);
        assert_eq!(choices.for_names([]), Choice::Ask);
        assert_eq!(TopicChoices::default().for_names(Topic::ALL.map(Topic::slug)), Choice::Ask);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_kept_comes_back_and_asking_is_not_kept() {
        let text = "violence=skip;racism=open";
        assert_eq!(choices(text).to_text(), text);
        assert_eq!(choices("racism=ask").to_text(), "");
        assert_eq!(choices("racism=open;racism=ask").to_text(), "");
        assert_eq!(TopicChoices::default().to_text(), "");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_place_of_a_topic_is_its_own() {
        for (place, topic) in Topic::ALL.into_iter().enumerate() {
            assert_eq!(topic as usize, place);
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_passage_names_its_topics_and_no_own_words() {
        let own = super::super::warning::OwnWords::new("a dog dies").unwrap();
        let warnings = [Warning::Topic(Topic::Racism), Warning::OwnWords(own)];
        assert_eq!(names_of(&warnings), "racism own-words");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC*") {
            let read = choices(&text);
            prop_assert_eq!(choices(&read.to_text()), read);
        }

        #[test]
        fn one_more_topic_never_makes_it_less_careful(
            kept in proptest::collection::vec((0..Topic::ALL.len(), 0..3_usize), 0..16),
            about in proptest::collection::vec(0..Topic::ALL.len(), 1..8),
        ) {
            let mut choices = TopicChoices::default();
            for (topic, choice) in kept {
                choices.set(Topic::ALL[topic], Choice::ALL[choice]);
            }
            let names: Vec<_> = about.iter().map(|&topic| Topic::ALL[topic].slug()).collect();
            let all = choices.for_names(names.iter().copied());
            for name in names {
                prop_assert!(all <= choices.for_names([name]));
            }
        }
    }
}
