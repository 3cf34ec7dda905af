//! Payments and what changes them: the split from its terms, and the chain of transactions about one payment.

use super::{Audit, Earlier, What};
use crate::{
    ledger::{Account, Posting, Postings, TransactionKind, Unbalanced},
    money::{CreatorShare, MAX_PAYMENT_MINOR, Money, Split, Weights},
    payments::{ApplyError, Entry as Row, Received, Terms, apply},
    record::entry::{Entry, SplitTerms, TransactionEntry},
};

/// Which fields a kind has, on which side of nought its gross is, and how large it may be.
pub(super) fn check_form(entry: &TransactionEntry) -> Result<(), What> {
    use TransactionKind as K;
    let kind = entry.kind;
    // A fee that follows later names the transaction that it belongs to.
    let corrects = matches!(kind, K::PayoutSettled | K::PayoutReturned) || (kind == K::Fee && entry.corrects.is_some());
    let terms = entry.split.as_ref();
    for (field, is_there, has_to_be) in [
        ("key", !entry.key.is_empty(), true),
        ("payment", terms.is_some(), kind.concerns_a_payment()),
        ("previous", terms.is_some_and(|t| t.previous.is_some()), kind.concerns_a_payment() && !kind.is_payment()),
        ("corrects", entry.corrects.is_some(), corrects),
    ] {
        if is_there != has_to_be {
            return Err(What::Field { kind: kind.to_string(), field, is_there });
        }
    }
    if terms.is_some_and(|terms| terms.agreement.is_some()) && !kind.is_payment() {
        return Err(What::Field { kind: kind.to_string(), field: "agreement", is_there: true });
    }
    let money = |minor| Money::new(minor, entry.currency);
    let wrong_sign = match kind {
        K::Charge | K::ManualPayment | K::DisputeReversal => entry.gross < 0,
        K::Refund | K::Dispute | K::ManualRefund => entry.gross > 0,
        K::PayoutScheduled | K::PayoutSettled | K::PayoutReturned => entry.gross < 1,
        K::Fee | K::Payout => false,
    };
    if wrong_sign {
        return Err(What::Sign(money(entry.gross), kind));
    }
    for amount in [entry.gross, entry.fee] {
        if amount.unsigned_abs() > MAX_PAYMENT_MINOR.unsigned_abs() {
            return Err(What::TooLarge(money(amount)));
        }
    }
    Ok(())
}

impl Audit {
    /// A transaction about a payment.
    pub(super) fn payment(
        &mut self,
        entry: &TransactionEntry,
        terms: &SplitTerms,
        earlier: &mut impl Earlier,
    ) -> Result<(), What> {
        let charged = match terms.previous {
            None => Some(self.new_payment(entry, terms)?),
            Some(previous) => self.continuation(entry, terms, previous, earlier)?,
        };
        if let Some(charged) = charged {
            self.charged.remember(entry.number, charged);
        }
        check_digest(entry)?;
        let split = recompute(entry, terms)?;
        // Nothing else can follow from the terms; said all the same, because it is what the record is for.
        if !split.keeps_the_rules(terms.share) {
            return Err(What::Split(Money::new(split.gross, entry.currency)));
        }
        self.books.note_share(entry.currency, i64::try_from(entry.number).unwrap_or(i64::MAX), &split);
        Ok(())
    }

    /// Answers what was paid.
    fn new_payment(&self, entry: &TransactionEntry, terms: &SplitTerms) -> Result<i64, What> {
        if terms.before != 0 {
            return Err(What::Says { field: "before", found: terms.before.to_string(), expected: "0".to_owned() });
        }
        let policy = self.policies.share();
        if terms.share != policy {
            return Err(What::NotPolicy { share: terms.share, policy });
        }
        self.agreements.check(entry, terms)?;
        Ok(entry.gross)
    }

