//! An article as one text file: a few lines between two rules of three hyphens, then the Markdown.
//!
//! ```text
//! ---
//! slug: zine-fair
//! title: The zine fair
//! author: Ade Cole
//! published: 2026-05-02 09:00:00
//! summary: Forty tables and one cake.
//! ---
//! Text.
//! ```

use super::{Article, ArticleError, Draft};
use crate::time::{TimeError, UtcMillis};

const RULE: &str = "---";

/// Why a file is not an article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// No header between two rules.
    #[error("line 1: the file begins with a line of three hyphens, and another one ends its header")]
    NoHeader,
    /// A header line that is not `name: value` with a known name, or a name twice.
    #[error("line {0}: the header has one line each for slug, title, author, published and summary")]
    Header(usize),
    /// Not a date.
    #[error("published: {0}")]
    Published(#[from] TimeError),
    /// The article itself.
    #[error(transparent)]
    Article(#[from] ArticleError),
}

/// Reads an article from a file's text. Lines of errors are counted from the top of the file.
///
/// # Errors
/// [`DocumentError`]
pub fn from_document(text: &str) -> Result<Article, DocumentError> {
    let mut fields: [Option<&str>; 5] = [None; 5];
    let names = ["slug", "title", "author", "published", "summary"];
    let mut lines = text.split_inclusive('\n').enumerate();
    if lines.next().is_none_or(|(_, line)| line.trim_end() != RULE) {
        return Err(DocumentError::NoHeader);
    }
    let mut header_lines = None;
    for (index, line) in lines.by_ref() {
        let line = line.trim_end();
        if line == RULE {
            header_lines = Some(index + 1);
            break;
        }
        let wrong = DocumentError::Header(index + 1);
        let (name, value) = line.split_once(':').ok_or_else(|| wrong.clone())?;
        let position = names.iter().position(|known| *known == name).ok_or_else(|| wrong.clone())?;
        if fields[position].replace(value.trim()).is_some() {
            return Err(wrong);
        }
    }
    let header_lines = header_lines.ok_or(DocumentError::NoHeader)?;
    let [Some(slug), Some(title), Some(author), Some(published), Some(summary)] = fields else {
        return Err(DocumentError::Header(header_lines));
    };
    let draft = Draft {
        slug: slug.to_owned(),
        title: title.to_owned(),
        author: author.to_owned(),
        summary: summary.to_owned(),
        published_at: UtcMillis::parse_report(published)?,
        about: Vec::new(),
        source: lines.map(|(_, line)| line).collect(),
    };
    Article::new(draft).map_err(|error| match error {
        ArticleError::Passage(mut error) => {
            error.line += header_lines;
            ArticleError::Passage(error).into()
        }
        other => other.into(),
    })
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    const HEADER: &str =
        "---\nslug: a\ntitle: A: part one\nauthor: B\npublished: 2026-05-02 09:00:00\nsummary: C\n---\n";

    #[wasm_bindgen_test(unsupported = test)]
    fn a_file_becomes_an_article() {
        let article = from_document(&format!("{HEADER}\nText.\n\n---\n\nMore.\n")).unwrap();
        assert_eq!(article.card().title, "A: part one");
        assert_eq!(article.card().published_at, UtcMillis::parse_report("2026-05-02 09:00:00").unwrap());
        assert_eq!(article.source(), "\nText.\n\n---\n\nMore.\n");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn mistakes_are_named_by_their_line_in_the_file() {
        assert_eq!(from_document("Text."), Err(DocumentError::NoHeader));
        assert_eq!(from_document(""), Err(DocumentError::NoHeader));
        assert_eq!(from_document("---\nslug: a\n"), Err(DocumentError::NoHeader));
        assert_eq!(from_document("---\nslug: a\n---\nText."), Err(DocumentError::Header(3)));
        assert_eq!(from_document("---\nslug: a\nslug: b\n---\n"), Err(DocumentError::Header(3)));
        assert_eq!(from_document("---\nmood: calm\n---\n"), Err(DocumentError::Header(2)));
        let error = from_document(&format!("{HEADER}Text.\n:::\n")).unwrap_err();
        assert_eq!(error.to_string(), "line 9: three colons end a warned passage, but none is open here");
        let late = HEADER.replace("2026-05-02", "2026-02-30");
        assert_eq!(from_document(&format!("{late}Text.")), Err(DocumentError::Published(TimeError::NoSuchTime)));
    }
}
