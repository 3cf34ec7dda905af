//! Ids: UUIDs in their one spelling, each kind a type of its own, so that none is taken for another's.

/// A text that is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id has the form xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx")]
pub struct BadId;

/// Whether this is a UUID as it is usually written: 32 hexadecimal digits in lower case, and four hyphens.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, byte)| match i {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// A type for one kind of id. It is read from its one spelling ([`BadId`] otherwise) and written in it.
macro_rules! uuid_id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl std::str::FromStr for $name {
            type Err = $crate::id::BadId;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                if $crate::id::is_uuid(text) { Ok(Self(text.to_owned())) } else { Err($crate::id::BadId) }
            }
        }

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
pub(crate) use uuid_id;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreements::AgreementId;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn ids_have_one_spelling_only() {
        let id = "0199a4c2-7b1e-7c3d-9a55-0123456789ab";
        let read: AgreementId = id.parse().unwrap();
        assert_eq!((read.as_str(), read.to_string().as_str()), (id, id));
        let upper = id.to_uppercase();
        for wrong in [
            "",
            "0199a4c2",
            "../../etc",
            &upper,
            "0199a4c27b1e7c3d9a550123456789ab",
            "0199a4c2-7b1e-7c3d-9a55-0123456789a'",
            "0199a4c2-7b1e-7c3d-9a55-0123456789a",
            "0199a4c2-7b1e-7c3d-9a55-0123456789abc",
            "0199a4c2-7b1e-7c3d-9a55-0123456789é",
        ] {
            assert_eq!(wrong.parse::<AgreementId>(), Err(BadId), "{wrong}");
        }
    }
}
