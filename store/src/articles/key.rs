//! Where a page of articles begins.

use std::{fmt, str::FromStr};

use blkout_core::{care::article::ArticleSlug, time::UtcMillis};

/// The place of an article in the order newest first. Articles of one instant stand in reverse order of their slugs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleKey {
    published_at: UtcMillis,
    slug: ArticleSlug,
}

/// A text that is not a place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a place in the list of articles")]
pub struct ArticleKeyError;

impl ArticleKey {
    pub(super) fn new(published_at: UtcMillis, slug: ArticleSlug) -> Self {
        Self { published_at, slug }
    }

    pub(super) fn published_at(&self) -> UtcMillis {
        self.published_at
    }

    pub(super) fn slug(&self) -> &ArticleSlug {
        &self.slug
    }
}

/// `1790000000000.zine-fair`, for addresses.
impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.published_at.0, self.slug.as_str())
    }
}

impl FromStr for ArticleKey {
    type Err = ArticleKeyError;

    fn from_str(text: &str) -> Result<Self, ArticleKeyError> {
        let (at, slug) = text.split_once('.').ok_or(ArticleKeyError)?;
        let published_at = at.parse().map(UtcMillis).map_err(|_| ArticleKeyError)?;
        let slug = ArticleSlug::new(slug).map_err(|_| ArticleKeyError)?;
        Ok(Self { published_at, slug })
    }
}
