//! The name of a payout in addresses, in the record and in the bank's file.

use std::fmt;
use std::str::FromStr;

/// A UUID in its usual lower-case form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PayoutId(String);

/// A text that is no payout's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a payout's id has the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")]
pub struct BadPayoutId;

impl FromStr for PayoutId {
    type Err = BadPayoutId;

    fn from_str(text: &str) -> Result<Self, BadPayoutId> {
        let right_form = text.len() == 36
            && text.bytes().enumerate().all(|(i, byte)| match i {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            });
        if right_form { Ok(Self(text.to_owned())) } else { Err(BadPayoutId) }
    }
}

impl PayoutId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id as banks carry it from end to end: 32 digits, where their files have room for 35 characters.
    pub fn end_to_end(&self) -> String {
        self.0.replace('-', "")
    }
}

impl fmt::Display for PayoutId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn one_spelling_only() {
        let id: PayoutId = "0199a4c2-7b1e-7c3d-9a55-0123456789ab".parse().unwrap();
        assert_eq!(id.end_to_end(), "0199a4c27b1e7c3d9a550123456789ab");
        for wrong in ["", "0199A4C2-7b1e-7c3d-9a55-0123456789ab", "0199a4c27b1e7c3d9a550123456789ab", "../../etc"] {
            assert_eq!(wrong.parse::<PayoutId>(), Err(BadPayoutId), "{wrong}");
        }
    }
}
