//! What the strength that a reader chose decides (rules.md, Protected settings). There is no "off", and at every
//! strength a warned passage is closed, says what it is about, and offers a summary and every choice.

use super::preferences::Strength;
use crate::settings::{self, ProtectionStrength, TraumaInformedStrength};

/// How much is said around a protection, beyond what is always said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Explanation {
    /// Only what is always said.
    Short,
    /// Also what one may do here.
    Usual,
    /// Also that one need not go on, and where somebody can be talked to.
    Full,
}

impl Strength {
    /// How much a warned passage and its kin explain.
    pub const fn explanation(self) -> Explanation {
        match self {
            Self::Gentle => Explanation::Short,
            Self::Standard => Explanation::Usual,
            Self::Strong => Explanation::Full,
        }
    }

    /// Whether a list shows the summary of a piece that carries warnings. That it carries them is always shown.
    pub const fn lists_show_warned_summaries(self) -> bool {
        !matches!(self, Self::Strong)
    }
}

impl From<Strength> for settings::Strength {
    fn from(chosen: Strength) -> Self {
        match chosen {
            Strength::Gentle => Self::Gentle,
            Strength::Standard => Self::Standard,
            Strength::Strong => Self::Strong,
        }
    }
}

impl From<Strength> for ProtectionStrength {
    fn from(chosen: Strength) -> Self {
        Self(chosen.into())
    }
}

impl From<Strength> for TraumaInformedStrength {
    fn from(chosen: Strength) -> Self {
        Self(chosen.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_on_the_device_are_those_of_the_protected_settings() {
        let on_the_device: Vec<_> = Strength::ALL.iter().map(|strength| strength.slug()).collect();
        assert_eq!(on_the_device.len(), settings::Strength::ALL.len());
        for strength in Strength::ALL {
            assert_eq!(settings::Strength::from(*strength).as_str(), strength.slug());
            assert_eq!(ProtectionStrength::from(*strength).0, (*strength).into());
            assert_eq!(TraumaInformedStrength::from(*strength).0, (*strength).into());
        }
        assert_eq!(Strength::from_slug("off"), None);
        assert_eq!(settings::Strength::default(), Strength::default().into());
    }

    #[test]
    fn the_stronger_the_more_is_said_and_the_less_is_shown_unasked() {
        let order = [Strength::Gentle, Strength::Standard, Strength::Strong];
        assert!(order.is_sorted_by_key(|strength| strength.explanation()));
        assert!(order.is_sorted_by_key(|strength| !strength.lists_show_warned_summaries()));
        assert!(!Strength::Strong.lists_show_warned_summaries());
        assert!(Strength::default().lists_show_warned_summaries());
    }
}
