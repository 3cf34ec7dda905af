//! Checks the record entry by entry: everything that follows from the rules is computed again and compared.
//!
//! The checker is fed with entries in their order and stops at the first [`Fault`]. It keeps balances, the payouts on
//! their way and a field of bits, but no list of payments: its memory does not grow with the record. What it cannot
//! derive (what was bought, when, by which approver) only the tree and its signature protect; docs/checking.md says
//! which fields these are.

mod agreements;
mod books;
mod charged;
mod fault;
mod keys;
mod numbers;
mod payments;
mod payouts;
mod policies;
mod seen;
mod summary;
#[cfg(test)]
mod tests;

pub use fault::{About, Fault, KeyFault, PayoutFault, What};
pub use summary::{Owed, Summary};

use std::collections::BTreeMap;

use super::entry::{DecodeError, Entry, TransactionEntry};
use crate::{ledger::TransactionKind, time::UtcMillis};
use agreements::Agreements;
use books::Books;
use charged::Charged;
use keys::Keys;
use numbers::Numbers;
use payouts::Payouts;
use policies::Policies;
use seen::{IdKind, Seen};

/// Gives back what was read before.
pub trait Earlier {
    /// The bytes of the entry of the ledger's transaction `number`, among the entries before the one that is being
    /// looked at; `None` when there is none.
    fn transaction(&mut self, number: u64) -> Option<Vec<u8>>;
}

/// The checker. After a fault it has nothing more to say about the record.
#[derive(Debug)]
pub struct Audit {
    index: u64,
    number: u64,
    not_understood: u64,
    clock_went_back: u64,
    recorded: Option<UtcMillis>,
    kinds: BTreeMap<TransactionKind, u64>,
    books: Books,
    seen: Seen,
    continued: Numbers,
    charged: Charged,
    policies: Policies,
    payouts: Payouts,
    agreements: Agreements,
    keys: Keys,
    second_pass_index: u64,
}

impl Audit {
    /// A checker for a record of about `entries` entries. The number only decides how much memory is set aside for
    /// telling ids apart (16 bytes for each entry, 16 MiB at most); a wrong one makes a second pass likelier.
    pub fn for_entries(entries: u64) -> Self {
        Self {
            index: 0,
            number: 0,
            not_understood: 0,
            clock_went_back: 0,
            recorded: None,
            kinds: BTreeMap::new(),
            books: Books::default(),
            seen: Seen::for_entries(entries),
            continued: Numbers::default(),
            charged: Charged::default(),
            policies: Policies::default(),
            payouts: Payouts::default(),
            agreements: Agreements::default(),
            keys: Keys::default(),
            second_pass_index: 0,
        }
    }

    /// Looks at the next entry, `index` (from 0), and answers what it says; `None` for a kind that this version does
    /// not know, which is counted.
    ///
    /// # Errors
    /// [`Fault`] when the rules do not allow it.
    pub fn push(&mut self, index: u64, bytes: &[u8], earlier: &mut impl Earlier) -> Result<Option<Entry>, Fault> {
        if index != self.index {
            return Err(Fault { index, about: About::Unknown, what: What::OutOfTurn { expected: self.index }.into() });
        }
        self.index += 1;
        let entry = match Entry::decode(bytes) {
            Ok(entry) => entry,
            Err(DecodeError::UnknownKind(_)) => {
                self.not_understood += 1;
                return Ok(None);
            }
            Err(error) => return Err(Fault { index, about: About::Unknown, what: What::from(error).into() }),
        };
        self.note_time(recorded(&entry));
        match self.check(index, &entry, earlier) {
            Ok(()) => Ok(Some(entry)),
            Err(what) => Err(Fault { index, about: about(&entry), what: what.into() }),
        }
    }

    /// Checks what can only be seen at the end; to be called after the last entry.
    ///
    /// # Errors
    /// [`Fault`] naming the entry that should have had a continuation.
    pub fn finish(&self) -> Result<(), Fault> {
        self.payouts.all_moves_have_steps()
    }

    /// Whether some ids may have come twice, so that all entries have to be fed to [`Audit::second_pass`] too. Ids
    /// are told apart in a limited memory; the second pass settles the few that it cannot tell.
    pub fn needs_second_pass(&self) -> bool {
        self.seen.has_suspects()
    }

