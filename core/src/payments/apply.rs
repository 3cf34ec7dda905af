//! What a row does to the ledger: the split of what is left of its payment, posted as the difference.

use super::{
    Entry,
    terms::{Received, Terms},
};
use crate::{
    ledger::{Account, Postings, Transaction, TransactionKind, Unbalanced},
    money::{CreatorShare, Currency, MAX_PAYMENT_MINOR, Money, Split, SplitError, Weights},
};

/// A payment as the ledger knows it: the terms it was made under and what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The processor's charge id.
    pub id: String,
    /// Currency of the amounts.
    pub currency: Currency,
    /// The share in force when it was made; later changes of the share do not touch it.
    pub share: CreatorShare,
    /// Who shares it; empty for a gift.
    pub weights: Weights,
    /// What was bought.
    pub title: String,
    /// What the payer paid, in minor units.
    pub charged: i64,
    /// What is left after refunds and disputes, in minor units: 0 to `charged`.
    pub remaining: i64,
    /// The ledger's number of the last transaction about it; `None` before the first one has its number.
    pub last_transaction: Option<u64>,
    /// The id of the agreement that gave the weights, where it was not the payment itself.
    pub agreement: Option<String>,
}

/// The split of a payment after a transaction, with what it was before; the ledger keeps every one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// What was left of the payment before, in minor units.
    pub gross_before: i64,
    /// The split of what is left now.
    pub split: Split,
    /// The share it was computed with.
    pub share: CreatorShare,
}

/// The outcome of applying one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The transaction to write.
    pub transaction: Transaction,
    /// The payment as it is now, if the row is about one.
    pub payment: Option<Payment>,
    /// The payment's split as it is now, if the row is about one.
    pub distribution: Option<Distribution>,
}

