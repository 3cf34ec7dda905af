//! Where a creator's money goes. Checked for slips of the pen; never shown whole, never in debug output.

mod bic;
mod details;
mod holder;
mod iban;
mod uk;

pub use bic::{Bic, BicError};
pub use details::{BankAccount, BankDetails, MaskedAccount, UnreadableDetails};
pub use holder::{AccountHolder, HOLDER_MAX_CHARS, HolderError};
pub use iban::{Iban, IbanError};
pub use uk::{AccountNumber, AccountNumberError, SortCode, SortCodeError};

/// Leaves out the spaces and dashes that people and banks write between groups of digits.
fn without_grouping(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}')).collect()
}

/// Implements `Debug` so that nothing of the value is seen.
macro_rules! redacted {
    ($name:ident) => {
        impl std::fmt::Debug for $name {
            /// Never shows the value.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
use redacted;