    /// Looks at an entry again, to settle whether an id came twice. From the first entry to the last.
    ///
    /// # Errors
    /// [`Fault`] for the second transaction with the same key, the second payment with the same id or the second
    /// payout with the same id.
    pub fn second_pass(&mut self, index: u64, bytes: &[u8]) -> Result<(), Fault> {
        if index != self.second_pass_index {
            let what = What::OutOfTurn { expected: self.second_pass_index };
            return Err(Fault { index, about: About::Unknown, what: what.into() });
        }
        self.second_pass_index += 1;
        let Ok(entry) = Entry::decode(bytes) else { return Ok(()) };
        for (kind, id) in ids(&entry) {
            if self.seen.came_before(kind, id) {
                let what = match kind {
                    IdKind::Payment => What::ChargedTwice(id.to_owned()),
                    IdKind::Key => What::KeyTwice(id.to_owned()),
                    IdKind::Payout => PayoutFault::Twice.into(),
                };
                return Err(Fault { index, about: about(&entry), what: what.into() });
            }
        }
        Ok(())
    }

    /// The keys that the record names, from the first to the one in force now; empty when there was never a change.
    pub fn keys(&self) -> &[String] {
        self.keys.chain()
    }

    /// What the record adds up to so far.
    ///
    /// # Errors
    /// [`What::Totals`] when the sums contradict each other.
    pub fn summary(&self) -> Result<Summary, What> {
        Summary::of(self)
    }

    fn check(&mut self, index: u64, entry: &Entry, earlier: &mut impl Earlier) -> Result<(), What> {
        match entry {
            Entry::Transaction(transaction) => self.transaction(index, transaction, earlier)?,
            Entry::Payout(payout) => self.payouts.step(payout, self.policies.minimum(payout.currency))?,
            Entry::Policy(policy) => self.policies.take(policy)?,
            Entry::Key(key) => self.keys.take(key)?,
            Entry::Agreement(agreement) => self.agreements.take(agreement)?,
        }
        for (kind, id) in ids(entry) {
            self.seen.mark(kind, id);
        }
        Ok(())
    }

    fn transaction(&mut self, index: u64, entry: &TransactionEntry, earlier: &mut impl Earlier) -> Result<(), What> {
        let expected = self.number + 1;
        if entry.number != expected {
            return Err(What::Number { expected, found: entry.number });
        }
        self.number = expected;
        payments::check_form(entry)?;
        if let Some(terms) = &entry.split {
            self.payment(entry, terms, earlier)?;
        } else {
            self.movement(index, entry, earlier)?;
        }
        let is_gift = entry.split.as_ref().is_some_and(|terms| terms.weights.is_gift());
        let too_large = |_| What::SumTooLarge(entry.currency);
        self.books.post(entry.currency, &entry.postings).map_err(too_large)?;
        self.books.count(entry.currency, entry.kind, entry.gross, is_gift).map_err(too_large)?;
        *self.kinds.entry(entry.kind).or_default() += 1;
        payouts::nothing_overdrawn(entry, &self.books)
    }

    fn note_time(&mut self, recorded: UtcMillis) {
        if self.recorded.is_some_and(|before| recorded < before) {
            self.clock_went_back += 1;
        }
        self.recorded = Some(recorded);
    }
}

/// The ids of an entry that may come only once in the record.
fn ids(entry: &Entry) -> impl Iterator<Item = (IdKind, &str)> {
    let (first, second) = match entry {
        Entry::Transaction(transaction) => {
            let payment = transaction.split.as_ref().filter(|_| transaction.kind.is_payment());
            let payment = payment.map(|terms| (IdKind::Payment, terms.payment.as_str()));
            (Some((IdKind::Key, transaction.key.as_str())), payment)
        }
        Entry::Payout(payout) if payout.begins() => (Some((IdKind::Payout, payout.payout.as_str())), None),
        Entry::Payout(_) | Entry::Policy(_) | Entry::Key(_) | Entry::Agreement(_) => (None, None),
    };
    first.into_iter().chain(second)
}

fn recorded(entry: &Entry) -> UtcMillis {
    match entry {
        Entry::Transaction(entry) => entry.recorded,
        Entry::Payout(entry) => entry.recorded,
        Entry::Policy(entry) => entry.recorded,
        Entry::Key(entry) => entry.recorded,
        Entry::Agreement(entry) => entry.recorded,
    }
}

fn about(entry: &Entry) -> About {
    match entry {
        Entry::Transaction(entry) => About::Transaction {
            number: entry.number,
            kind: entry.kind,
            payment: entry.split.as_ref().map(|terms| terms.payment.clone()),
        },
        Entry::Payout(entry) => About::Payout { payout: entry.payout.clone(), event: entry.event },
        Entry::Policy(_) => About::Policy,
        Entry::Key(_) => About::Key,
        Entry::Agreement(entry) => About::Agreement(entry.agreement.clone()),
    }
}