    /// Answers what was paid at the start, if that is known without going far back.
    fn continuation(
        &mut self,
        entry: &TransactionEntry,
        terms: &SplitTerms,
        previous: u64,
        earlier: &mut impl Earlier,
    ) -> Result<Option<i64>, What> {
        let before = earlier_transaction(previous, entry.number, earlier)?;
        let other = |about| What::OtherPayment { previous, about };
        let before_terms = before.split.as_ref().ok_or_else(|| other("no payment".to_owned()))?;
        if before_terms.payment != terms.payment {
            return Err(other(format!("the payment {}", before_terms.payment)));
        }
        let not_as_left = |field, found: String, expected: String| What::NotAsLeft { previous, field, found, expected };
        if before.currency != entry.currency {
            return Err(not_as_left("currency", entry.currency.to_string(), before.currency.to_string()));
        }
        if before_terms.share != terms.share {
            let bps = |share: CreatorShare| format!("{} basis points", share.bps());
            return Err(not_as_left("share", bps(terms.share), bps(before_terms.share)));
        }
        if before_terms.weights != terms.weights {
            return Err(not_as_left("weights", spoken(&terms.weights), spoken(&before_terms.weights)));
        }
        if before.title != entry.title {
            return Err(not_as_left("title", format!("`{}`", entry.title), format!("`{}`", before.title)));
        }
        let money = |minor| Money::new(minor, entry.currency);
        // The earlier one was checked when it came: neither sum leaves 0 to MAX_PAYMENT_MINOR.
        let left = before_terms.before.saturating_add(before.gross);
        if left != terms.before {
            return Err(not_as_left("before", money(terms.before).to_string(), money(left).to_string()));
        }
        if !self.continued.insert(previous) {
            return Err(What::Fork(previous));
        }
        let after = left.saturating_add(entry.gross);
        if after < 0 {
            return Err(What::OverReturned(money(left)));
        }
        let mut charged = self.charged.recall(previous);
        if entry.gross > 0 {
            let paid = charged.map_or_else(|| walk_to_payment(&before, earlier), Ok)?;
            if after > paid {
                return Err(What::OverReversed { left: money(after), charged: money(paid) });
            }
            charged = Some(paid);
        }
        Ok(charged)
    }

    /// A transaction that is about no payment.
    pub(super) fn movement(
        &mut self,
        index: u64,
        entry: &TransactionEntry,
        earlier: &mut impl Earlier,
    ) -> Result<(), What> {
        if !matches!(entry.kind, TransactionKind::Fee | TransactionKind::Payout) {
            return self.payouts.movement(index, entry);
        }
        if let Some(corrected) = entry.corrects {
            check_late_fee(entry, corrected, earlier)?;
        }
        check_digest(entry)?;
        let applied = apply(&row(entry), None, CreatorShare::FLOOR).map_err(|error| refused(&error, entry))?;
        compare(entry, &applied.transaction.postings)
    }
}

/// A fee that came later than its transaction: in the same currency, once, and only where there was none before.
fn check_late_fee(entry: &TransactionEntry, corrected: u64, earlier: &mut impl Earlier) -> Result<(), What> {
    let of = earlier_transaction(corrected, entry.number, earlier)?;
    let belongs = of.kind.is_processors() && of.fee == 0 && of.currency == entry.currency;
    if !belongs {
        return Err(What::OtherPayment { previous: corrected, about: "something that no fee can follow".to_owned() });
    }
    let expected = format!("{}:fee", of.key);
    if entry.key == expected {
        return Ok(());
    }
    Err(What::Says { field: "key", found: entry.key.clone(), expected })
}

/// The postings that follow from the terms, compared with those that are there; answers the split of what is left.
fn recompute(entry: &TransactionEntry, terms: &SplitTerms) -> Result<Split, What> {
    let account = if entry.kind.is_processors() {
        Account::Processor
    } else if entry.postings.iter().any(|posting| posting.account == Account::Cash) {
        Account::Cash
    } else {
        Account::Bank
    };
    let received = Received { account, gross: entry.gross, fee: entry.fee };
    // Both within 0 to MAX_PAYMENT_MINOR, as checked before.
    let after = terms.before.saturating_add(entry.gross);
    let due = Terms { payment_id: &terms.payment, share: terms.share, weights: &terms.weights };
    let (split, postings) = due.redistributed(terms.before, after, received).map_err(|error| refused(&error, entry))?;
    compare(entry, &postings)?;
    Ok(split)
}

