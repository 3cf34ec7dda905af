//! The name of an agreement.

use std::{fmt, str::FromStr};

/// The name of an agreement in addresses and in the record: a UUID in its usual lower-case form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgreementId(String);

/// A text that is no agreement's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an agreement's id has the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")]
pub struct AgreementIdError;

impl FromStr for AgreementId {
    type Err = AgreementIdError;

    fn from_str(text: &str) -> Result<Self, AgreementIdError> {
        let right_form = text.len() == 36
            && text.bytes().enumerate().all(|(i, byte)| match i {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
            });
        if right_form { Ok(Self(text.to_owned())) } else { Err(AgreementIdError) }
    }
}

impl AgreementId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AgreementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn ids_have_one_form_only() {
        let id = "0199a4c2-7b1e-7c3d-9a55-0123456789ab";
        assert_eq!(id.parse::<AgreementId>().unwrap().to_string(), id);
        for other in ["", "0199a4c2", &id.to_uppercase(), "0199a4c2-7b1e-7c3d-9a55-0123456789a'"] {
            assert!(other.parse::<AgreementId>().is_err(), "{other}");
        }
    }
}
