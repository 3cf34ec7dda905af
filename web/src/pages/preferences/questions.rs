//! The questions of the page in its own words. Which choices there are is `core`'s; what each means is said here.

use blkout_core::care::preferences::{
    Celebrations, Face, Motion, Preferences, Presence, Spacing, Stimulus, Strength, TextSize, Theme,
};

/// Questions under one heading.
pub(super) struct Group {
    /// The heading's id.
    pub(super) id: &'static str,
    /// The heading.
    pub(super) heading: &'static str,
    /// In their order.
    pub(super) questions: &'static [Question],
}

/// One setting.
pub(super) struct Question {
    /// The setting's stable name.
    pub(super) setting: &'static str,
    /// What people read.
    pub(super) legend: &'static str,
    /// What helps to choose; may be empty.
    pub(super) about: &'static str,
    /// Each choice: stable name, what people read, what it means (may be empty).
    pub(super) choices: fn() -> Vec<(&'static str, &'static str, &'static str)>,
}

impl Question {
    /// The stable name of the choice in force.
    pub(super) fn chosen(&self, preferences: &Preferences) -> &'static str {
        let choices = preferences.choices();
        choices.into_iter().find(|(setting, _)| *setting == self.setting).map_or("", |(_, choice)| choice)
    }
}

/// A question about a setting of `core`, with what each choice means.
macro_rules! question {
    ($kind:ident, $legend:literal, $about:literal, { $($choice:ident => $hint:literal),+ $(,)? }) => {
        Question {
            setting: $kind::SLUG,
            legend: $legend,
            about: $about,
            choices: || {
                let hint = |choice: &$kind| match choice { $($kind::$choice => $hint),+ };
                $kind::ALL.iter().map(|choice| (choice.slug(), choice.label(), hint(choice))).collect()
            },
        }
    };
}

/// Everything that can be chosen on the page.
pub(super) const GROUPS: [Group; 3] = [
    Group { id: "reading", heading: "Seeing and reading", questions: READING },
    Group { id: "calm", heading: "Calm", questions: CALM },
    Group { id: "safety", heading: "Care and safety", questions: SAFETY },
];

const READING: &[Question] = &[
    question!(Theme, "Colours", "", {
        System => "",
        Light => "",
        Dark => "",
        HighContrast => "White and bright colours on black.",
    }),
    question!(TextSize, "Size of the words", "It adds to the size that your browser is set to.", {
        Standard => "",
        Large => "A quarter larger.",
        Larger => "Half as large again.",
        Largest => "Twice as large.",
    }),
    question!(Spacing, "Room between lines, words and letters", "", {
        Standard => "",
        Wide => "Everything stands further apart.",
    }),
    question!(
        Face,
        "Letters",
        "We do not send you a font for this. We ask your device for one whose letters are hard to mix up: Atkinson Hyperlegible, OpenDyslexic, Lexend, Verdana or Tahoma. If it has none of them, you see its plain letters.",
        {
            Standard => "",
            Reading => "Some readers with dyslexia find these easier. Others do not. See what suits you.",
        }
    ),
];

const CALM: &[Question] = &[
    question!(Motion, "Movement", "If your device asks for less movement, nothing moves, whatever you choose here.", {
        Standard => "Small and short.",
        Gentle => "Colours may fade. Nothing slides or grows.",
        None => "Nothing moves.",
    }),
    question!(Stimulus, "How much there is to look at", "", {
        Standard => "",
        Low => "Fewer colours, no patterns or pictures that only decorate, and nothing moves.",
    }),
    question!(Celebrations, "Joyful moments", "", {
        Hidden => "Nothing is celebrated.",
        Shown => "A small sign when a vote passes or a first payment comes in. It takes a second at most, makes no sound, and is never on a page about harm.",
    }),
];

const SAFETY: &[Question] = &[
    question!(
        Strength,
        "How much is said around hard things",
        "Warnings, “Leave this page” and “Help now” are always there. Nobody can switch them off. You choose how much is said around them.",
        {
            Standard => "What a closed part is about, how long it is, and what you can do.",
            Gentle => "Fewer words: what a closed part is about, and your choices.",
            Strong => "More words. Lists leave out the summary of a piece that carries warnings.",
        }
    ),
    question!(
        Presence,
        "If others use or see this device",
        "Being discreet cannot take away what is in the browser's history already. It does not hide this site's address from the browser or the network.",
        {
            Open => "",
            Discreet => "The site's name, icon and titles say little. No copies for reading offline are kept here, and you are signed out when the tab is closed.",
        }
    ),
];

#[cfg(test)]
mod tests {
    use blkout_core::care::preferences::Introduced;

    use super::*;

    #[test]
    fn everything_that_can_be_chosen_is_asked_once() {
        let mut asked: Vec<_> = GROUPS.iter().flat_map(|group| group.questions).map(|one| one.setting).collect();
        let mut known: Vec<_> = Preferences::default().choices().into_iter().map(|(setting, _)| setting).collect();
        // Whether somebody was told how to leave is remembered, not chosen.
        known.retain(|setting| *setting != Introduced::SLUG);
        asked.sort_unstable();
        known.sort_unstable();
        assert_eq!(asked, known);
    }

    #[test]
    fn the_choice_in_force_is_one_of_the_choices() {
        for question in GROUPS.iter().flat_map(|group| group.questions) {
            let chosen = question.chosen(&Preferences::default());
            assert_eq!((question.choices)().first().map(|(slug, ..)| *slug), Some(chosen), "{}", question.setting);
        }
    }
}
