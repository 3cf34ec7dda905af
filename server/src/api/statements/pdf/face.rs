//! The letters of a PDF: which there are, how wide they are, and where a line ends.
//!
//! Lengths are in tenths of a point, whole numbers. The face is `DejaVu` Sans Condensed (server/fonts): Latin, Greek,
//! Cyrillic, Armenian, Georgian, Hebrew, Arabic and some more.

use krilla::text::Font;

const REGULAR: &[u8] = include_bytes!("../../../../fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("../../../../fonts/DejaVuSansCondensed-Bold.ttf");

/// What stands in the place of a letter that the face does not have.
const NO_SUCH_LETTER: char = '\u{fffd}';

/// One weight of the face.
pub(super) struct Face {
    /// For drawing.
    pub(super) font: Font,
    metrics: ttf_parser::Face<'static>,
}

/// A text as it can be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drawable {
    /// Only letters that the face has.
    pub(super) shown: String,
    /// What it really says, where that is something else: for whoever has it read out or copies it.
    pub(super) actual: Option<String>,
}

impl Face {
    /// The face for text; `None` when the file in the program is no font, which a test rules out.
    pub(super) fn regular() -> Option<Self> {
        Self::read(REGULAR)
    }

    /// The face for headings and sums.
    pub(super) fn bold() -> Option<Self> {
        Self::read(BOLD)
    }

    fn read(data: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(data.into(), 0)?, metrics: ttf_parser::Face::parse(data, 0).ok()? })
    }

    /// How wide `text` is at `size`, rounded up.
    pub(super) fn width(&self, text: &str, size: i32) -> i32 {
        let units: i64 = text.chars().map(|letter| i64::from(self.advance(letter))).sum();
        let em = i64::from(self.metrics.units_per_em().max(1));
        let width = (units * i64::from(size) + em - 1) / em;
        i32::try_from(width).unwrap_or(i32::MAX)
    }

    /// Whether there is a shape for it; the first one of a font stands for "none".
    fn has(&self, letter: char) -> bool {
        self.metrics.glyph_index(letter).is_some_and(|glyph| glyph.0 > 0)
    }

    fn advance(&self, letter: char) -> u16 {
        self.metrics.glyph_index(letter).and_then(|glyph| self.metrics.glyph_hor_advance(glyph)).unwrap_or(0)
    }

    /// `text` with what cannot be drawn replaced by a mark, and what is never drawn (direction marks, joiners, line
    /// breaks) left out.
    pub(super) fn drawable(&self, text: &str) -> Drawable {
        let mut shown = String::with_capacity(text.len());
        for letter in text.chars() {
            if letter.is_whitespace() {
                shown.push(' ');
            } else if letter.is_control() || is_invisible(letter) {
                // Nothing to see.
            } else if self.has(letter) && !is_private(letter) {
                shown.push(letter);
            } else {
                shown.push(NO_SUCH_LETTER);
            }
        }
        // What a reader may not be handed either: control characters, and the two that are no characters.
        let said: String = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}')).collect();
        let actual = (said != shown && !shown.is_empty()).then_some(said);
        Drawable { shown, actual }
    }

    /// Breaks `text` into lines of at most `room`, at spaces, and inside a word only where the word alone is wider.
    /// Every line but the last ends with a space, so that its words stay apart when it is read out.
    pub(super) fn lines(&self, text: &str, size: i32, room: i32) -> Vec<String> {
        let mut lines = Vec::new();
        let mut line = String::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let joined = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&joined, size) <= room {
                line = joined;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line) + " ");
            }
            line = self.broken(word, size, room, &mut lines);
        }
        if !line.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }

    /// The end of a word whose beginning fills `lines`.
    fn broken(&self, word: &str, size: i32, room: i32, lines: &mut Vec<String>) -> String {
        let mut part = String::new();
        for letter in word.chars() {
            part.push(letter);
            if part.chars().nth(1).is_some() && self.width(&part, size) > room {
                part.pop();
                lines.push(std::mem::replace(&mut part, letter.to_string()));
            }
        }
        part
    }
}

/// Letters without a shape of their own that change those around them.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Letters that mean whatever two people agree on.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_scripts_are_drawn_as_they_are() {
        let face = Face::regular().unwrap();
        for name in ["Zoë Ọlámidé", "Ευαγγελία", "Соня Ђурић", "Հայկ", "ნინო", "שרה", "ليلى", "₦ € £ − – ’ …"]
        {
            assert_eq!(face.drawable(name), Drawable { shown: name.to_owned(), actual: None }, "{name}");
            assert!(face.width(name, 100) > 0);
        }
        assert!(Face::bold().unwrap().width("£", 100) > 0);
    }

    #[test]
    fn what_cannot_be_drawn_is_marked_and_still_said() {
        let face = Face::regular().unwrap();
        let drawn = face.drawable("田中 🏳️‍🌈\u{202e}abc\n");
        assert_eq!(drawn.shown, "\u{fffd}\u{fffd} \u{fffd}\u{fffd}abc ");
        assert_eq!(drawn.actual.as_deref(), Some("田中 🏳️‍🌈\u{202e}abc"));
    }

    #[test]
    fn lines_fit_and_lose_nothing() {
        let face = Face::regular().unwrap();
        let long = format!("A poem about {} and the sea", "w".repeat(200));
        let lines = face.lines(&long, 85, 1_500);
        assert!(lines.len() > 3);
        assert!(lines.iter().all(|line| face.width(line.trim_end(), 85) <= 1_500));
        assert_eq!(lines.concat().replace(' ', ""), long.replace(' ', ""));
        assert_eq!(face.lines("", 85, 1_500), [""]);
    }
}
