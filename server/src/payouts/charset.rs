//! Text as banks' files carry it: the Latin letters without accents, digits and a few signs.
//!
//! It is the set of SWIFT's "x" and of the European Payments Council. A sign outside of it can stop a whole file.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Stands for what has no place in the set.
const UNKNOWN: &str = ".";

/// `text` in the letters of banks, at most `most` characters of them, without spaces around it. Accents fall away,
/// letters of their own become their usual two (ß becomes ss), everything else a full stop.
pub fn bank_text(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '?' | ':' | '(' | ')' | '.' | ',' | '\'' | '+' | ' ' => {
                shown.push(letter);
            }
            // Two of them in a row, or one at the beginning, mean something else to banks.
            '/' if !shown.is_empty() && !shown.ends_with('/') => shown.push('/'),
            other => shown.push_str(stands_for(other)),
        }
    }
    let cut: String = shown.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(most).collect();
    cut.trim_end_matches(['/', ' ']).to_owned()
}

/// Whether anything of `text` is left to be read in the letters of banks.
pub fn has_letters(text: &str) -> bool {
    bank_text(text, text.len()).bytes().any(|byte| byte.is_ascii_alphabetic())
}

fn stands_for(letter: char) -> &'static str {
    match letter {
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' | 'ɔ' => "o",
        'Ø' | 'Ɔ' => "O",
        'ɛ' | 'ə' | 'ǝ' => "e",
        'Ɛ' | 'Ə' | 'Ǝ' => "E",
        'đ' | 'ð' | 'ɗ' => "d",
        'Đ' | 'Ð' | 'Ɗ' => "D",
        'ɓ' => "b",
        'Ɓ' => "B",
        'ƙ' => "k",
        'Ƙ' => "K",
        'ƴ' => "y",
        'Ƴ' => "Y",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ł' => "l",
        'Ł' => "L",
        'ŋ' => "ng",
        'Ŋ' => "NG",
        'þ' => "th",
        'Þ' => "TH",
        '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{02BC}' | '`' | '"' | '\u{201C}' | '\u{201D}' => "'",
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' => "-",
        '&' => "+",
        '[' | '{' | '<' => "(",
        ']' | '}' | '>' => ")",
        ';' => ",",
        white if white.is_whitespace() => " ",
        invisible
            if invisible.is_control() || matches!(invisible, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}') =>
        {
            ""
        }
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_accents_and_nothing_else() {
        for (written, carried) in [
            ("Zoë Adébáyọ̀", "Zoe Adebayo"),
            ("Ṣọlá Ọ̀ṣun", "Sola Osun"),
            ("Jürgen Groß", "Jurgen Gross"),
            ("Łukasz Øre", "Lukasz Ore"),
            ("Kɔfi Ɛdwin", "Kofi Edwin"),
            ("O\u{2019}Brien & Sons <Ltd>", "O'Brien + Sons (Ltd)"),
            ("ﬁne\u{a0}\u{a0}Art", "fine Art"),
            ("Ada\u{200B}m", "Adam"),
        ] {
            assert_eq!(bank_text(written, 70), carried);
        }
    }

    #[test]
    fn what_has_no_letters_is_known() {
        assert_eq!(bank_text("Имя", 70), "...");
        assert!(!has_letters("Имя") && !has_letters("名前 12") && !has_letters(""));
        assert!(has_letters("Ọ"));
    }

    #[test]
    fn whatever_comes_in_only_the_set_comes_out() {
        let all: String = (0..=0x2_FFFF_u32).filter_map(char::from_u32).collect();
        let out = bank_text(&all, usize::MAX);
        assert!(out.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-?:().,'+ ".contains(&byte)));
        assert!(!out.contains("//") && !out.contains("  ") && !out.starts_with('/'));
    }

    #[test]
    fn long_text_is_cut_between_letters() {
        assert_eq!(bank_text("ßßß", 5), "sssss");
        assert_eq!(bank_text("abc /", 5), "abc");
    }
}
