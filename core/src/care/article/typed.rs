//! What an author typed into the form, checked field by field, so that everything that needs a change is said at once.

use super::super::warning::{OwnWords, Topic, Warning};
use super::{Article, ArticleError, ArticleSlug, Draft, MAX_SUMMARY_CHARS, MAX_TITLE_CHARS, one_line};
use crate::care::passage;
use crate::time::UtcMillis;

/// The fields of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed<'t> {
    /// The title.
    pub title: &'t str,
    /// What stands in lists.
    pub summary: &'t str,
    /// Markdown with warned passages; see [`passage`].
    pub text: &'t str,
    /// The slugs of the topics that were chosen for the whole piece. What is no topic is left out.
    pub topics: Vec<&'t str>,
    /// One warning in the author's own words; blank for none.
    pub own_words: &'t str,
}

impl Typed<'_> {
    /// The topics that were chosen.
    pub fn chosen(&self) -> impl Iterator<Item = Topic> {
        self.topics.iter().filter_map(|slug| Topic::from_slug(slug))
    }

    /// The article that this makes, at the address that its title suggests.
    ///
    /// # Errors
    /// Every field at fault, in the order of the form.
    pub fn article(&self, author: &str, now: UtcMillis) -> Result<Article, Vec<(&'static str, ArticleError)>> {
        let mut faults = Vec::new();
        if one_line(self.title, MAX_TITLE_CHARS).is_none() {
            faults.push(("title", ArticleError::Title));
        }
        // It is typed over several lines and shown on one.
        let summary = self.summary.split_whitespace().collect::<Vec<_>>().join(" ");
        if one_line(&summary, MAX_SUMMARY_CHARS).is_none() {
            faults.push(("summary", ArticleError::Summary));
        }
        let source = self.text.replace("\r\n", "\n");
        if let Err(error) = passage::parse(&source) {
            faults.push(("text", error.into()));
        }
        let about = self.about().unwrap_or_else(|error| {
            faults.push(("own_words", error));
            Vec::new()
        });
        let draft = Draft {
            slug: ArticleSlug::from_title(self.title, now).into(),
            title: self.title.to_owned(),
            author: author.to_owned(),
            summary,
            published_at: now,
            about,
            source,
        };
        match Article::new(draft) {
            Ok(article) if faults.is_empty() => Ok(article),
            Ok(_) => Err(faults),
            Err(error) => {
                if faults.is_empty() {
                    let field = if error == ArticleError::TooManyWarnings { "topics" } else { "title" };
                    faults.push((field, error));
                }
                Err(faults)
            }
        }
    }

    /// The warnings for the whole piece.
    ///
    /// # Errors
    /// [`ArticleError::OwnWords`]
    pub fn about(&self) -> Result<Vec<Warning>, ArticleError> {
        let mut about: Vec<_> = self.chosen().map(Warning::Topic).collect();
        if !self.own_words.trim().is_empty() {
            about.push(Warning::OwnWords(OwnWords::new(self.own_words)?));
        }
        Ok(about)
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

    fn typed() -> Typed<'static> {
        Typed { title: "A day out", summary: "We went\r\nto the sea.", text: "It rained.\r\n", ..Typed::default() }
    }

    fn fields(typed: &Typed<'_>) -> Vec<&'static str> {
        typed.article("Ade", NOW).unwrap_err().into_iter().map(|(field, _)| field).collect()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn what_was_typed_becomes_an_article() {
        let article = typed().article("Ade", NOW).unwrap();
        assert_eq!(article.card().slug.as_str(), "a-day-out");
        assert_eq!(article.source(), "It rained.\n");
        assert_eq!(article.card().summary, "We went to the sea.");
        assert!(article.card().warnings.is_empty());
        let warned = Typed { topics: vec!["racism", "nonsense", "racism"], own_words: " a dog dies ", ..typed() };
        let labels: Vec<_> = warned.article("Ade", NOW).unwrap().about().iter().map(ToString::to_string).collect();
        assert_eq!(labels, ["racism", "a dog dies"]);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn everything_that_needs_a_change_is_said_at_once() {
        assert_eq!(fields(&Typed::default()), ["title", "summary", "text"]);
        assert_eq!(
            fields(&Typed { text: "::: warning racism | s\nx", own_words: "…", ..typed() }),
            ["text", "own_words"]
        );
        let many = Topic::ALL.map(Topic::slug).to_vec();
        assert_eq!(fields(&Typed { topics: many, ..typed() }), ["topics"]);
    }
}
