//! Who shares a payment, and by which agreed weights.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// The longest slug, in characters.
pub const MAX_SLUG_CHARS: usize = 100;

/// The public name of a creator in the ledger and in addresses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CreatorSlug(String);

/// Why a text is not a creator's slug.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlugError {
    /// Nothing there.
    #[error("a creator's name is missing")]
    Empty,
    /// Over [`MAX_SLUG_CHARS`].
    #[error("a creator's name has at most {MAX_SLUG_CHARS} characters")]
    TooLong,
    /// Has control characters, such as a line break.
    #[error("a creator's name cannot hold line breaks or other control characters")]
    Control,
    /// Cannot stand in an address: see [`CreatorSlug::for_address`].
    #[error("`{0}` cannot be a creator's name: letters, digits, `-`, `_` and `.` are allowed, a letter or digit first")]
    Address(String),
}

impl CreatorSlug {
    /// A slug of 1 to [`MAX_SLUG_CHARS`] characters without control characters. Case and spelling are kept.
    ///
    /// # Errors
    /// [`SlugError`].
    pub fn new(text: impl Into<String>) -> Result<Self, SlugError> {
        let text = text.into();
        if text.is_empty() {
            Err(SlugError::Empty)
        } else if text.chars().count() > MAX_SLUG_CHARS {
            Err(SlugError::TooLong)
        } else if text.chars().any(char::is_control) {
            Err(SlugError::Control)
        } else {
            Ok(Self(text))
        }
    }

    /// A slug that can also stand in an address such as `/creators/ada`: what accounts are opened with.
    ///
    /// # Errors
    /// [`SlugError`].
    pub fn for_address(text: &str) -> Result<Self, SlugError> {
        let slug = Self::new(text)?;
        let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        if text.chars().all(allowed) && text.starts_with(char::is_alphanumeric) {
            Ok(slug)
        } else {
            Err(SlugError::Address(text.chars().take(40).collect()))
        }
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreatorSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for CreatorSlug {
    type Error = SlugError;

    fn try_from(text: String) -> Result<Self, SlugError> {
        Self::new(text)
    }
}

impl From<CreatorSlug> for String {
    fn from(slug: CreatorSlug) -> Self {
        slug.0
    }
}

/// The agreed weights of a payment's creators, each creator once, each weight 1 or more.
///
/// Kept in the order of the slugs, so that the order in which creators were named never matters.
/// No creators at all means that the payment is a gift to the community fund (rules.md, Money).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights(BTreeMap<CreatorSlug, u64>);

/// Why a list of creators and weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsError {
    /// A weight of nought.
    #[error("the weight of {0} is zero; a creator who shares has a weight of 1 or more")]
    Zero(CreatorSlug),
    /// One creator named twice.
    #[error("{0} is named twice; add the two weights up")]
    Twice(CreatorSlug),
}

impl Weights {
    /// Weights from pairs in any order.
    ///
    /// # Errors
    /// [`WeightsError`] for a weight of zero or a creator named twice.
    pub fn new(pairs: impl IntoIterator<Item = (CreatorSlug, u64)>) -> Result<Self, WeightsError> {
        let mut weights = BTreeMap::new();
        for (creator, weight) in pairs {
            if weight == 0 {
                return Err(WeightsError::Zero(creator));
            }
            if weights.contains_key(&creator) {
                return Err(WeightsError::Twice(creator));
            }
            weights.insert(creator, weight);
        }
        Ok(Self(weights))
    }

    /// Whether nobody is named: the payment is a gift.
    pub fn is_gift(&self) -> bool {
        self.0.is_empty()
    }

    /// Creators and weights in the order of the slugs.
    pub fn iter(&self) -> impl Iterator<Item = (&CreatorSlug, u64)> {
        self.0.iter().map(|(creator, weight)| (creator, *weight))
    }

    /// The sum of all weights. Cannot overflow: fewer than 2⁶⁴ weights of less than 2⁶⁴ each.
    pub fn total(&self) -> u128 {
        self.0.values().map(|weight| u128::from(*weight)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn addresses_take_no_path_tricks() {
        for good in ["ada", "ezra-h", "b_okafor", "m.jones", "zoë", "2fly"] {
            assert!(CreatorSlug::for_address(good).is_ok(), "{good}");
        }
        for bad in ["", ".", "..", "-a", "a/b", "a b", "a?b", "a%2f", "<b>", "a:b", "a\nb", "a\u{202e}b"] {
            assert!(CreatorSlug::for_address(bad).is_err(), "{bad:?}");
        }
        assert!(CreatorSlug::new("x".repeat(MAX_SLUG_CHARS + 1)).is_err());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn weights_name_each_creator_once() {
        let slug = |s: &str| CreatorSlug::new(s).unwrap();
        assert_eq!(Weights::new([(slug("a"), 0)]), Err(WeightsError::Zero(slug("a"))));
        assert_eq!(Weights::new([(slug("a"), 1), (slug("a"), 2)]), Err(WeightsError::Twice(slug("a"))));
        let forth = Weights::new([(slug("a"), 1), (slug("b"), 2)]).unwrap();
        let back = Weights::new([(slug("b"), 2), (slug("a"), 1)]).unwrap();
        assert_eq!(forth, back);
        assert_eq!(forth.total(), 3);
    }
}
