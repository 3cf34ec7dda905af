//! What a reader chose about how pages look and behave (care.md, Calm and Access).
//!
//! Nothing here needs an account. A choice lives in one cookie on the reader's own device, so that it counts before the
//! first paint and without scripts; it goes when the reader leaves by "Leave this page". Only what differs from the
//! standard is written, so that a device that keeps nothing asks for nothing.

use std::fmt::Write as _;

/// The longest text that is read as preferences, in bytes. What is longer was not written by us.
pub const LONGEST_TEXT: usize = 512;

/// One setting with its choices; the first choice is the standard.
macro_rules! setting {
    (
        $(#[$about:meta])*
        $name:ident, $slug:literal;
        $($(#[$choice_about:meta])* $choice:ident = $choice_slug:literal, $label:literal;)+
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$choice_about])* $choice,)+
        }

        impl $name {
            /// The stable name of the setting: in the cookie, in forms, and as `data-` attribute of the document.
            pub const SLUG: &'static str = $slug;
            /// Every choice, the standard first.
            pub const ALL: &'static [Self] = &[$(Self::$choice,)+];

            /// The stable name of the choice.
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$choice => $choice_slug,)+ }
            }

            /// What a reader sees.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$choice => $label,)+ }
            }

            /// The choice of this stable name.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|choice| choice.slug() == slug)
            }
        }
    };
}

setting! {
    /// Colours.
    Theme, "theme";
    /// As the device says.
    #[default]
    System = "system", "As this device says";
    /// Dark letters on a light ground.
    Light = "light", "Light";
    /// Light letters on a dark ground.
    Dark = "dark", "Dark";
    /// The strongest contrast, light on black.
    HighContrast = "high-contrast", "High contrast";
}

setting! {
    /// How large the text is.
    TextSize, "text-size";
    /// As the browser says.
    #[default]
    Standard = "standard", "Standard";
    /// A quarter larger.
    Large = "large", "Large";
    /// Half as large again.
    Larger = "larger", "Larger";
    /// Twice as large.
    Largest = "largest", "Largest";
}

setting! {
    /// The room between lines, words and letters.
    Spacing, "spacing";
    /// As designed.
    #[default]
    Standard = "standard", "Standard";
    /// The spacing of WCAG 2.2, 1.4.12.
    Wide = "wide", "Wide";
}

setting! {
    /// The letters.
    Face, "face";
    /// The device's own.
    #[default]
    Standard = "standard", "Standard";
    /// Letters that some readers with dyslexia tell apart more easily.
    Reading = "reading", "Easier to tell apart";
}

setting! {
    /// How much moves.
    Motion, "motion";
    /// Small and short, and nothing where the device asks for less.
    #[default]
    Standard = "standard", "Standard";
    /// Fades only.
    Gentle = "gentle", "Gentle";
    /// Nothing.
    None = "none", "None";
}

setting! {
    /// How much there is to look at.
    Stimulus, "stimulus";
    /// As designed.
    #[default]
    Standard = "standard", "Standard";
    /// No decoration, no motion, quiet colours.
    Low = "low", "Low";
}

setting! {
    /// How strongly the product protects and asks (rules.md §4: there is no "off").
    Strength, "strength";
    /// The strength that suits most.
    #[default]
    Standard = "standard", "Standard";
    /// Fewer words.
    Gentle = "gentle", "Gentle";
    /// More is closed, and more is asked.
    Strong = "strong", "Strong";
}

setting! {
    /// Joyful moments, at most one second long and never on a page about harm.
    Celebrations, "celebrations";
    /// Nothing.
    #[default]
    Hidden = "hidden", "Hidden";
    /// A decision passed, a first payment.
    Shown = "shown", "Shown";
}

setting! {
    /// How openly the site shows whose it is ("this is a shared phone").
    Presence, "presence";
    /// With its name.
    #[default]
    Open = "open", "With its name";
    /// A neutral name, icon and titles; no service worker, no offline copies; signed out with the tab.
    Discreet = "discreet", "Discreet";
}

setting! {
    /// Whether the reader was told how to leave.
    Introduced, "introduced";
    /// Not yet.
    #[default]
    No = "no", "Not yet";
    /// Told, or did not want to be.
    Yes = "yes", "Yes";
}

/// Everything that a reader chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Preferences {
    /// Colours.
    pub theme: Theme,
    /// How large the text is.
    pub text_size: TextSize,
    /// The room between lines.
    pub spacing: Spacing,
    /// The letters.
    pub face: Face,
    /// How much moves.
    pub motion: Motion,
    /// How much there is to look at.
    pub stimulus: Stimulus,
    /// How strongly the product protects.
    pub strength: Strength,
    /// Joyful moments.
    pub celebrations: Celebrations,
    /// How openly the site shows whose it is.
    pub presence: Presence,
    /// Whether the reader was told how to leave.
    pub introduced: Introduced,
}

/// The settings of [`Preferences`], each with its field: what `$do` makes of each.
macro_rules! each_setting {
    ($do:ident) => {
        $do!(theme, Theme);
        $do!(text_size, TextSize);
        $do!(spacing, Spacing);
        $do!(face, Face);
        $do!(motion, Motion);
        $do!(stimulus, Stimulus);
        $do!(strength, Strength);
        $do!(celebrations, Celebrations);
        $do!(presence, Presence);
        $do!(introduced, Introduced);
    };
}

