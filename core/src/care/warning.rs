//! The content-warning taxonomy (care.md, Content warnings) and the author's own words.
//!
//! A warning offers a choice. Nothing in the product may say that it protects.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a passage may be about. The order is the order of care.md and of every list that people see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Physical violence.
    Violence,
    /// Rape, assault, harassment.
    SexualViolence,
    /// Consensual sexual content.
    SexualContent,
    /// Abuse by a partner, a relative, a carer.
    Abuse,
    /// Death and grief.
    DeathAndGrief,
    /// Suicide and self-harm.
    SuicideAndSelfHarm,
    /// Mental health.
    MentalHealth,
    /// Alcohol and other drugs.
    SubstanceUse,
    /// Medical treatment and HIV.
    MedicalAndHiv,
    /// Being turned away by one's family.
    FamilyRejection,
    /// Outing, deadnaming, conversion practices.
    IdentityHarm,
    /// Racism.
    Racism,
    /// Homophobia, biphobia, transphobia.
    Queerphobia,
    /// Policing and immigration.
    PolicingAndImmigration,
    /// Harm done in the name of a religion.
    ReligiousHarm,
    /// Hate speech that is quoted.
    QuotedHateSpeech,
}

impl Topic {
    /// Every topic, in order.
    pub const ALL: [Self; 16] = [
        Self::Violence,
        Self::SexualViolence,
        Self::SexualContent,
        Self::Abuse,
        Self::DeathAndGrief,
        Self::SuicideAndSelfHarm,
        Self::MentalHealth,
        Self::SubstanceUse,
        Self::MedicalAndHiv,
        Self::FamilyRejection,
        Self::IdentityHarm,
        Self::Racism,
        Self::Queerphobia,
        Self::PolicingAndImmigration,
        Self::ReligiousHarm,
        Self::QuotedHateSpeech,
    ];

    /// The stable name in sources, settings and the database. It never changes.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::SexualViolence => "sexual-violence",
            Self::SexualContent => "sexual-content",
            Self::Abuse => "abuse",
            Self::DeathAndGrief => "death-and-grief",
            Self::SuicideAndSelfHarm => "suicide-and-self-harm",
            Self::MentalHealth => "mental-health",
            Self::SubstanceUse => "substance-use",
            Self::MedicalAndHiv => "medical-and-hiv",
            Self::FamilyRejection => "family-rejection",
            Self::IdentityHarm => "identity-harm",
            Self::Racism => "racism",
            Self::Queerphobia => "queerphobia",
            Self::PolicingAndImmigration => "policing-and-immigration",
            Self::ReligiousHarm => "religious-harm",
            Self::QuotedHateSpeech => "quoted-hate-speech",
        }
    }

    /// What a reader sees.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Violence => "violence",
            Self::SexualViolence => "sexual violence",
            Self::SexualContent => "sexual content",
            Self::Abuse => "abuse",
            Self::DeathAndGrief => "death and grief",
            Self::SuicideAndSelfHarm => "suicide and self-harm",
            Self::MentalHealth => "mental health",
            Self::SubstanceUse => "substance use",
            Self::MedicalAndHiv => "medical and HIV",
            Self::FamilyRejection => "family rejection",
            Self::IdentityHarm => "identity harm (outing, deadnaming, conversion practices)",
            Self::Racism => "racism",
            Self::Queerphobia => "homophobia, biphobia, transphobia",
            Self::PolicingAndImmigration => "policing and immigration",
            Self::ReligiousHarm => "religious harm",
            Self::QuotedHateSpeech => "quoted hate speech",
        }
    }

    /// Other words that authors reach for, all lower case with single hyphens.
    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::DeathAndGrief => &["death", "grief"],
            Self::SuicideAndSelfHarm => &["suicide", "self-harm"],
            Self::MedicalAndHiv => &["medical", "hiv"],
            Self::IdentityHarm => &["outing", "deadnaming", "conversion-practices"],
            Self::Queerphobia => &["homophobia", "biphobia", "transphobia"],
            Self::PolicingAndImmigration => &["policing", "immigration"],
            Self::QuotedHateSpeech => &["hate-speech"],
            _ => &[],
        }
    }

    /// Finds a topic by its slug, exactly as it is stored.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.slug() == slug)
    }

    /// Finds a topic by its slug, or by one of the words in its label such as
    /// "suicide" or "HIV". Case and the choice of space, hyphen or underscore do not matter.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name
            .to_lowercase()
            .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        Self::ALL.into_iter().find(|topic| topic.slug() == name || topic.synonyms().contains(&name.as_str()))
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

