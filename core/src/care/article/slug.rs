//! The name of an article in its address.

use serde::{Deserialize, Serialize};

use super::ArticleError;
use crate::time::UtcMillis;

/// The name of an article in its address: 1 to 80 of `a`–`z`, `0`–`9` and single hyphens between them, and none of
/// [`ArticleSlug::RESERVED`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArticleSlug(String);

impl ArticleSlug {
    /// The most bytes of a slug.
    pub const MAX_LEN: usize = 80;

    /// Addresses beside the articles that are pages of their own.
    pub const RESERVED: [&str; 1] = ["write"];

    /// The most bytes that are taken from a title; room for a number is left.
    const FROM_TITLE_LEN: usize = 60;

    /// Accepts a slug as it stands; nothing is changed to fit.
    ///
    /// # Errors
    /// [`ArticleError::Slug`]
    pub fn new(slug: &str) -> Result<Self, ArticleError> {
        let fits = (1..=Self::MAX_LEN).contains(&slug.len()) && !Self::RESERVED.contains(&slug);
        let word = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if fits && slug.split('-').all(word) { Ok(Self(slug.to_owned())) } else { Err(ArticleError::Slug) }
    }

    /// The address that a title suggests, whatever its script: "The zine fair" is `the-zine-fair`, and a title
    /// without a letter that an address can hold is named after its day.
    pub fn from_title(title: &str, published_at: UtcMillis) -> Self {
        let mut slug = String::new();
        for word in title.split(|c: char| !(c.is_alphanumeric() || is_inside_a_word(c))) {
            let word: String = word.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
            if word.is_empty() {
                continue;
            }
            let wanted = slug.len() + 1 + word.len();
            if wanted > Self::FROM_TITLE_LEN && !slug.is_empty() {
                break;
            }
            if !slug.is_empty() {
                slug.push('-');
            }
            slug.push_str(&word);
        }
        slug.truncate(Self::FROM_TITLE_LEN);
        Self::new(&slug).unwrap_or_else(|_| Self(["piece-", &published_at.date().iso()].concat()))
    }

    /// The same name with a number behind it, for when it is taken.
    #[must_use]
    pub fn numbered(&self, number: u32) -> Self {
        let end = ["-", &number.to_string()].concat();
        let room = Self::MAX_LEN - end.len();
        let start = self.0.get(..room).unwrap_or(&self.0).trim_end_matches('-');
        Self([start, &end].concat())
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ArticleSlug {
    type Error = ArticleError;

    fn try_from(slug: String) -> Result<Self, ArticleError> {
        Self::new(&slug)
    }
}

impl From<ArticleSlug> for String {
    fn from(slug: ArticleSlug) -> Self {
        slug.0
    }
}

/// Apostrophes and the marks that combine with the letter before: "don't" is one word.
fn is_inside_a_word(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{0300}'..='\u{036F}')
}

/// The letter of an address for a lower-case letter of a title: without its accents and dots below.
fn plain(c: char) -> Option<char> {
    Some(match c {
        'a'..='z' | '0'..='9' => c,
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ạ' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ẹ' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ị' => 'i',
        'ñ' | 'ń' | 'ǹ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ọ' => 'o',
        'ś' | 'š' | 'ṣ' => 's',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ụ' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test(unsupported = test)]
    fn slugs_are_plain() {
        for good in ["a", "zine-fair", "1986", &"a".repeat(80)] {
            assert!(ArticleSlug::new(good).is_ok(), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "A", "é", "a b", "a/b", "..", "a.b", "write", &"a".repeat(81)] {
            assert_eq!(ArticleSlug::new(bad), Err(ArticleError::Slug), "{bad}");
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_title_suggests_its_address() {
        let day = UtcMillis::parse_report("2026-05-02 09:00:00").unwrap();
        let slug = |title: &str| String::from(ArticleSlug::from_title(title, day));
        assert_eq!(slug("The zine fair"), "the-zine-fair");
        assert_eq!(slug("  “Don’t” — it's Ọlá’s café, 1986!  "), "dont-its-olas-cafe-1986");
        assert_eq!(slug("Write"), "piece-2026-05-02");
        assert_eq!(slug("你好"), "piece-2026-05-02");
        assert_eq!(slug(&"a".repeat(300)), "a".repeat(60));
        assert_eq!(slug(&"word ".repeat(30)), "word-word-word-word-word-word-word-word-word-word-word-word");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_number_makes_another_name() {
        let slug = ArticleSlug::new("zine-fair").unwrap();
        assert_eq!(slug.numbered(2).as_str(), "zine-fair-2");
        let long = ArticleSlug::new(&"a".repeat(80)).unwrap().numbered(17);
        assert_eq!(long.as_str().len(), 80);
        assert!(long.as_str().ends_with("a-17"));
    }

    proptest! {
        #[test]
        fn every_title_has_an_address(title in "\\PC{0,90}", number in 2_u32..1000) {
            let slug = ArticleSlug::from_title(&title, UtcMillis(1_790_000_000_000));
            prop_assert_eq!(ArticleSlug::new(slug.as_str()), Ok(slug.clone()));
            let numbered = slug.numbered(number);
            prop_assert_eq!(ArticleSlug::new(numbered.as_str()), Ok(numbered.clone()));
        }
    }
}
