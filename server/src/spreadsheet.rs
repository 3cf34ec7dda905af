//! Text in a table that people open in a spreadsheet, which takes some of it for a formula and runs it.

use std::borrow::Cow;

/// With these a formula begins; with the wide ones in the languages whose keyboards have them (OWASP, "CSV Injection").
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// `text` as a cell that a spreadsheet shows as it is: behind an apostrophe where it would be a formula.
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(BEGINNINGS) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_typed_is_never_run() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u{ff1d}1", "\u{ff20}A1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for text in ["", "Six keys", "a=b", "'=1", "12.50"] {
            assert_eq!(cell(text), text);
        }
    }
}
