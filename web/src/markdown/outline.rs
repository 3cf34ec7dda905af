//! Heading levels: below the page's own first heading, and never skipping one.

use pulldown_cmark::HeadingLevel;

/// The headings that are open at this point of a text, outermost first.
///
/// An author may begin with `#` or with `###`; readers who move by headings meet a second level first and then one
/// level at a time.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    open: Vec<HeadingLevel>,
}

impl Outline {
    /// Takes the next heading as its author wrote it and answers the level at which it stands on the page.
    pub(super) fn open(&mut self, written: HeadingLevel) -> HeadingLevel {
        self.open.retain(|&level| level < written);
        self.open.push(written);
        self.level()
    }

    /// The level of the latest heading on the page.
    pub(super) fn level(&self) -> HeadingLevel {
        match self.open.len() {
            0 | 1 => HeadingLevel::H2,
            2 => HeadingLevel::H3,
            3 => HeadingLevel::H4,
            4 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }
}