/// Why a row that is in order by itself does not fit the ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// A refund or dispute of a charge that nobody knows.
    #[error("there is no charge `{0}`, neither in this file nor in the ledger; import the file with the charge first")]
    NoSuchCharge(String),
    /// A second charge with the same charge id.
    #[error("the charge `{0}` has been made already, by another row")]
    ChargedTwice(String),
    /// The charge is in another currency.
    #[error("the charge `{charge_id}` was made in {charged_in}, not in {found}")]
    OtherCurrency {
        /// The charge.
        charge_id: String,
        /// Its currency.
        charged_in: Currency,
        /// The row's currency.
        found: Currency,
    },
    /// More given back than there is.
    #[error("gives back {asked}, but only {left} is left of the charge `{charge_id}`")]
    OverReturned {
        /// The charge.
        charge_id: String,
        /// What the row gives back.
        asked: Money,
        /// What is left.
        left: Money,
    },
    /// More brought back by a reversal than had been taken.
    #[error("brings back {asked}, but only {taken} of the charge `{charge_id}` had been taken")]
    OverReversed {
        /// The charge.
        charge_id: String,
        /// What the row brings back.
        asked: Money,
        /// What had been given back or taken.
        taken: Money,
    },
    /// Beyond what the ledger takes.
    #[error("the amount is larger than the ledger takes in one row")]
    TooLarge,
    /// More creators than an entry of the record can name.
    #[error(transparent)]
    Entry(#[from] crate::record::entry::EncodeError),
    /// A kind of transaction that does not come with the account it was to be received in.
    #[error("a {0} cannot be entered this way")]
    WrongKind(TransactionKind),
    /// A fault of ours, found before anything was written.
    #[error(transparent)]
    Unbalanced(#[from] Unbalanced),
    /// A fault of ours, found before anything was written.
    #[error(transparent)]
    Split(#[from] SplitError),
}

/// Applies one row. `payment` is the payment that the row names, as the ledger knows it now, if it does.
/// `share` is the creator's share in force for new payments.
///
/// A refund is the difference between the split of what was left and the split of what is left now, so a full
/// refund is the exact negation of the payment and the floor holds at every moment (rules.md, Money, "Refund").
///
/// # Errors
/// [`ApplyError`]; nothing has been changed then.
pub fn apply(entry: &Entry, payment: Option<&Payment>, share: CreatorShare) -> Result<Applied, ApplyError> {
    if !entry.kind.is_processors() {
        return Err(ApplyError::WrongKind(entry.kind));
    }
    apply_in(&Account::Processor, entry, payment, share)
}

/// Applies an entry that the co-op made by itself: money received in, or given back from, `account`, which is the
/// bank or the cash box. Otherwise like [`apply`].
///
/// # Errors
/// [`ApplyError`]; nothing has been changed then.
pub fn apply_manual(
    account: &Account,
    entry: &Entry,
    payment: Option<&Payment>,
    share: CreatorShare,
) -> Result<Applied, ApplyError> {
    let is_manual = matches!(entry.kind, TransactionKind::ManualPayment | TransactionKind::ManualRefund);
    if !is_manual || !matches!(account, Account::Bank | Account::Cash) {
        return Err(ApplyError::WrongKind(entry.kind));
    }
    apply_in(account, entry, payment, share)
}

fn apply_in(
    account: &Account,
    entry: &Entry,
    payment: Option<&Payment>,
    share: CreatorShare,
) -> Result<Applied, ApplyError> {
    if entry.gross.abs() > MAX_PAYMENT_MINOR || entry.fee.abs() > MAX_PAYMENT_MINOR {
        return Err(ApplyError::TooLarge);
    }
    match entry.kind {
        TransactionKind::Fee | TransactionKind::Payout => {
            let postings = money_moved(entry)?;
            Ok(Applied { transaction: transaction(entry, None, postings), payment: None, distribution: None })
        }
        TransactionKind::Charge | TransactionKind::ManualPayment => charge(account, entry, payment, share),
        TransactionKind::Refund
        | TransactionKind::Dispute
        | TransactionKind::DisputeReversal
        | TransactionKind::ManualRefund => {
            let payment = payment.ok_or_else(|| ApplyError::NoSuchCharge(entry.charge_id.clone()))?;
            change(account, entry, payment)
        }
        TransactionKind::PayoutScheduled | TransactionKind::PayoutSettled | TransactionKind::PayoutReturned => {
            Err(ApplyError::WrongKind(entry.kind))
        }
    }
}

fn charge(
    account: &Account,
    entry: &Entry,
    known: Option<&Payment>,
    share: CreatorShare,
) -> Result<Applied, ApplyError> {
    if known.is_some() {
        return Err(ApplyError::ChargedTwice(entry.charge_id.clone()));
    }
    let payment = Payment {
        id: entry.charge_id.clone(),
        currency: entry.currency,
        share,
        weights: entry.weights.clone(),
        title: entry.work.clone(),
        charged: entry.gross,
        remaining: 0,
        last_transaction: None,
        agreement: None,
    };
    redistribute(account, entry, &payment, entry.gross)
}

fn change(account: &Account, entry: &Entry, payment: &Payment) -> Result<Applied, ApplyError> {
    let money = |minor| Money::new(minor, payment.currency);
    if payment.currency != entry.currency {
        return Err(ApplyError::OtherCurrency {
            charge_id: payment.id.clone(),
            charged_in: payment.currency,
            found: entry.currency,
        });
    }
    let remaining = payment.remaining + entry.gross;
    if remaining < 0 {
        let (asked, left) = (money(-entry.gross), money(payment.remaining));
        return Err(ApplyError::OverReturned { charge_id: payment.id.clone(), asked, left });
    }
    if remaining > payment.charged {
        let (asked, taken) = (money(entry.gross), money(payment.charged - payment.remaining));
        return Err(ApplyError::OverReversed { charge_id: payment.id.clone(), asked, taken });
    }
    redistribute(account, entry, payment, remaining)
}

fn redistribute(account: &Account, entry: &Entry, payment: &Payment, remaining: i64) -> Result<Applied, ApplyError> {
    let terms = Terms { payment_id: &payment.id, share: payment.share, weights: &payment.weights };
    let received = Received { account: account.clone(), gross: entry.gross, fee: entry.fee };
    let (split, postings) = terms.redistributed(payment.remaining, remaining, received)?;
    let distribution = Distribution { gross_before: payment.remaining, split, share: payment.share };
    let payment = Payment { remaining, ..payment.clone() };
    Ok(Applied {
        transaction: transaction(entry, Some(&payment), postings),
        distribution: Some(distribution),
        payment: Some(payment),
    })
}

/// A fee or a payout: nobody's revenue, only money that leaves the processor.
fn money_moved(entry: &Entry) -> Result<Postings, Unbalanced> {
    let moved_to = if entry.kind == TransactionKind::Payout { Account::Bank } else { Account::Fees };
    Postings::balanced([
        (Account::Processor, entry.gross - entry.fee),
        (moved_to, -entry.gross),
        (Account::Fees, entry.fee),
    ])
}

fn transaction(entry: &Entry, payment: Option<&Payment>, postings: Postings) -> Transaction {
    Transaction {
        idempotency_key: entry.id.clone(),
        content_digest: entry.digest(),
        kind: entry.kind,
        occurred_at: entry.at,
        currency: entry.currency,
        gross: entry.gross,
        fee: entry.fee,
        payment_id: payment.map(|payment| payment.id.clone()),
        title: payment.map(|payment| payment.title.clone()).unwrap_or_default(),
        corrects: None,
        postings,
    }
}

#[cfg(test)]
mod tests;
