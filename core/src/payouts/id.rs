//! The names of payouts and of payment files, in addresses, in the record and at the bank.

use std::fmt;
use std::str::FromStr;

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")]
pub struct BadId;

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                if is_uuid(text) { Ok(Self(text.to_owned())) } else { Err(BadId) }
            }
        }

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The id as banks carry it: 32 digits, where their files have room for 35 characters.
            pub fn digits(&self) -> String {
                self.0.replace('-', "")
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

uuid_id! {
    /// The name of a payout: a UUID in its usual lower-case form.
    PayoutId
}

uuid_id! {
    /// The name of a payment file: a UUID in its usual lower-case form.
    BatchId
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn one_spelling_only() {
        let id: PayoutId = "0199a4c2-7b1e-7c3d-9a55-0123456789ab".parse().unwrap();
        assert_eq!(id.digits(), "0199a4c27b1e7c3d9a550123456789ab");
        for wrong in ["", "0199A4C2-7b1e-7c3d-9a55-0123456789ab", "0199a4c27b1e7c3d9a550123456789ab", "../../etc"] {
            assert_eq!(wrong.parse::<BatchId>(), Err(BadId), "{wrong}");
        }
    }
}
