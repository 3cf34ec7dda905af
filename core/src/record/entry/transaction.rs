//! A transaction of the ledger as the record keeps it: everything that its split is computed from, and every posting.

use super::text::{DecodeError, Lines, Writer};
use crate::{
    ledger::{Account, Posting, Postings, TransactionKind},
    money::{CreatorShare, CreatorSlug, Currency, Weights},
    payments::Applied,
    time::UtcMillis,
};

/// A transaction of the ledger. Amounts in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionEntry {
    /// The ledger's number, counted from 1 without gaps.
    pub number: u64,
    /// The idempotency key.
    pub key: String,
    /// SHA-256, in hexadecimal, of the row that it was made from.
    pub digest: String,
    /// What happened.
    pub kind: TransactionKind,
    /// The ledger that it belongs to.
    pub currency: Currency,
    /// When it happened, by the clock of whoever reported it.
    pub occurred: UtcMillis,
    /// When it was written.
    pub recorded: UtcMillis,
    /// What was paid (positive) or given back (negative), or what moved.
    pub gross: i64,
    /// The processor's fee on it.
    pub fee: i64,
    /// What was bought, or what it is.
    pub title: String,
    /// The number of the transaction that it corrects or completes.
    pub corrects: Option<u64>,
    /// The terms of its split, when it is about a payment.
    pub split: Option<SplitTerms>,
    /// Where the money went, in the order of the accounts; they sum to zero.
    pub postings: Vec<Posting>,
}

/// What the split of a payment is computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitTerms {
    /// The processor's charge id.
    pub payment: String,
    /// The share that the payment was made under.
    pub share: CreatorShare,
    /// What was left of the payment before; what is left now is this and the gross.
    pub before: i64,
    /// The number of the transaction about the same payment that came before this one; `None` on the payment itself.
    pub previous: Option<u64>,
    /// The agreement that gave the weights, where it was not the payment itself.
    pub agreement: Option<String>,
    /// Who shares it; empty for a gift.
    pub weights: Weights,
}

impl TransactionEntry {
    /// The entry of a transaction that is about to be written under `number`. `previous` is the number of the
    /// transaction about the same payment before it.
    pub fn of(number: u64, recorded: UtcMillis, applied: &Applied) -> Self {
        let Applied { transaction, payment, distribution } = applied;
        let split = payment.as_ref().zip(distribution.as_ref()).map(|(payment, distribution)| SplitTerms {
            payment: payment.id.clone(),
            share: distribution.share,
            before: distribution.gross_before,
            previous: payment.last_transaction,
            agreement: payment.agreement.clone().filter(|_| transaction.kind.is_payment()),
            weights: payment.weights.clone(),
        });
        Self {
            number,
            key: transaction.idempotency_key.clone(),
            digest: transaction.content_digest.clone(),
            kind: transaction.kind,
            currency: transaction.currency,
            occurred: transaction.occurred_at,
            recorded,
            gross: transaction.gross,
            fee: transaction.fee,
            title: transaction.title.clone(),
            corrects: transaction.corrects,
            split,
            postings: transaction.postings.iter().cloned().collect(),
        }
    }

    /// The postings as the ledger knows them.
    ///
    /// # Errors
    /// [`crate::ledger::Unbalanced`] when they do not sum to zero.
    pub fn balanced_postings(&self) -> Result<Postings, crate::ledger::Unbalanced> {
        Postings::balanced(self.postings.iter().map(|posting| (posting.account.clone(), posting.amount)))
    }

    pub(super) fn write(&self, to: &mut Writer) {
        to.field("number", self.number);
        to.text("key", &self.key);
        to.text("digest", &self.digest);
        to.field("kind", self.kind);
        to.field("currency", self.currency.code());
        to.field("occurred", self.occurred.0);
        to.field("recorded", self.recorded.0);
        to.field("gross", self.gross);
        to.field("fee", self.fee);
        to.text("title", &self.title);
        to.optional("corrects", self.corrects);
        if let Some(split) = &self.split {
            to.text("payment", &split.payment);
            to.field("share", split.share.bps());
            to.field("before", split.before);
            to.optional("previous", split.previous);
            to.text("agreement", split.agreement.as_deref().unwrap_or_default());
            write_weights(to, &split.weights);
        }
        for posting in &self.postings {
            to.pair("post", posting.amount, &posting.account.to_string());
        }
    }

    pub(super) fn read(lines: &mut Lines<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            number: lines.field("number")?,
            key: lines.text("key")?,
            digest: lines.text("digest")?,
            kind: lines.field("kind")?,
            currency: lines.field("currency")?,
            occurred: UtcMillis(lines.field("occurred")?),
            recorded: UtcMillis(lines.field("recorded")?),
            gross: lines.field("gross")?,
            fee: lines.field("fee")?,
            title: lines.text("title")?,
            corrects: lines.optional("corrects")?,
            split: read_split(lines)?,
            postings: read_postings(lines)?,
        })
    }
}

fn read_split(lines: &mut Lines<'_>) -> Result<Option<SplitTerms>, DecodeError> {
    let payment = lines.text("payment")?;
    if payment.is_empty() {
        return Ok(None);
    }
    let share = CreatorShare::from_bps(lines.field("share")?).map_err(|_| DecodeError::Value("share"))?;
    Ok(Some(SplitTerms {
        payment,
        share,
        before: lines.field("before")?,
        previous: lines.optional("previous")?,
        agreement: Some(lines.text("agreement")?).filter(|id| !id.is_empty()),
        weights: read_weights(lines)?,
    }))
}

fn read_postings(lines: &mut Lines<'_>) -> Result<Vec<Posting>, DecodeError> {
    let mut postings = Vec::new();
    while let Some((amount, account)) = lines.pair("post")? {
        let account: Account = account.parse().map_err(|_| DecodeError::Value("post"))?;
        postings.push(Posting { account, amount });
    }
    Ok(postings)
}

/// One line `weight N SLUG` for each creator, in the order of the slugs.
pub(super) fn write_weights(to: &mut Writer, weights: &Weights) {
    for (creator, weight) in weights.iter() {
        to.pair("weight", weight, creator.as_str());
    }
}

pub(super) fn read_weights(lines: &mut Lines<'_>) -> Result<Weights, DecodeError> {
    let mut pairs = Vec::new();
    while let Some((weight, creator)) = lines.pair::<u64>("weight")? {
        pairs.push((CreatorSlug::new(creator).map_err(|_| DecodeError::Value("weight"))?, weight));
    }
    Weights::new(pairs).map_err(|_| DecodeError::Value("weight"))
}
