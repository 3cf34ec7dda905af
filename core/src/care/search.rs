//! Looking for articles: what is searched, and what somebody typed to find it.
//!
//! Only titles, summaries and text that stands open are searched. A result that came from a closed passage would tell
//! what is in it.

use super::article::Article;

/// The most characters of a question that are looked at.
pub const MAX_QUERY_CHARS: usize = 80;
/// The most words of a question that are looked for.
pub const MAX_QUERY_WORDS: usize = 6;
/// The most articles that one search shows.
pub const MAX_RESULTS: u64 = 24;

/// The words to look for, all of which have to be there: in lower case, letters and digits only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query(Vec<String>);

impl Query {
    /// Reads what somebody typed; `None` where there is nothing to look for.
    pub fn new(text: &str) -> Option<Self> {
        let text: String = text.chars().take(MAX_QUERY_CHARS).collect();
        let folded = fold(&text);
        let words: Vec<_> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(MAX_QUERY_WORDS)
            .map(str::to_owned)
            .collect();
        (!words.is_empty()).then_some(Self(words))
    }

    /// The words; at least one.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

/// What of an article can be found, in lower case.
pub fn searchable(article: &Article) -> String {
    let card = article.card();
    let mut text = [card.title.as_str(), "\n", &card.summary].concat();
    for open in article.open_text() {
        text.push('\n');
        text.push_str(open);
    }
    fold(&text)
}

fn fold(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::care::article::Draft;
    use crate::time::UtcMillis;

    #[wasm_bindgen_test(unsupported = test)]
    fn questions_are_words() {
        let words = |text: &str| Query::new(text).map(|query| query.0);
        assert_eq!(words("  Zine FAIR, 1986! "), Some(vec!["zine".into(), "fair".into(), "1986".into()]));
        assert_eq!(words("ÉCOLE"), Some(vec!["école".into()]));
        for nothing in ["", "  ", "%_%", "…", "\0"] {
            assert_eq!(words(nothing), None, "{nothing:?}");
        }
        assert_eq!(words(&"a ".repeat(100)).unwrap().len(), MAX_QUERY_WORDS);
        assert!(words(&"é".repeat(500)).unwrap()[0].chars().count() <= MAX_QUERY_CHARS);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_closed_passage_is_not_searched() {
        let article = Article::new(Draft {
            slug: "a".into(),
            title: "The TITLE".into(),
            author: "Ade".into(),
            summary: "The summary".into(),
            published_at: UtcMillis(0),
            about: Vec::new(),
            source: "Before.\n::: warning racism | In short.\nCLOSED\n:::\nAfter.\n".into(),
        })
        .unwrap();
        let text = searchable(&article);
        for found in ["the title", "the summary", "before.", "after."] {
            assert!(text.contains(found), "{found}");
        }
        assert!(!text.contains("closed") && !text.contains("in short") && !text.contains(":::"), "{text}");
    }
}
