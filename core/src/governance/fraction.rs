//! Exact comparisons of shares, because a vote must never turn on the rounding of a decimal.

use std::fmt;

/// A constant share between nothing and everything, such as 2/3. Never a measured value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    numerator: u32,
    denominator: u32,
}

impl Fraction {
    /// `numerator / denominator`, meant for constants, where a wrong share fails to compile.
    ///
    /// # Panics
    /// For a zero denominator, or a share over one.
    pub const fn new(numerator: u32, denominator: u32) -> Self {
        assert!(denominator > 0, "a share needs a denominator");
        assert!(numerator <= denominator, "a share is at most the whole");
        Self { numerator, denominator }
    }

    /// Whether `part / whole` is at least this share. True for a `whole` of nothing.
    ///
    /// Both sides of the comparison are below 2^98 (66 bits of counts, 32 bits of a constant), so that
    /// it is exact for every possible count.
    pub fn reached_by(self, part: u128, whole: u128) -> bool {
        part * u128::from(self.denominator) >= whole * u128::from(self.numerator)
    }

    /// Whether `part / whole` is more than this share. False for a `whole` of nothing.
    pub fn exceeded_by(self, part: u128, whole: u128) -> bool {
        part * u128::from(self.denominator) > whole * u128::from(self.numerator)
    }

    /// The smallest whole number that is at least this share of `whole`: the ceiling.
    pub fn smallest_part(self, whole: u64) -> u64 {
        let product = u128::from(whole) * u128::from(self.numerator);
        let part = product.div_ceil(u128::from(self.denominator));
        // The share is at most one, so the part is at most the whole.
        u64::try_from(part).unwrap_or(whole)
    }

    /// The share in whole per cent, where it is one: 30 for 3/10, `None` for 2/3.
    pub fn percent(self) -> Option<u32> {
        let hundredfold = u64::from(self.numerator) * 100;
        let denominator = u64::from(self.denominator);
        if hundredfold % denominator == 0 { u32::try_from(hundredfold / denominator).ok() } else { None }
    }
}

impl fmt::Display for Fraction {
    /// `2/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

/// The approval that a decision needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Strictly more than the share.
    MoreThan(Fraction),
    /// The share or more.
    AtLeast(Fraction),
}

impl Threshold {
    /// Whether `support / decisive` passes.
    pub fn met_by(self, support: u128, decisive: u128) -> bool {
        match self {
            Self::MoreThan(share) => share.exceeded_by(support, decisive),
            Self::AtLeast(share) => share.reached_by(support, decisive),
        }
    }
}

impl Threshold {
    /// The fewest in support that pass when `decisive` ballots are for or against. More than `decisive` only for
    /// "more than" everything, which is no threshold of the rules.
    pub fn smallest_support(self, decisive: u64) -> u64 {
        match self {
            Self::AtLeast(share) => share.smallest_part(decisive).max(1),
            Self::MoreThan(share) => {
                let floor = u128::from(decisive) * u128::from(share.numerator) / u128::from(share.denominator);
                u64::try_from(floor + 1).unwrap_or(u64::MAX)
            }
        }
    }

    /// The threshold as one would say it: `more than half`, `at least two thirds`.
    pub fn in_words(self) -> String {
        let (limit, share) = match self {
            Self::MoreThan(share) => ("more than ", share),
            Self::AtLeast(share) => ("at least ", share),
        };
        let name = match (share.numerator, share.denominator) {
            (1, 2) => "half",
            (2, 3) => "two thirds",
            (3, 4) => "three quarters",
            (4, 5) => "four fifths",
            _ => return format!("{limit}{share}"),
        };
        limit.to_owned() + name
    }
}

impl fmt::Display for Threshold {
    /// `more than 1/2`, `at least 2/3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MoreThan(share) => write!(f, "more than {share}"),
            Self::AtLeast(share) => write!(f, "at least {share}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    const TWO_THIRDS: Fraction = Fraction::new(2, 3);

    #[wasm_bindgen_test(unsupported = test)]
    fn two_thirds_has_an_exact_edge_at_every_size() {
        let largest = 4 * u128::from(u64::MAX);
        for whole in [3, 30, 3_000_000_000_000_000_000, largest - largest % 3] {
            let edge = whole / 3 * 2;
            assert!(TWO_THIRDS.reached_by(edge, whole), "{whole}");
            assert!(!TWO_THIRDS.reached_by(edge - 1, whole), "{whole}");
            assert!(!TWO_THIRDS.exceeded_by(edge, whole), "{whole}");
            assert!(TWO_THIRDS.exceeded_by(edge + 1, whole), "{whole}");
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_smallest_part_is_the_ceiling() {
        assert_eq!(Fraction::new(30, 100).smallest_part(10), 3);
        assert_eq!(Fraction::new(30, 100).smallest_part(11), 4);
        assert_eq!(Fraction::new(1, 1).smallest_part(u64::MAX), u64::MAX);
        assert_eq!(Fraction::new(1, 2).smallest_part(0), 0);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn thresholds_are_said_in_words() {
        assert_eq!(Threshold::MoreThan(Fraction::new(1, 2)).in_words(), "more than half");
        assert_eq!(Threshold::AtLeast(TWO_THIRDS).in_words(), "at least two thirds");
        assert_eq!(Threshold::AtLeast(Fraction::new(5, 7)).in_words(), "at least 5/7");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_fewest_in_support_pass_and_one_less_does_not() {
        for threshold in [Threshold::MoreThan(Fraction::new(1, 2)), Threshold::AtLeast(TWO_THIRDS)] {
            for decisive in (1..100).chain([u64::MAX]) {
                let fewest = threshold.smallest_support(decisive);
                assert!(threshold.met_by(fewest.into(), decisive.into()), "{threshold} {decisive}");
                assert!(!threshold.met_by((fewest - 1).into(), decisive.into()), "{threshold} {decisive}");
            }
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_whole_percentages_are_called_so() {
        assert_eq!(Fraction::new(3, 4).percent(), Some(75));
        assert_eq!(TWO_THIRDS.percent(), None);
    }
}
