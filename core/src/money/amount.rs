//! An amount in whole minor units, how it is read and how it is shown.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Currency;

/// The largest payment that the ledger takes, in minor units, so that `amount × 10 000` always fits in the
/// 64-bit integers of the databases, where the floor is a constraint too.
pub const MAX_PAYMENT_MINOR: i64 = i64::MAX / 10_000;

/// An amount of money: minor units (pence, cents, yen) and their currency. May be negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// The currency that they are units of.
    pub currency: Currency,
}

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// Something else than an optional minus sign, digits, and a point with digits.
    #[error("is not an amount such as 12.34: digits, and a point before the decimals, nothing else")]
    Form,
    /// More decimals than the currency has.
    #[error("has more decimals than the {allowed} that {currency} has; money is never rounded on the way in")]
    Precision {
        /// The currency of the amount.
        currency: Currency,
        /// How many decimals it has.
        allowed: u8,
    },
    /// Beyond what a 64-bit integer of minor units holds.
    #[error("is too large")]
    TooLarge,
}

impl Money {
    /// An amount of `minor` units of `currency`.
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Reads an amount in major units with at most the currency's own number of decimals: `12.34`, `-5`, `1200`.
    ///
    /// # Errors
    /// [`AmountError`]; nothing is rounded or guessed: no thousands separators, no spaces, no exponent.
    pub fn parse_major(text: &str, currency: Currency) -> Result<Self, AmountError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return Err(AmountError::Form),
            None => (digits, ""),
        };
        if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return Err(AmountError::Form);
        }
        let allowed = currency.decimals();
        let missing =
            usize::from(allowed).checked_sub(fraction.len()).ok_or(AmountError::Precision { currency, allowed })?;
        let padding = std::iter::repeat_n(b'0', missing);
        let minor = whole
            .bytes()
            .chain(fraction.bytes())
            .chain(padding)
            .try_fold(0_i64, |sum, b| sum.checked_mul(10)?.checked_add(i64::from(b - b'0')))
            .ok_or(AmountError::TooLarge)?;
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// The amount in major units without sign of currency or separators, for CSV files: `-1234.50`.
    pub fn major_text(self) -> String {
        let per_major = self.currency.minor_per_major().unsigned_abs();
        let (whole, fraction) = (self.minor.unsigned_abs() / per_major, self.minor.unsigned_abs() % per_major);
        let minus = if self.minor < 0 { "-" } else { "" };
        match usize::from(self.currency.decimals()) {
            0 => format!("{minus}{whole}"),
            decimals => format!("{minus}{whole}.{fraction:0decimals$}"),
        }
    }
}

/// Bytes of the longest amount: 19 digits, 6 commas, a point.
const MAX_SHOWN_BYTES: usize = 26;

impl fmt::Display for Money {
    /// The amount as people read it: `£1,234.50`, `−€0.05`, `¥1,200`, `CHF 7.00`.
    ///
    /// A page of the ledger shows hundreds of them, so the digits are put together in place, from the end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.minor < 0 {
            f.write_str("\u{2212}")?;
        }
        let sign = self.currency.sign();
        f.write_str(sign)?;
        if sign == self.currency.code() {
            f.write_str("\u{a0}")?;
        }
        let decimals = usize::from(self.currency.decimals());
        let mut shown = [0; MAX_SHOWN_BYTES];
        let (mut start, mut rest, mut digits) = (MAX_SHOWN_BYTES, self.minor.unsigned_abs(), 0);
        // All decimals and at least one digit before them.
        while rest > 0 || digits <= decimals {
            let separator = match digits.checked_sub(decimals) {
                Some(0) if decimals > 0 => Some(b'.'),
                Some(whole) if whole > 0 && whole.is_multiple_of(3) => Some(b','),
                _ => None,
            };
            let digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            for byte in separator.into_iter().chain([digit]) {
                start -= 1;
                shown[start] = byte;
            }
            rest /= 10;
            digits += 1;
        }
        f.write_str(std::str::from_utf8(&shown[start..]).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn parse(text: &str, code: &str) -> Result<i64, AmountError> {
        Money::parse_major(text, code.parse().unwrap()).map(|money| money.minor)
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn amounts_are_read_exactly() {
        assert_eq!(parse("6153.47", "gbp"), Ok(615_347));
        assert_eq!(parse("-0.05", "gbp"), Ok(-5));
        assert_eq!(parse("7", "gbp"), Ok(700));
        assert_eq!(parse("7.5", "gbp"), Ok(750));
        assert_eq!(parse("1200", "jpy"), Ok(1_200));
        assert_eq!(parse("1.234", "kwd"), Ok(1_234));
        assert_eq!(parse("-0.00", "gbp"), Ok(0));
        assert_eq!(parse("92233720368547758.07", "gbp"), Ok(i64::MAX));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_is_not_exact_is_refused() {
        for text in ["", "-", ".5", "5.", "+5", "1,000.00", " 5", "5 ", "1e3", "£5", "５", "--5", "0x1", "NaN", "1.2.3"]
        {
            assert_eq!(parse(text, "gbp"), Err(AmountError::Form), "{text}");
        }
        assert!(matches!(parse("6153.475", "gbp"), Err(AmountError::Precision { allowed: 2, .. })));
        assert!(matches!(parse("100.00", "jpy"), Err(AmountError::Precision { allowed: 0, .. })));
        assert_eq!(parse("92233720368547758.08", "gbp"), Err(AmountError::TooLarge));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn amounts_are_shown_as_people_read_them() {
        let shown = |minor, code: &str| Money::new(minor, code.parse().unwrap()).to_string();
        assert_eq!(shown(123_456_789, "gbp"), "£1,234,567.89");
        assert_eq!(shown(-5, "eur"), "\u{2212}€0.05");
        assert_eq!(shown(1_200, "jpy"), "¥1,200");
        assert_eq!(shown(0, "jpy"), "¥0");
        assert_eq!(shown(0, "gbp"), "£0.00");
        assert_eq!(shown(100_000, "gbp"), "£1,000.00");
        assert_eq!(shown(i64::MAX, "jpy"), "¥9,223,372,036,854,775,807");
        assert_eq!(shown(-1_234, "kwd"), "\u{2212}KWD\u{a0}1.234");
        assert_eq!(shown(100, "usd"), "US$1.00");
        assert_eq!(shown(700, "chf"), "CHF\u{a0}7.00");
        assert_eq!(shown(i64::MIN, "gbp"), "\u{2212}£92,233,720,368,547,758.08");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[wasm_bindgen_test(unsupported = test)]
        fn what_is_written_reads_back(minor in (i64::MIN + 1)..=i64::MAX, code in prop::sample::select(vec!["gbp", "jpy", "kwd"])) {
            let money = Money::new(minor, code.parse().unwrap());
            prop_assert_eq!(Money::parse_major(&money.major_text(), money.currency), Ok(money));
        }
    }
}
