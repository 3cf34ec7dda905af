//! An account in the United Kingdom: sort code and account number.

use super::{redacted, without_grouping};

/// Digits of a sort code.
const SORT_CODE_DIGITS: usize = 6;
/// Digits of an account number.
const ACCOUNT_NUMBER_DIGITS: usize = 8;

/// Which bank and branch: six digits.
#[derive(Clone, PartialEq, Eq)]
pub struct SortCode(String);

/// Which account: eight digits.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountNumber(String);

redacted!(SortCode);
redacted!(AccountNumber);

/// The text is no sort code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sort code has {SORT_CODE_DIGITS} digits, such as 12-34-56")]
pub struct SortCodeError;

/// The text is no account number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an account number has {ACCOUNT_NUMBER_DIGITS} digits; if yours has fewer, put zeros in front")]
pub struct AccountNumberError;

impl SortCode {
    /// Reads `123456`, `12-34-56` or `12 34 56`.
    ///
    /// # Errors
    /// [`SortCodeError`]
    pub fn new(text: &str) -> Result<Self, SortCodeError> {
        digits(text, SORT_CODE_DIGITS).map(Self).ok_or(SortCodeError)
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AccountNumber {
    /// Reads eight digits, with spaces between them or without.
    ///
    /// # Errors
    /// [`AccountNumberError`]
    pub fn new(text: &str) -> Result<Self, AccountNumberError> {
        digits(text, ACCOUNT_NUMBER_DIGITS).map(Self).ok_or(AccountNumberError)
    }

    /// The eight digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn digits(text: &str, length: usize) -> Option<String> {
    let digits = without_grouping(text);
    (digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn groups_may_be_written_and_nothing_else() {
        for text in ["123456", "12-34-56", " 12 34 56 ", "12–34–56"] {
            assert_eq!(SortCode::new(text).unwrap().as_str(), "123456");
        }
        for text in ["", "12345", "1234567", "12345a", "１２３４５６", "12/34/56"] {
            assert_eq!(SortCode::new(text), Err(SortCodeError), "{text}");
        }
        assert_eq!(AccountNumber::new("0012 3456").unwrap().as_str(), "00123456");
        assert_eq!(AccountNumber::new("123456"), Err(AccountNumberError));
        assert_eq!(format!("{:?}", AccountNumber::new("00123456")), "Ok(AccountNumber(..))");
    }
}
