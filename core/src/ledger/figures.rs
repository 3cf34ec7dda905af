//! Shares of the ledger as exact fractions, compared without rounding: the lowest share ever paid to creators, and
//! what the processor takes on average.

use std::{cmp::Ordering, fmt};

use crate::money::Split;

/// Hundredths of a per cent in a whole.
const HUNDREDTHS: i128 = 10_000;

/// A part of a whole, both in minor units of one currency; the whole is above nought.
///
/// Ordered by value, by cross-multiplication in 128 bits: two fractions that are equal in value are equal.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    part: i64,
    whole: i64,
}

/// Per cent with two decimals at most, from a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerCent {
    hundredths: i128,
    /// Whether nothing was rounded away.
    pub is_exact: bool,
}

impl Ratio {
    /// `part / whole`; `None` when the whole is nought or less, because nothing has no share (rules.md, Money: "Zero
    /// revenue has no share").
    pub fn new(part: i64, whole: i64) -> Option<Self> {
        (whole > 0).then_some(Self { part, whole })
    }

    /// What the creators of a payment have together of what is left of it. `None` for a gift, which is whole for the
    /// community, and for a payment of which nothing is left.
    pub fn paid_to_creators(split: &Split) -> Option<Self> {
        if split.creators.is_empty() { None } else { Self::new(split.creator_pool, split.gross) }
    }

    /// The part, in minor units.
    pub fn part(self) -> i64 {
        self.part
    }

    /// The whole, in minor units; above nought.
    pub fn whole(self) -> i64 {
        self.whole
    }

    /// The same fraction in lowest terms.
    #[must_use]
    pub fn reduced(self) -> Self {
        let divisor = greatest_common_divisor(self.part.unsigned_abs(), self.whole.unsigned_abs());
        // The divisor is at most the whole, which is an i64 above nought.
        let divisor = i64::try_from(divisor).unwrap_or(1);
        Self { part: self.part / divisor, whole: self.whole / divisor }
    }

    /// The share in per cent, two decimals, rounded down: never more than was paid.
    pub fn per_cent_down(self) -> PerCent {
        let scaled = i128::from(self.part) * HUNDREDTHS;
        let whole = i128::from(self.whole);
        PerCent { hundredths: scaled.div_euclid(whole), is_exact: scaled.rem_euclid(whole) == 0 }
    }

    /// The share in per cent, two decimals, rounded to the nearest; halves up.
    pub fn per_cent_nearest(self) -> PerCent {
        let scaled = i128::from(self.part) * HUNDREDTHS;
        let whole = i128::from(self.whole);
        PerCent { hundredths: (2 * scaled + whole).div_euclid(2 * whole), is_exact: scaled.rem_euclid(whole) == 0 }
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let here = i128::from(self.part) * i128::from(other.whole);
        let there = i128::from(other.part) * i128::from(self.whole);
        here.cmp(&there)
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Ratio {}

impl fmt::Display for Ratio {
    /// In lowest terms: `3/4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, whole } = self.reduced();
        write!(f, "{part}/{whole}")
    }
}

impl fmt::Display for PerCent {
    /// `75%`, `75.5%`, `−0.04%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.hundredths.unsigned_abs() / 100, self.hundredths.unsigned_abs() % 100);
        let minus = if self.hundredths < 0 { "\u{2212}" } else { "" };
        match (rest, rest % 10) {
            (0, _) => write!(f, "{minus}{whole}%"),
            (_, 0) => write!(f, "{minus}{whole}.{}%", rest / 10),
            _ => write!(f, "{minus}{whole}.{rest:02}%"),
        }
    }
}

/// The lowest share of a ledger, and the transaction after which it was so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LowestShare {
    /// The ledger's number of the transaction.
    pub number: i64,
    /// What the creators had together of what was left of its payment.
    pub share: Ratio,
}

impl LowestShare {
    /// The lower of two; of equal ones the earlier in the ledger, so that the order of looking does not matter.
    #[must_use]
    pub fn lower(self, other: Self) -> Self {
        if (other.share, other.number) < (self.share, self.number) { other } else { self }
    }
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{CreatorShare, CreatorSlug, MAX_PAYMENT_MINOR, Weights, split};
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn ratio(part: i64, whole: i64) -> Ratio {
        Ratio::new(part, whole).unwrap()
    }

