//! Reads one line of an article's source: text, or a marker of a warned passage.

use super::super::warning::{OwnWords, Topic, Warning, is_unprintable};
use super::{MAX_SUMMARY_CHARS, MAX_WARNINGS, Problem};

const MARKER: &str = ":::";

/// What a line is.
pub(super) enum Line {
    /// Not a marker.
    Text,
    /// The start of a warned passage.
    Opens { warnings: Vec<Warning>, summary: String },
    /// The end of one.
    Closes,
}

impl Line {
    pub(super) fn read(text: &str) -> Result<Self, Problem> {
        let Some(rest) = text.strip_prefix(MARKER) else {
            // Markdown would take the marker out of a quotation or a list and show it as text.
            return if text.trim_start_matches(is_container_mark).starts_with(MARKER) {
                Err(Problem::NotAtLineStart)
            } else {
                Ok(Self::Text)
            };
        };
        let rest = rest.trim();
        if rest.is_empty() {
            return Ok(Self::Closes);
        }
        match rest.strip_prefix("warning") {
            Some(head) if head.is_empty() || head.starts_with(char::is_whitespace) => {
                let (warnings, after) = read_warnings(head)?;
                Ok(Self::Opens { warnings, summary: read_summary(after)? })
            }
            _ => Err(Problem::UnknownMarker),
        }
    }
}

/// Blanks, seen and unseen, and the marks of quotations and lists.
fn is_container_mark(c: char) -> bool {
    c.is_whitespace()
        || c.is_ascii_digit()
        || is_unprintable(c)
        || matches!(c, '>' | '-' | '*' | '+' | '.' | ')' | '\u{200B}'..='\u{200D}' | '\u{2060}')
}

/// Reads the list of topics and answers it with what follows the bar, if there is one.
fn read_warnings(head: &str) -> Result<(Vec<Warning>, Option<&str>), Problem> {
    let mut warnings = Vec::new();
    let mut rest = head;
    loop {
        rest = rest.trim_start();
        let warning = if let Some(quoted) = rest.strip_prefix('"') {
            let (words, after) = quoted.split_once('"').ok_or(Problem::Quotes)?;
            rest = after.trim_start();
            if !(rest.is_empty() || rest.starts_with([',', '|'])) {
                return Err(Problem::Quotes);
            }
            Warning::OwnWords(OwnWords::new(words)?)
        } else {
            let end = rest.find([',', '|']).unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            rest = after;
            let name = name.trim();
            if name.is_empty() {
                return Err(Problem::NoTopic);
            }
            Warning::Topic(Topic::from_name(name).ok_or_else(|| Problem::UnknownTopic(shorten(name)))?)
        };
        if warnings.contains(&warning) {
            return Err(Problem::NamedTwice(warning.label().to_owned()));
        }
        if warnings.len() == MAX_WARNINGS {
            return Err(Problem::TooManyWarnings);
        }
        warnings.push(warning);
        if let Some(more) = rest.strip_prefix(',') {
            rest = more;
        } else {
            warnings.sort();
            return Ok((warnings, rest.strip_prefix('|')));
        }
    }
}

fn read_summary(after_bar: Option<&str>) -> Result<String, Problem> {
    let summary = after_bar.unwrap_or_default().trim();
    if !summary.chars().any(char::is_alphanumeric) {
        return Err(Problem::NoSummary);
    }
    if summary.chars().any(is_unprintable) || summary.chars().count() > MAX_SUMMARY_CHARS {
        return Err(Problem::Summary);
    }
    Ok(summary.to_owned())
}

/// Keeps a refused word short enough for an error message.
fn shorten(name: &str) -> String {
    const MOST_CHARS: usize = 40;
    let mut shown: String = name.chars().filter(|c| !is_unprintable(*c)).take(MOST_CHARS).collect();
    if name.chars().count() > MOST_CHARS {
        shown.push('…');
    }
    shown
}