/// A setting was asked for a choice that it does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the setting {setting} has no such choice")]
pub struct UnknownChoice {
    /// The setting's stable name.
    pub setting: &'static str,
}

impl Preferences {
    /// Sets the setting of a stable name to the choice of a stable name. What is not known changes nothing.
    pub fn set(&mut self, setting: &str, choice: &str) {
        macro_rules! set {
            ($field:ident, $kind:ident) => {
                if setting == $kind::SLUG {
                    self.$field = $kind::from_slug(choice).unwrap_or(self.$field);
                }
            };
        }
        each_setting!(set);
    }

    /// Like [`Self::set`], for what a person chose just now.
    ///
    /// # Errors
    /// [`UnknownChoice`] when the setting has no such choice. A setting that is not known is left to whoever knows it.
    pub fn choose(&mut self, setting: &str, choice: &str) -> Result<(), UnknownChoice> {
        macro_rules! choose {
            ($field:ident, $kind:ident) => {
                if setting == $kind::SLUG {
                    self.$field = $kind::from_slug(choice).ok_or(UnknownChoice { setting: $kind::SLUG })?;
                }
            };
        }
        each_setting!(choose);
        Ok(())
    }

    /// Every setting and its choice, by stable names, in the order of the page.
    pub fn choices(&self) -> Vec<(&'static str, &'static str)> {
        let mut choices = Vec::new();
        macro_rules! tell {
            ($field:ident, $kind:ident) => {
                choices.push(($kind::SLUG, self.$field.slug()));
            };
        }
        each_setting!(tell);
        choices
    }

    /// The choice of a setting by its stable name, where it differs from the standard.
    pub fn chosen(&self, setting: &str) -> Option<&'static str> {
        self.differing().find(|(name, _)| *name == setting).map(|(_, choice)| choice)
    }

    fn differing(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let choices = self.choices().into_iter().zip(Self::default().choices());
        choices.filter(|(chosen, standard)| chosen != standard).map(|(chosen, _)| chosen)
    }

    /// Reads the text of the cookie. What is not known is left at its standard: an older or newer version of the
    /// product may have written it.
    pub fn parse(text: &str) -> Self {
        let mut read = Self::default();
        if text.len() <= LONGEST_TEXT {
            for (setting, choice) in text.split('.').filter_map(|part| part.split_once(':')) {
                read.set(setting, choice);
            }
        }
        read
    }

    /// The text of the cookie: only what differs from the standard, so empty for a reader who chose nothing.
    /// At most [`LONGEST_TEXT`] bytes of `a-z`, `-`, `:` and `.`.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (setting, choice) in self.differing() {
            let stop = if text.is_empty() { "" } else { "." };
            let _ = write!(text, "{stop}{setting}:{choice}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_reader_who_chose_nothing_has_nothing_kept() {
        assert_eq!(Preferences::default().to_text(), "");
        assert_eq!(Preferences::parse(""), Preferences::default());
    }

    #[test]
    fn only_what_differs_is_written() {
        let chosen = Preferences { theme: Theme::Dark, motion: Motion::None, ..Preferences::default() };
        assert_eq!(chosen.to_text(), "theme:dark.motion:none");
    }

    #[test]
    fn a_choice_that_there_is_not_is_refused_and_changes_nothing() {
        let mut chosen = Preferences { theme: Theme::Dark, ..Preferences::default() };
        assert_eq!(chosen.choose("strength", "off"), Err(UnknownChoice { setting: "strength" }));
        assert_eq!(chosen.choose("theme", ""), Err(UnknownChoice { setting: "theme" }));
        assert_eq!(chosen.choose("shoes", "red"), Ok(()));
        assert_eq!(chosen, Preferences { theme: Theme::Dark, ..Preferences::default() });
        assert_eq!(chosen.choose("theme", "light"), Ok(()));
        assert_eq!(chosen.theme, Theme::Light);
    }

    #[test]
    fn what_is_not_known_leaves_the_rest_as_it_was() {
        let read = Preferences::parse("theme:dark.theme:neon.shoes:red.motion.:.text-size:large");
        let expected = Preferences { theme: Theme::Dark, text_size: TextSize::Large, ..Preferences::default() };
        assert_eq!(read, expected);
        assert_eq!(Preferences::parse(&"theme:dark.".repeat(100)), Preferences::default());
    }

    proptest! {
        #[test]
        fn every_combination_comes_back(picks in proptest::collection::vec(any::<prop::sample::Index>(), 10)) {
            let mut chosen = Preferences::default();
            let mut pick = picks.into_iter();
            macro_rules! choose {
                ($field:ident, $kind:ident) => {
                    chosen.$field = *pick.next().unwrap().get($kind::ALL);
                };
            }
            each_setting!(choose);
            let text = chosen.to_text();
            prop_assert_eq!(Preferences::parse(&text), chosen);
            prop_assert!(text.len() <= LONGEST_TEXT);
            prop_assert!(text.bytes().all(|byte| byte.is_ascii_lowercase() || b"-:.".contains(&byte)));
        }

        #[test]
        fn no_text_is_too_strange(text in ".*") {
            let read = Preferences::parse(&text);
            prop_assert_eq!(Preferences::parse(&read.to_text()), read);
        }
    }
}
