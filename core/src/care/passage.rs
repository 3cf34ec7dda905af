//! Splits the Markdown source of an article into open and warned passages.
//!
//! ```text
//! ::: warning violence, racism, "a dog dies" | Two friends are stopped on their way home and get home safe.
//! The passage, in Markdown, over as many lines as it needs.
//! :::
//! ```
//!
//! The first line names at least one topic of [`super::warning::Topic`], separated by commas, or gives the author's
//! own words in double quotes; after the bar stands the summary, plain text, that people may read instead.
//! A line of three colons ends the passage.
//!
//! The rule is strict on purpose, because a marker that is misread would show what it should close: a line
//! that starts with three colons is *always* a marker, in code blocks too, and anything that looks like a marker but
//! is not one is refused. To write three colons at the start of a line, put a backslash before them.
//!
//! Each passage is a document of its own: link definitions, lists and code blocks do not reach into the next.

mod line;
#[cfg(test)]
mod tests;

use super::reading::ReadingLength;
use super::warning::Warning;
use line::Line;

/// The most bytes that the source of an article may have.
pub const MAX_SOURCE_BYTES: usize = 200_000;

/// The most warned passages in one article. More than this is a warning for the whole article.
pub const MAX_WARNED_PASSAGES: usize = 50;

/// The most warnings on one passage.
pub const MAX_WARNINGS: usize = 8;

/// The most characters that a summary may have.
pub const MAX_SUMMARY_CHARS: usize = 400;

/// A stretch of an article, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// Shown as it is. Holds Markdown with at least one visible character.
    Open(String),
    /// Closed until the reader opens it.
    Warned(WarnedPassage),
}

/// A passage that the reader chooses to read, to skip, or to take as a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WarnedPassage {
    /// What it is about: 1 to [`MAX_WARNINGS`], in taxonomy order, none twice.
    pub warnings: Vec<Warning>,
    /// Plain text to read instead: 1 to [`MAX_SUMMARY_CHARS`] characters on one line.
    pub summary: String,
    /// The passage itself, in Markdown. It must never reach a list, a feed or a page's metadata.
    pub source: String,
    /// How long it is.
    pub length: ReadingLength,
}

/// Why a source was refused. The line is counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct PassageError {
    /// The line that a person has to look at.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a source. The texts tell an author what to do next.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Larger than [`MAX_SOURCE_BYTES`].
    #[error("the article is longer than {MAX_SOURCE_BYTES} bytes; it can be published in parts")]
    TooLong,
    /// Nothing to read.
    #[error("there is no text yet")]
    NoText,
    /// Three colons behind a blank, a quotation mark or a list dash.
    #[error("three colons open or close a warned passage only at the very start of a line; write \\::: to show them")]
    NotAtLineStart,
    /// Three colons and something that is neither `warning` nor nothing.
    #[error("a marker is either \"::: warning TOPICS | SUMMARY\" or \":::\" alone; write \\::: to show three colons")]
    UnknownMarker,
    /// No topic and no own words.
    #[error("say what the passage is about, for example \"::: warning racism | SUMMARY\"")]
    NoTopic,
    /// A word that is not in the taxonomy.
    #[error("\"{0}\" is not a topic; put your own words in double quotes")]
    UnknownTopic(String),
    /// A double quote that is not closed, or text right behind one.
    #[error("your own words stand between two double quotes, with a comma after them when more follows")]
    Quotes,
    /// Own words that no reader could see on one line.
    #[error(transparent)]
    OwnWords(#[from] super::warning::OwnWordsError),
    /// The same warning twice on one passage.
    #[error("\"{0}\" is named twice")]
    NamedTwice(String),
    /// More than [`MAX_WARNINGS`].
    #[error("a passage carries {MAX_WARNINGS} warnings at most")]
    TooManyWarnings,
    /// No summary, or nothing visible in it.
    #[error("after a bar, give a summary that people may read instead: \"::: warning TOPICS | SUMMARY\"")]
    NoSummary,
    /// A summary over [`MAX_SUMMARY_CHARS`], or with characters that cannot be seen.
    #[error("the summary is one line of {MAX_SUMMARY_CHARS} visible characters at most")]
    Summary,
    /// A passage inside a passage.
    #[error("a warned passage cannot stand inside another; the one from line {opened} is still open")]
    Nested {
        /// Where the outer passage starts.
        opened: usize,
    },
    /// An end without a start.
    #[error("three colons end a warned passage, but none is open here")]
    NothingToClose,
    /// A start without an end.
    #[error("this warned passage is never closed; end it with a line of three colons")]
    NeverClosed,
    /// Nothing between start and end.
    #[error("this warned passage is empty")]
    Empty,
    /// More than [`MAX_WARNED_PASSAGES`].
    #[error("an article has {MAX_WARNED_PASSAGES} warned passages at most")]
    TooManyPassages,
}

