//! A bank's international code (ISO 9362).

use super::{redacted, without_grouping};

/// Eight or eleven characters: bank, country, place and, if there are eleven, branch.
#[derive(Clone, PartialEq, Eq)]
pub struct Bic(String);

redacted!(Bic);

/// The text is no BIC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a BIC has 8 or 11 letters and digits, such as DEUTDEFF; it stands on the bank's statement")]
pub struct BicError;

impl Bic {
    /// Reads a code in either case.
    ///
    /// # Errors
    /// [`BicError`]
    pub fn new(text: &str) -> Result<Self, BicError> {
        let code = without_grouping(text).to_ascii_uppercase();
        let right_form = matches!(code.len(), 8 | 11)
            && code.bytes().enumerate().all(|(i, byte)| match i {
                4 | 5 => byte.is_ascii_uppercase(),
                _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            });
        if right_form { Ok(Self(code)) } else { Err(BicError) }
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn eight_or_eleven_with_a_country_inside() {
        assert_eq!(Bic::new("deutdeff").unwrap().as_str(), "DEUTDEFF");
        assert_eq!(Bic::new("NTSB DE B1 XXX").unwrap().as_str(), "NTSBDEB1XXX");
        for text in ["", "DEUTDEF", "DEUTDEFF1", "DEUT1EFF", "DEUTDEF!", "DÉUTDEFF"] {
            assert_eq!(Bic::new(text), Err(BicError), "{text}");
        }
    }
}
