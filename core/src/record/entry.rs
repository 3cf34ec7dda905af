//! What the record says: typed entries, and the one way in which each is written as bytes.
//!
//! An entry is text: a first line `blkout-record/1 KIND`, then one line for each field, `name value`, in a fixed order.
//! Free text stands last on its line; in it `\` is written `\\` and a line feed `\n`. A field without a value is left
//! out. The same entry always has the same bytes, so that its hash stands for what it says (RFC 6962).

mod agreement;
mod key;
mod payout;
mod policy;
mod text;
mod transaction;

pub use agreement::AgreementEntry;
pub use key::KeyEntry;
pub use payout::{ApprovalMark, PayoutEntry, PayoutEvent};
pub use policy::{MINIMUM_PAYOUT_GBP_MINOR, PolicyEntry};
pub use text::DecodeError;
pub use transaction::{SplitTerms, TransactionEntry};

use text::{Lines, Writer};

/// The most bytes of an entry: the length field of a C2SP tlog-tiles entry bundle has 16 bits.
pub const MAX_ENTRY_BYTES: usize = 65_535;
/// What the first line of every entry begins with.
const HEAD: &str = "blkout-record/1";

/// One entry of the record. No identity of a payer is in any of them; a creator stands under their public name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A transaction of the ledger.
    Transaction(TransactionEntry),
    /// A payout has come a step further.
    Payout(PayoutEntry),
    /// The policy in force from here on.
    Policy(PolicyEntry),
    /// The key that signs the record changes.
    Key(KeyEntry),
    /// Creators have agreed how to share a work.
    Agreement(AgreementEntry),
}

/// The entry has no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EncodeError {
    /// Over [`MAX_ENTRY_BYTES`].
    #[error("this would take {0} bytes in the record, and an entry has at most {MAX_ENTRY_BYTES}; name fewer creators")]
    TooLong(usize),
}

impl Entry {
    /// The word of the first line.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Transaction(_) => "transaction",
            Self::Payout(_) => "payout",
            Self::Policy(_) => "policy",
            Self::Key(_) => "key",
            Self::Agreement(_) => "agreement",
        }
    }

    /// The canonical bytes.
    ///
    /// # Errors
    /// [`EncodeError::TooLong`].
    pub fn encode(&self) -> Result<Vec<u8>, EncodeError> {
        let mut to = Writer::new(self.kind());
        match self {
            Self::Transaction(entry) => entry.write(&mut to),
            Self::Payout(entry) => entry.write(&mut to),
            Self::Policy(entry) => entry.write(&mut to),
            Self::Key(entry) => entry.write(&mut to),
            Self::Agreement(entry) => entry.write(&mut to),
        }
        let bytes = to.into_bytes();
        if bytes.len() > MAX_ENTRY_BYTES { Err(EncodeError::TooLong(bytes.len())) } else { Ok(bytes) }
    }

    /// Reads an entry from its canonical bytes.
    ///
    /// # Errors
    /// [`DecodeError`]: anything but the bytes that [`Entry::encode`] would give is refused.
    /// [`DecodeError::UnknownKind`] is for the reader to count: a later version of the program may know the kind.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        let mut lines = Lines::new(bytes)?;
        let entry = match lines.kind() {
            "transaction" => Self::Transaction(TransactionEntry::read(&mut lines)?),
            "payout" => Self::Payout(PayoutEntry::read(&mut lines)?),
            "policy" => Self::Policy(PolicyEntry::read(&mut lines)?),
            "key" => Self::Key(KeyEntry::read(&mut lines)?),
            "agreement" => Self::Agreement(AgreementEntry::read(&mut lines)?),
            other => return Err(DecodeError::UnknownKind(other.chars().take(40).collect())),
        };
        lines.end()?;
        if entry.encode().is_ok_and(|canonical| canonical == bytes) {
            Ok(entry)
        } else {
            Err(DecodeError::NotCanonical)
        }
    }
}

#[cfg(test)]
mod tests;
