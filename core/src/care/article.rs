//! What an article is made of. Only a source whose warned passages were understood becomes an [`Article`], so nothing
//! that the site keeps can show by mistake what its author closed.

mod document;

use serde::{Deserialize, Serialize};

use super::passage::{self, Passage, PassageError};
use super::reading::ReadingLength;
use super::warning::{Warning, is_unprintable};
use crate::time::UtcMillis;

pub use document::{DocumentError, from_document};

/// The most characters in a title.
pub const MAX_TITLE_CHARS: usize = 200;
/// The most characters in an author's name.
pub const MAX_AUTHOR_CHARS: usize = 80;
/// The most characters in an article's summary, which stands in lists, feeds and link previews.
pub const MAX_SUMMARY_CHARS: usize = 400;

/// The name of an article in its address: 1 to 80 of `a`–`z`, `0`–`9` and single hyphens between them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ArticleSlug(String);

impl ArticleSlug {
    /// The most bytes of a slug.
    pub const MAX_LEN: usize = 80;

    /// Accepts a slug as it stands; nothing is changed to fit.
    ///
    /// # Errors
    /// [`ArticleError::Slug`]
    pub fn new(slug: &str) -> Result<Self, ArticleError> {
        let fits = (1..=Self::MAX_LEN).contains(&slug.len());
        let word = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if fits && slug.split('-').all(word) { Ok(Self(slug.to_owned())) } else { Err(ArticleError::Slug) }
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

/// Why an article was refused. The texts tell the author what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// Not an [`ArticleSlug`].
    #[error(
        "the address of an article is made of a-z, 0-9 and single hyphens, {} characters at most",
        ArticleSlug::MAX_LEN
    )]
    Slug,
    /// No title, or one that does not fit.
    #[error("the title is one line of 1 to {MAX_TITLE_CHARS} visible characters")]
    Title,
    /// No author, or a name that does not fit.
    #[error("the author's name is one line of 1 to {MAX_AUTHOR_CHARS} visible characters")]
    Author,
    /// No summary, or one that does not fit.
    #[error("the summary is one line of 1 to {MAX_SUMMARY_CHARS} visible characters")]
    Summary,
    /// A mistake in the text, with its line.
    #[error("{0}")]
    Passage(#[from] PassageError),
}

/// What an author hands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// See [`ArticleSlug`].
    pub slug: String,
    /// 1 to [`MAX_TITLE_CHARS`] characters.
    pub title: String,
    /// The name that the author chose: 1 to [`MAX_AUTHOR_CHARS`] characters.
    pub author: String,
    /// What the article is about, without anything that its warnings are there for: 1 to [`MAX_SUMMARY_CHARS`].
    pub summary: String,
    /// When it is, or was, published.
    pub published_at: UtcMillis,
    /// Markdown with warned passages; see [`super::passage`].
    pub source: String,
}

/// What lists, feeds and link previews may say about an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleCard {
    /// Its address.
    pub slug: ArticleSlug,
    /// Its title.
    pub title: String,
    /// The name that its author chose.
    pub author: String,
    /// What it is about.
    pub summary: String,
    /// When it was published.
    pub published_at: UtcMillis,
    /// What its warned passages are about, in taxonomy order; empty when it has none.
    pub warnings: Vec<Warning>,
    /// How long all of it is.
    pub length: ReadingLength,
}

/// An article with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    card: ArticleCard,
    passages: Vec<Passage>,
    source: String,
}

impl Article {
    /// Checks a draft.
    ///
    /// # Errors
    /// The first [`ArticleError`] in the order of the fields.
    pub fn new(draft: Draft) -> Result<Self, ArticleError> {
        let slug = ArticleSlug::new(&draft.slug)?;
        let title = one_line(&draft.title, MAX_TITLE_CHARS).ok_or(ArticleError::Title)?;
        let author = one_line(&draft.author, MAX_AUTHOR_CHARS).ok_or(ArticleError::Author)?;
        let summary = one_line(&draft.summary, MAX_SUMMARY_CHARS).ok_or(ArticleError::Summary)?;
        let passages = passage::parse(&draft.source)?;
        let warnings = passage::warnings_of(&passages);
        let length = ReadingLength::of(&draft.source);
        let card = ArticleCard { slug, title, author, summary, published_at: draft.published_at, warnings, length };
        Ok(Self { card, passages, source: draft.source })
    }

    /// What may be said about it elsewhere.
    pub fn card(&self) -> &ArticleCard {
        &self.card
    }

    /// Its text, in reading order; never empty.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Its text as the author wrote it.
    pub fn source(&self) -> &str {
        &self.source
    }
}

/// The text without the blanks around it, when it can be seen on one line.
fn one_line(text: &str, most_chars: usize) -> Option<String> {
    let text = text.trim();
    let visible = text.chars().any(char::is_alphanumeric) && !text.chars().any(is_unprintable);
    (visible && text.chars().count() <= most_chars).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn draft() -> Draft {
        Draft {
            slug: "zine-fair-2026".into(),
            title: " The zine fair ".into(),
            author: "Ade Cole".into(),
            summary: "Forty tables and one cake.".into(),
            published_at: UtcMillis(0),
            source: "Hello there.\n\n::: warning racism | Someone is rude.\nThey were rude.\n:::\n".into(),
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_card_says_what_a_list_may_say() {
        let article = Article::new(draft()).unwrap();
        let card = article.card();
        assert_eq!(card.title, "The zine fair");
        assert_eq!(card.warnings.iter().map(Warning::label).collect::<Vec<_>>(), ["racism"]);
        assert_eq!(article.passages().len(), 2);
        assert!(!format!("{card:?}").contains("They were rude"));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn slugs_are_plain() {
        for good in ["a", "zine-fair", "1986", &"a".repeat(80)] {
            assert!(ArticleSlug::new(good).is_ok(), "{good}");
        }
        for bad in ["", "-", "a-", "-a", "a--b", "A", "é", "a b", "a/b", "..", "a.b", &"a".repeat(81)] {
            assert_eq!(ArticleSlug::new(bad), Err(ArticleError::Slug), "{bad}");
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn each_field_is_checked() {
        let refused = |change: fn(&mut Draft)| {
            let mut draft = draft();
            change(&mut draft);
            Article::new(draft).unwrap_err()
        };
        assert_eq!(refused(|d| d.title = " … ".into()), ArticleError::Title);
        assert_eq!(refused(|d| d.title = "two\nlines".into()), ArticleError::Title);
        assert_eq!(refused(|d| d.title = "é".repeat(MAX_TITLE_CHARS + 1)), ArticleError::Title);
        assert_eq!(refused(|d| d.author = String::new()), ArticleError::Author);
        assert_eq!(refused(|d| d.summary = "\u{202E}x".into()), ArticleError::Summary);
        let unclosed = refused(|d| d.source = "::: warning racism | s\nx".into());
        assert_eq!(
            unclosed.to_string(),
            "line 1: this warned passage is never closed; end it with a line of three colons"
        );
    }
}
