//! Bank details as a whole: how they are kept (as text that is then encrypted) and what is shown of them.

use super::{AccountHolder, AccountNumber, Bic, Iban, SortCode};

/// Characters of an account number that are shown.
const SHOWN_CHARS: usize = 4;

/// Which account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BankAccount {
    /// In the United Kingdom.
    Uk {
        /// Bank and branch.
        sort_code: SortCode,
        /// The account.
        number: AccountNumber,
    },
    /// Anywhere with international account numbers.
    International {
        /// The account.
        iban: Iban,
        /// Its bank.
        bic: Bic,
    },
}

/// Where somebody's money goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankDetails {
    /// In whose name.
    pub holder: AccountHolder,
    /// Which account.
    pub account: BankAccount,
}

/// What is shown of an account: enough to know one's own again, too little to use it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaskedAccount {
    /// What kind of account: "UK account" or "IBAN, DE".
    pub kind: String,
    /// The last four characters after dots: `•••• 5678`.
    pub number: String,
}

/// The text is not what [`BankDetails::to_text`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("these bank details cannot be read")]
pub struct UnreadableDetails;

impl BankDetails {
    /// What is shown of the account.
    pub fn masked(&self) -> MaskedAccount {
        let (kind, number) = match &self.account {
            BankAccount::Uk { number, .. } => ("UK account".to_owned(), number.as_str()),
            BankAccount::International { iban, .. } => (format!("IBAN, {}", &iban.as_str()[..2]), iban.as_str()),
        };
        let shown = number.get(number.len().saturating_sub(SHOWN_CHARS)..).unwrap_or_default();
        MaskedAccount { kind, number: format!("•••• {shown}") }
    }

    /// The details as lines of text: kind, holder, and the two parts of the account. No part can hold a line break.
    pub fn to_text(&self) -> String {
        let (kind, first, second) = match &self.account {
            BankAccount::Uk { sort_code, number } => ("uk", sort_code.as_str(), number.as_str()),
            BankAccount::International { iban, bic } => ("iban", iban.as_str(), bic.as_str()),
        };
        [kind, self.holder.as_str(), first, second].join("\n")
    }

    /// Reads what [`BankDetails::to_text`] wrote; every part is checked again.
    ///
    /// # Errors
    /// [`UnreadableDetails`], which tells nothing of the text.
    pub fn from_text(text: &str) -> Result<Self, UnreadableDetails> {
        let lines: Vec<&str> = text.split('\n').collect();
        let [kind, holder, first, second] = lines.as_slice() else { return Err(UnreadableDetails) };
        let account = match *kind {
            "uk" => BankAccount::Uk {
                sort_code: SortCode::new(first).map_err(|_| UnreadableDetails)?,
                number: AccountNumber::new(second).map_err(|_| UnreadableDetails)?,
            },
            "iban" => BankAccount::International {
                iban: Iban::new(first).map_err(|_| UnreadableDetails)?,
                bic: Bic::new(second).map_err(|_| UnreadableDetails)?,
            },
            _ => return Err(UnreadableDetails),
        };
        Ok(Self { holder: AccountHolder::new(holder).map_err(|_| UnreadableDetails)?, account })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn uk() -> BankDetails {
        BankDetails {
            holder: AccountHolder::new("Amara Jones").unwrap(),
            account: BankAccount::Uk {
                sort_code: SortCode::new("12-34-56").unwrap(),
                number: AccountNumber::new("12345678").unwrap(),
            },
        }
    }

    fn international() -> BankDetails {
        BankDetails {
            holder: AccountHolder::new("Amara Jones").unwrap(),
            account: BankAccount::International {
                iban: Iban::new("DE89370400440532013000").unwrap(),
                bic: Bic::new("DEUTDEFF").unwrap(),
            },
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn details_are_kept_and_read_again() {
        for details in [uk(), international()] {
            assert_eq!(BankDetails::from_text(&details.to_text()), Ok(details));
        }
        for text in ["", "uk\nAmara\n123456", "uk\nAmara\n123456\n1234567", "us\nA\n1\n2", "uk\nA\n123456\n12345678\n"]
        {
            assert_eq!(BankDetails::from_text(text), Err(UnreadableDetails), "{text}");
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn four_characters_are_shown_and_debug_shows_none() {
        assert_eq!(uk().masked().number, "•••• 5678");
        assert_eq!(international().masked().kind, "IBAN, DE");
        let shown = format!("{:?} {:?}", uk(), international());
        for private in ["Amara", "123456", "5678", "DE89", "DEUT", "3000"] {
            assert!(!shown.contains(private), "{private} in {shown}");
        }
    }
}