/// A warning in the author's own words: one line of 1 to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OwnWords(String);

impl OwnWords {
    /// The most characters that a warning in own words may have.
    pub const MAX_CHARS: usize = 80;

    /// Accepts a line of text; the blanks around it are dropped.
    pub fn new(words: &str) -> Result<Self, OwnWordsError> {
        let words = words.trim();
        let shown = words.chars().any(char::is_alphanumeric);
        if !shown || words.chars().any(is_unprintable) || words.chars().count() > Self::MAX_CHARS {
            return Err(OwnWordsError);
        }
        Ok(Self(words.to_owned()))
    }

    /// The words as they are shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OwnWords {
    type Error = OwnWordsError;

    fn try_from(words: String) -> Result<Self, OwnWordsError> {
        Self::new(&words)
    }
}

impl From<OwnWords> for String {
    fn from(words: OwnWords) -> Self {
        words.0
    }
}

/// Own words that are empty, too long, or hold characters that cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a warning in your own words is one line of 1 to 80 visible characters")]
pub struct OwnWordsError;

/// Control characters, and the marks that turn the direction of text around:
/// either could make a warning say something else than it holds.
pub(crate) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// One thing that a passage warns of. Topics sort before own words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Warning {
    /// A topic of the taxonomy.
    Topic(Topic),
    /// What the author wrote where no topic says it.
    OwnWords(OwnWords),
}

impl Warning {
    /// What a reader sees.
    pub fn label(&self) -> &str {
        match self {
            Self::Topic(topic) => topic.label(),
            Self::OwnWords(words) => words.as_str(),
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test(unsupported = test)]
    fn every_topic_is_found_by_each_of_its_names() {
        for topic in Topic::ALL {
            assert_eq!(Topic::from_name(topic.slug()), Some(topic));
            for synonym in topic.synonyms() {
                assert_eq!(Topic::from_name(synonym), Some(topic), "{synonym}");
            }
        }
        assert_eq!(Topic::from_name("  Sexual   Violence "), Some(Topic::SexualViolence));
        assert_eq!(Topic::from_name("HIV"), Some(Topic::MedicalAndHiv));
        assert_eq!(Topic::from_name("self_harm"), Some(Topic::SuicideAndSelfHarm));
        assert_eq!(Topic::from_name("spoilers"), None);
        assert_eq!(Topic::from_name(""), None);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn no_name_stands_for_two_topics() {
        let mut seen = BTreeSet::new();
        for topic in Topic::ALL {
            assert!(seen.insert(topic.slug()), "{}", topic.slug());
            for synonym in topic.synonyms() {
                assert!(seen.insert(synonym), "{synonym}");
            }
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_stored_form_is_the_slug() {
        for topic in Topic::ALL {
            let json = serde_json::to_string(&topic).unwrap();
            assert_eq!(json, format!("\"{}\"", topic.slug()));
            assert_eq!(serde_json::from_str::<Topic>(&json).unwrap(), topic);
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn own_words_are_one_visible_line() {
        assert_eq!(OwnWords::new("  a dog dies ").unwrap().as_str(), "a dog dies");
        for refused in ["", "  ", "...", "two\nlines", "turned \u{202E}round"] {
            assert_eq!(OwnWords::new(refused), Err(OwnWordsError), "{refused:?}");
        }
        assert!(OwnWords::new(&"é".repeat(80)).is_ok());
        assert!(OwnWords::new(&"é".repeat(81)).is_err());
        assert!(serde_json::from_str::<OwnWords>("\"\"").is_err());
    }
}
