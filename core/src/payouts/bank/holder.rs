//! In whose name an account is held.

use super::redacted;

/// Most characters of the name: as many as credit transfers carry in Europe.
pub const HOLDER_MAX_CHARS: usize = 70;

/// The name on the account, as its bank knows it. May be a legal name: kept encrypted, shown to its owner only.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountHolder(String);

redacted!(AccountHolder);

/// Why a text cannot be the name on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HolderError {
    /// No letter in it.
    #[error("the name on the account needs a letter or more")]
    Empty,
    /// More than [`HOLDER_MAX_CHARS`].
    #[error("the name on the account can have {HOLDER_MAX_CHARS} characters at most")]
    Long,
    /// A line break or another sign that no name has.
    #[error("the name on the account stands on one line")]
    Control,
}

impl AccountHolder {
    /// A name with a letter in it, on one line, of [`HOLDER_MAX_CHARS`] characters at most.
    ///
    /// # Errors
    /// [`HolderError`]
    pub fn new(text: &str) -> Result<Self, HolderError> {
        let text = text.trim();
        if text.chars().any(|c| {
            c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        }) {
            Err(HolderError::Control)
        } else if !text.chars().any(char::is_alphabetic) {
            Err(HolderError::Empty)
        } else if text.chars().count() > HOLDER_MAX_CHARS {
            Err(HolderError::Long)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn names_of_any_script_stand_on_one_line() {
        assert_eq!(AccountHolder::new(" Adébáyọ̀ & Co ").unwrap().as_str(), "Adébáyọ̀ & Co");
        assert_eq!(AccountHolder::new("12 - 34"), Err(HolderError::Empty));
        assert_eq!(AccountHolder::new("A\nB"), Err(HolderError::Control));
        assert_eq!(AccountHolder::new("A\u{202E}B"), Err(HolderError::Control));
        assert!(AccountHolder::new(&"é".repeat(HOLDER_MAX_CHARS)).is_ok());
        assert_eq!(AccountHolder::new(&"é".repeat(HOLDER_MAX_CHARS + 1)), Err(HolderError::Long));
    }
}