/// Compares the postings of an entry with those that the rule gives, and names the first that differs.
pub(super) fn compare(entry: &TransactionEntry, rule: &Postings) -> Result<(), What> {
    if rule.iter().eq(&entry.postings) {
        return Ok(());
    }
    let sum: i128 = entry.postings.iter().map(|posting| i128::from(posting.amount)).sum();
    let money = |minor| Money::new(minor, entry.currency);
    let posted = |account: &Account| {
        let amounts = entry.postings.iter().filter(|posting| posting.account == *account);
        amounts.map(|posting| posting.amount).fold(0, i64::saturating_add)
    };
    let differing =
        rule.iter().chain(&entry.postings).find(|Posting { account, .. }| posted(account) != rule.amount(account));
    match differing {
        Some(Posting { account, .. }) => Err(What::Posting {
            account: account.clone(),
            posted: money(posted(account)),
            rule: money(rule.amount(account)),
        }),
        None if sum != 0 => Err(Unbalanced::Sum(sum).into()),
        None => Err(What::PostingForm),
    }
}

/// The digest of a row follows from the fields of its entry, so that none of them can be changed alone. Where an
/// agreement gave the weights, the row named others, which are not in the record.
fn check_digest(entry: &TransactionEntry) -> Result<(), What> {
    let by_agreement = entry.split.as_ref().is_some_and(|terms| terms.agreement.is_some());
    let expected = if by_agreement { "64 hexadecimal digits".to_owned() } else { row(entry).digest() };
    let is_hex = |digest: &str| digest.len() == 64 && digest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if entry.digest == expected || (by_agreement && is_hex(&entry.digest)) {
        return Ok(());
    }
    Err(What::Says { field: "digest", found: entry.digest.clone(), expected })
}

/// The row that a transaction was made from.
fn row(entry: &TransactionEntry) -> Row {
    let terms = entry.split.as_ref();
    let payment = terms.filter(|_| entry.kind.is_payment());
    Row {
        id: entry.key.clone(),
        at: entry.occurred,
        currency: entry.currency,
        kind: entry.kind,
        gross: entry.gross,
        fee: entry.fee,
        net: entry.gross - entry.fee,
        charge_id: terms.map(|terms| terms.payment.clone()).unwrap_or_default(),
        weights: payment.map(|terms| terms.weights.clone()).unwrap_or_default(),
        work: payment.map(|_| entry.title.clone()).unwrap_or_default(),
    }
}

/// A refusal of the rules that can only mean too large a figure: everything else was looked at before.
fn refused(error: &ApplyError, entry: &TransactionEntry) -> What {
    match error {
        ApplyError::Unbalanced(unbalanced) => (*unbalanced).into(),
        _ => What::TooLarge(Money::new(entry.gross, entry.currency)),
    }
}

fn earlier_transaction(number: u64, before: u64, earlier: &mut impl Earlier) -> Result<TransactionEntry, What> {
    let bytes = if number == 0 || number >= before { None } else { earlier.transaction(number) };
    match bytes.and_then(|bytes| Entry::decode(&bytes).ok()) {
        Some(Entry::Transaction(found)) if found.number == number => Ok(found),
        _ => Err(What::NoPrevious(number)),
    }
}

/// Goes back from a transaction to the payment that it is about; answers what was paid.
fn walk_to_payment(from: &TransactionEntry, earlier: &mut impl Earlier) -> Result<i64, What> {
    let (mut number, mut gross, mut previous) =
        (from.number, from.gross, from.split.as_ref().and_then(|terms| terms.previous));
    while let Some(before) = previous {
        let found = earlier_transaction(before, number, earlier)?;
        (number, gross) = (found.number, found.gross);
        previous = found.split.and_then(|terms| terms.previous);
    }
    Ok(gross)
}

/// `ada:2, bo:1`.
fn spoken(weights: &Weights) -> String {
    if weights.is_gift() {
        return "nobody, a gift".to_owned();
    }
    weights.iter().map(|(creator, weight)| format!("{creator}:{weight}")).collect::<Vec<_>>().join(", ")
}
