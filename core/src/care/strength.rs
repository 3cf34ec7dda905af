//! What the strength that a reader chose decides (rules.md, Protected settings). There is no "off", and at every
//! strength a warned passage is closed, says what it is about, and offers a summary and every choice.

use super::preferences::Strength;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_off() {
        for word in ["off", "none", "0", "", "Standard"] {
            assert_eq!(Strength::from_slug(word), None, "{word}");
        }
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
