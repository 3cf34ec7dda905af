//! When a joyful moment is celebrated (care.md, Calm; rules.md, Protected settings): only where the community has
//! not switched it off, only for readers who asked for it, and never on a page about harm.

use super::preferences::{Celebrations, Preferences};
use crate::governance::Category;
use crate::settings::CelebrationElements;

/// The longest that anything moves, in milliseconds (care.md, Calm).
pub const LONGEST_MS: u32 = 1_000;

/// What there is to be glad about. Each is known from data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// A proposal was carried, on this subject.
    DecisionPassed(Category),
    /// The first payment for somebody's work, and so far the only one.
    FirstPayment,
}

impl Occasion {
    /// Whether the page that it stands on is about harm, or may be: safety, and how people treat each other.
    pub const fn may_be_about_harm(self) -> bool {
        matches!(self, Self::DecisionPassed(Category::Safety | Category::CommunityGuidelines))
    }

    /// Whether a reader with these preferences sees it celebrated.
    pub fn is_celebrated(self, community: CelebrationElements, reader: &Preferences) -> bool {
        community.visible_to(reader.celebrations == Celebrations::Hidden) && !self.may_be_about_harm()
    }

    /// The words. They say what is true, and nothing is missed without them.
    pub const fn words(self) -> &'static str {
        match self {
            Self::DecisionPassed(_) => "This passed. Members decided it together.",
            Self::FirstPayment => "Your first payment is here. Thank you for your work.",
        }
    }
}

/// Whether a creator's payments are the first one alone: `payments` so far, of which `taken_back` were refunded or
/// charged back.
pub const fn is_first_payment(payments: usize, taken_back: usize) -> bool {
    payments == 1 && taken_back == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLAD: Occasion = Occasion::DecisionPassed(Category::ResourceAllocation);

    fn asked_for_it() -> Preferences {
        Preferences { celebrations: Celebrations::Shown, ..Preferences::default() }
    }

    #[test]
    fn nobody_sees_it_who_did_not_ask() {
        assert!(!GLAD.is_celebrated(CelebrationElements::default(), &Preferences::default()));
        assert!(GLAD.is_celebrated(CelebrationElements::default(), &asked_for_it()));
        assert!(Occasion::FirstPayment.is_celebrated(CelebrationElements::default(), &asked_for_it()));
    }

    #[test]
    fn nothing_is_celebrated_where_it_may_be_about_harm() {
        for category in Category::ALL {
            let harm = matches!(category, Category::Safety | Category::CommunityGuidelines);
            let celebrated =
                Occasion::DecisionPassed(category).is_celebrated(CelebrationElements::default(), &asked_for_it());
            assert_eq!(celebrated, !harm, "{category:?}");
        }
    }

    #[test]
    fn only_one_payment_is_the_first() {
        assert!(is_first_payment(1, 0));
        for (payments, taken_back) in [(0, 0), (1, 1), (2, 0), (2, 1)] {
            assert!(!is_first_payment(payments, taken_back));
        }
    }
}