    fn share_of(gross: i64, creators: &[&str]) -> Option<Ratio> {
        let weights = Weights::new(creators.iter().map(|slug| (CreatorSlug::new(*slug).unwrap(), 1))).unwrap();
        Ratio::paid_to_creators(&split("ch_1", gross, CreatorShare::FLOOR, &weights).unwrap())
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn gifts_and_nothing_have_no_share() {
        assert_eq!(share_of(500, &[]), None);
        assert_eq!(share_of(0, &["ada"]), None);
        assert_eq!(share_of(1, &["ada"]).unwrap().to_string(), "1/1");
        assert_eq!(share_of(2_000, &["ada", "bo"]).unwrap().to_string(), "3/4");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn per_cent_says_whether_it_was_rounded() {
        let shown =
            |part, whole| (ratio(part, whole).per_cent_down().to_string(), ratio(part, whole).per_cent_down().is_exact);
        assert_eq!(shown(3, 4), ("75%".to_owned(), true));
        assert_eq!(shown(151, 200), ("75.5%".to_owned(), true));
        assert_eq!(shown(1_501, 2_001), ("75.01%".to_owned(), false));
        assert_eq!(shown(2_999, 3_000), ("99.96%".to_owned(), false));
        assert_eq!(ratio(2_999, 3_000).per_cent_nearest().to_string(), "99.97%");
        assert_eq!(ratio(-1, 3_000).per_cent_nearest().to_string(), "\u{2212}0.03%");
        assert_eq!(ratio(1, 20_000).per_cent_nearest().to_string(), "0.01%");
        assert_eq!(ratio(0, 7).per_cent_nearest().to_string(), "0%");
        assert_eq!(ratio(1, 10).per_cent_down().to_string(), "10%");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn equal_shares_are_those_of_the_earlier_transaction() {
        let first = LowestShare { number: 3, share: ratio(3, 4) };
        let later = LowestShare { number: 9, share: ratio(750, 1_000) };
        assert_eq!(later.lower(first), first);
        assert_eq!(first.lower(later), first);
        assert_eq!(first.lower(LowestShare { number: 9, share: ratio(74_999, 100_000) }).number, 9);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[wasm_bindgen_test(unsupported = test)]
        fn the_order_is_that_of_the_products(a in any::<i64>(), b in 1..=i64::MAX, c in any::<i64>(), d in 1..=i64::MAX) {
            prop_assert_eq!(ratio(a, b) < ratio(c, d), i128::from(a) * i128::from(d) < i128::from(c) * i128::from(b));
            let reduced = ratio(a, b).reduced();
            prop_assert_eq!(reduced, ratio(a, b));
            prop_assert_eq!(greatest_common_divisor(reduced.part().unsigned_abs(), reduced.whole().unsigned_abs()), 1);
        }

        #[wasm_bindgen_test(unsupported = test)]
        fn rounding_down_is_never_more_and_less_than_a_hundredth_off(part in any::<i64>(), whole in 1..=i64::MAX) {
            let (down, nearest) = (ratio(part, whole).per_cent_down(), ratio(part, whole).per_cent_nearest());
            let exact = i128::from(part) * HUNDREDTHS;
            let whole = i128::from(whole);
            prop_assert!(down.hundredths * whole <= exact && exact < (down.hundredths + 1) * whole);
            prop_assert!((2 * (nearest.hundredths * whole - exact)).abs() <= whole);
            prop_assert_eq!(down.is_exact, down.hundredths * whole == exact);
        }

        #[wasm_bindgen_test(unsupported = test)]
        fn no_payment_has_a_share_below_three_quarters(gross in 1..=MAX_PAYMENT_MINOR, bps in 7_500_i64..=10_000) {
            let weights = Weights::new([(CreatorSlug::new("ada").unwrap(), 1)]).unwrap();
            let split = split("ch_1", gross, CreatorShare::from_bps(bps).unwrap(), &weights).unwrap();
            prop_assert!(Ratio::paid_to_creators(&split).unwrap() >= ratio(3, 4));
        }

        #[wasm_bindgen_test(unsupported = test)]
        fn the_lowest_is_found_in_any_order(found in prop::collection::vec((1_i64..50, 1_i64..50, 1_i64..9), 1..30)) {
            let all: Vec<LowestShare> =
                found.iter().map(|(part, whole, number)| LowestShare { number: *number, share: ratio(*part, *whole) }).collect();
            let forth = all.iter().copied().reduce(LowestShare::lower).unwrap();
            let back = all.iter().rev().copied().reduce(LowestShare::lower).unwrap();
            prop_assert_eq!(forth, back);
            prop_assert!(all.iter().all(|one| one.share >= forth.share));
            prop_assert!(all.iter().all(|one| one.share > forth.share || one.number >= forth.number));
        }
    }
}
