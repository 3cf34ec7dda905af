//! What an article is made of. Only a source whose warned passages were understood becomes an [`Article`], so nothing
//! that the site keeps can show by mistake what its author closed.

mod document;
mod slug;
mod typed;

use super::passage::{self, MAX_WARNINGS, Passage, PassageError, WarnedPassage};
use super::reading::ReadingLength;
use super::warning::{OwnWordsError, Warning, is_unprintable};
use crate::time::UtcMillis;

pub use document::{DocumentError, from_document};
pub use slug::ArticleSlug;
pub use typed::Typed;

/// The most characters in a title.
pub const MAX_TITLE_CHARS: usize = 200;
/// The most characters in an author's name.
pub const MAX_AUTHOR_CHARS: usize = 80;
/// The most characters in an article's summary, which stands in lists, feeds and link previews.
pub const MAX_SUMMARY_CHARS: usize = 400;

/// Why an article was refused. The texts tell the author what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArticleError {
    /// Not an [`ArticleSlug`].
    #[error(
        "the address of an article is made of a-z, 0-9 and single hyphens, {} characters at most, and is not \"write\"",
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
    /// More than [`MAX_WARNINGS`] for the whole piece.
    #[error("choose {MAX_WARNINGS} topics at most: those that matter most to somebody who decides whether to read")]
    TooManyWarnings,
    /// Own words that no reader could see on one line.
    #[error(transparent)]
    OwnWords(#[from] OwnWordsError),
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
    /// What the piece as a whole is about: [`MAX_WARNINGS`] at most. Where the source marks no passage of its own, all
    /// of it is closed behind them.
    pub about: Vec<Warning>,
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
    about: Vec<Warning>,
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
        let Draft { mut about, source, .. } = draft;
        about.sort();
        about.dedup();
        if about.len() > MAX_WARNINGS {
            return Err(ArticleError::TooManyWarnings);
        }
        let length = ReadingLength::of(&source);
        let mut passages = passage::parse(&source)?;
        let mut warnings = passage::warnings_of(&passages);
        if warnings.is_empty() && !about.is_empty() {
            let whole =
                WarnedPassage { warnings: about.clone(), summary: summary.clone(), source: source.clone(), length };
            passages = vec![Passage::Warned(whole)];
        }
        warnings.extend(about.iter().cloned());
        warnings.sort();
        warnings.dedup();
        let card = ArticleCard { slug, title, author, summary, published_at: draft.published_at, warnings, length };
        Ok(Self { card, passages, about, source })
    }

    /// The same article at another address.
    #[must_use]
    pub fn at(mut self, slug: ArticleSlug) -> Self {
        self.card.slug = slug;
        self
    }

    /// The same article, about something else as a whole.
    ///
    /// # Errors
    /// [`ArticleError::TooManyWarnings`]
    pub fn with_about(self, about: Vec<Warning>) -> Result<Self, ArticleError> {
        let Self { card, source, .. } = self;
        let ArticleCard { slug, title, author, summary, published_at, .. } = card;
        Self::new(Draft { slug: slug.into(), title, author, summary, published_at, about, source })
    }

    /// What may be said about it elsewhere.
    pub fn card(&self) -> &ArticleCard {
        &self.card
    }

    /// Its text, in reading order; never empty.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// What its author said that the piece as a whole is about, in taxonomy order, none twice.
    pub fn about(&self) -> &[Warning] {
        &self.about
    }

    /// The text that stands open, in reading order: nothing of it is behind a warning.
    pub fn open_text(&self) -> impl Iterator<Item = &str> {
        self.passages.iter().filter_map(|passage| match passage {
            Passage::Open(source) => Some(source.as_str()),
            Passage::Warned(_) => None,
        })
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
    use crate::care::warning::Topic;

    fn draft() -> Draft {
        Draft {
            slug: "zine-fair-2026".into(),
            title: " The zine fair ".into(),
            author: "Ade Cole".into(),
            summary: "Forty tables and one cake.".into(),
            published_at: UtcMillis(0),
            about: Vec::new(),
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
    fn a_piece_that_marks_nothing_is_closed_as_a_whole() {
        let about =
            vec![Warning::Topic(Topic::Violence), Warning::Topic(Topic::Racism), Warning::Topic(Topic::Violence)];
        let whole = Article::new(Draft { about: about.clone(), source: "All of it.\n".into(), ..draft() }).unwrap();
        let [Passage::Warned(closed)] = whole.passages() else { panic!("{whole:?}") };
        assert_eq!(closed.warnings, [Warning::Topic(Topic::Violence), Warning::Topic(Topic::Racism)]);
        assert_eq!(closed.summary, whole.card().summary);
        assert_eq!(whole.card().warnings, closed.warnings);
        assert_eq!(whole.open_text().count(), 0);
        assert_eq!(whole.source(), "All of it.\n");

        let in_part = Article::new(Draft { about, ..draft() }).unwrap();
        assert_eq!(in_part.passages().len(), 2);
        assert_eq!(in_part.card().warnings.len(), 2, "what is marked and what was chosen, none twice");
        assert_eq!(in_part.open_text().collect::<String>(), "Hello there.\n\n");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_it_is_about_can_be_changed_later() {
        let about = vec![Warning::Topic(Topic::Violence)];
        let open = Article::new(Draft { source: "All of it.\n".into(), ..draft() }).unwrap();
        let closed = open.clone().with_about(about).unwrap();
        assert!(matches!(closed.passages(), [Passage::Warned(_)]));
        assert_eq!(closed.with_about(Vec::new()), Ok(open));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn nine_topics_for_the_whole_are_too_many() {
        let about = Topic::ALL.into_iter().take(MAX_WARNINGS + 1).map(Warning::Topic).collect();
        assert_eq!(Article::new(Draft { about, ..draft() }), Err(ArticleError::TooManyWarnings));
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
