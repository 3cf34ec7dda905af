//! A row of the processor's report after it has been read and found to be in order.

use sha2::{Digest, Sha256};

use crate::{
    ledger::TransactionKind,
    money::{Currency, Weights},
    time::UtcMillis,
};

/// One balance transaction of the payment processor, without the payer, who is left behind at the door
/// (rules.md, Money: "Payers are private by default").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The processor's id of the row; the idempotency key.
    pub id: String,
    /// When it happened.
    pub at: UtcMillis,
    /// The currency of all three amounts.
    pub currency: Currency,
    /// What happened.
    pub kind: TransactionKind,
    /// Minor units paid (positive) or taken back (negative).
    pub gross: i64,
    /// The processor's fee, in minor units.
    pub fee: i64,
    /// `gross − fee`: what the processor's balance changed by, in minor units.
    pub net: i64,
    /// The charge that the row is about; empty for fees and payouts.
    pub charge_id: String,
    /// Who shares a charge; empty for a gift and for every other kind of row.
    pub weights: Weights,
    /// What was bought.
    pub work: String,
}

impl Entry {
    /// SHA-256 of everything in the row that matters, in hexadecimal: two rows with one id must agree on it.
    ///
    /// Every field is preceded by its length, so that no two different rows look the same.
    pub fn digest(&self) -> String {
        let mut digest = Sha256::new();
        let mut field = |text: &str| {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        };
        field("blkout payment row 1");
        field(&self.id);
        field(&self.at.0.to_string());
        field(self.currency.code());
        field(self.kind.word());
        field(&self.gross.to_string());
        field(&self.fee.to_string());
        field(&self.charge_id);
        for (creator, weight) in self.weights.iter() {
            field(creator.as_str());
            field(&weight.to_string());
        }
        field("");
        field(&self.work);
        hex::encode(digest.finalize())
    }
}