/// Splits a source into its passages, at least one.
///
/// # Errors
/// The first [`PassageError`] from the top; nothing of a refused source may be shown.
pub fn parse(source: &str) -> Result<Vec<Passage>, PassageError> {
    if source.len() > MAX_SOURCE_BYTES {
        return Err(PassageError { line: 1, problem: Problem::TooLong });
    }
    // CommonMark ends a line at CR, LF and CRLF; a marker behind a lone CR must not be overlooked.
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let mut splitter = Splitter::default();
    for (index, text) in source.lines().enumerate() {
        let at_line = |problem| PassageError { line: index + 1, problem };
        splitter.take(index + 1, text).map_err(at_line)?;
    }
    splitter.finish()
}

/// Every warning that an article carries, in taxonomy order, none twice.
pub fn warnings_of(passages: &[Passage]) -> Vec<Warning> {
    let mut warnings: Vec<Warning> = passages
        .iter()
        .filter_map(|passage| match passage {
            Passage::Open(_) => None,
            Passage::Warned(warned) => Some(warned.warnings.iter().cloned()),
        })
        .flatten()
        .collect();
    warnings.sort();
    warnings.dedup();
    warnings
}

/// A warned passage of which the end has not been seen yet.
struct Opened {
    line: usize,
    warnings: Vec<Warning>,
    summary: String,
}

#[derive(Default)]
struct Splitter {
    passages: Vec<Passage>,
    text: String,
    opened: Option<Opened>,
    warned: usize,
}

impl Splitter {
    fn take(&mut self, number: usize, text: &str) -> Result<(), Problem> {
        match (Line::read(text)?, self.opened.take()) {
            (Line::Text, opened) => {
                self.opened = opened;
                self.text.push_str(text);
                self.text.push('\n');
                Ok(())
            }
            (Line::Opens { .. }, Some(opened)) => Err(Problem::Nested { opened: opened.line }),
            (Line::Opens { warnings, summary }, None) => {
                self.warned += 1;
                if self.warned > MAX_WARNED_PASSAGES {
                    return Err(Problem::TooManyPassages);
                }
                self.end_open();
                self.opened = Some(Opened { line: number, warnings, summary });
                Ok(())
            }
            (Line::Closes, None) => Err(Problem::NothingToClose),
            (Line::Closes, Some(opened)) => {
                let source = std::mem::take(&mut self.text);
                let length = ReadingLength::of(&source);
                if length.words() == 0 {
                    return Err(Problem::Empty);
                }
                let Opened { warnings, summary, .. } = opened;
                self.passages.push(Passage::Warned(WarnedPassage { warnings, summary, source, length }));
                Ok(())
            }
        }
    }

    fn end_open(&mut self) {
        let source = std::mem::take(&mut self.text);
        if !source.trim().is_empty() {
            self.passages.push(Passage::Open(source));
        }
    }

    fn finish(mut self) -> Result<Vec<Passage>, PassageError> {
        if let Some(opened) = self.opened {
            return Err(PassageError { line: opened.line, problem: Problem::NeverClosed });
        }
        self.end_open();
        if self.passages.is_empty() {
            return Err(PassageError { line: 1, problem: Problem::NoText });
        }
        Ok(self.passages)
    }
}
