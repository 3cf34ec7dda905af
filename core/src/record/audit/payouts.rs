//! Payouts: each step follows from the one before, and each movement of money has its step (rules.md, Money,
//! "Payout").

use std::collections::BTreeMap;

use super::{About, Fault, PayoutFault, What, books::Books, payments::compare};
use crate::{
    ledger::{Account, Postings, TransactionKind},
    money::{CreatorSlug, Currency, Money},
    payouts::{Event, Lifecycle, Movement, PayoutId, TransitionError},
    record::entry::{ApprovalMark, PayoutEntry, PayoutEvent, TransactionEntry},
};

/// A payout on its way.
#[derive(Clone, Debug)]
struct Open {
    creator: CreatorSlug,
    money: Money,
    /// The ledger's number of the transaction that set the money aside.
    scheduled: u64,
    lifecycle: Lifecycle<ApprovalMark>,
}

/// A transaction that moves money for a payout and whose step is still to come.
#[derive(Clone, Debug)]
struct Waiting {
    /// The place in the record.
    index: u64,
    entry: TransactionEntry,
}

/// All payouts that are on their way. One that has ended is forgotten.
#[derive(Clone, Debug, Default)]
pub(super) struct Payouts {
    open: BTreeMap<String, Open>,
    /// By the ledger's number.
    waiting: BTreeMap<u64, Waiting>,
    scheduled: u64,
}

impl PayoutEntry {
    /// Whether a payout begins here.
    pub(super) fn begins(&self) -> bool {
        self.event == PayoutEvent::Scheduled
    }
}

impl Payouts {
    /// How many payouts were scheduled.
    pub(super) fn scheduled(&self) -> u64 {
        self.scheduled
    }

    /// A transaction that moves money for a payout: its postings follow from its amount. The rest of it is compared
    /// when the step comes that it belongs to.
    pub(super) fn movement(&mut self, index: u64, entry: &TransactionEntry) -> Result<(), What> {
        let rule = match (entry.kind, payee(entry)) {
            (TransactionKind::PayoutScheduled, Some(creator)) => (Account::PaidOut(creator), Account::PayoutClearing),
            (TransactionKind::PayoutReturned, Some(creator)) => (Account::PayoutClearing, Account::PaidOut(creator)),
            (TransactionKind::PayoutSettled, _) => (Account::PayoutClearing, Account::Bank),
            (kind, _) => {
                return Err(What::Field { kind: kind.to_string(), field: "post … payout:", is_there: false });
            }
        };
        // The gross lies within MAX_PAYMENT_MINOR on either side, as checked before.
        let (debited, credited) = ((rule.0, entry.gross), (rule.1, entry.gross.saturating_neg()));
        compare(entry, &Postings::balanced([debited, credited])?)?;
        self.waiting.insert(entry.number, Waiting { index, entry: entry.clone() });
        Ok(())
    }

    /// A step of a payout; `minimum` is the smallest payout in its currency, in minor units.
    pub(super) fn step(&mut self, entry: &PayoutEntry, minimum: i64) -> Result<(), What> {
        let moves = matches!(entry.event, PayoutEvent::Scheduled | PayoutEvent::Settled | PayoutEvent::Failed);
        let approves = entry.event == PayoutEvent::Approval;
        for (field, is_there, has_to_be) in
            [("transaction", entry.transaction.is_some(), moves), ("mark", entry.mark.is_some(), approves)]
        {
            if is_there != has_to_be {
                return Err(What::Field { kind: entry.event.to_string(), field, is_there });
            }
        }
        let Some(event) = event(entry) else { return self.schedule(entry, minimum) };
        let open = self.open.get_mut(&entry.payout).ok_or(PayoutFault::NotOpen)?;
        let (scheduled, found) =
            (spoken(&open.creator, open.money), spoken(&entry.creator, money(entry.amount, entry.currency)));
        if scheduled != found {
            return Err(PayoutFault::Changed { scheduled, found }.into());
        }
        open.lifecycle = open.lifecycle.clone().apply(event).map_err(|error| match error {
            TransitionError::AlreadyApproved => PayoutFault::SameApprover,
            error => PayoutFault::Step(error),
        })?;
        let movement = match entry.event {
            PayoutEvent::Settled => Movement::Paid(open.scheduled),
            PayoutEvent::Failed => Movement::Returned(open.scheduled),
            _ => return Ok(()),
        };
        self.take_transaction(entry, movement)?;
        self.open.remove(&entry.payout);
        Ok(())
    }

    /// Every transaction that moves money for a payout has its step, in the same write.
    pub(super) fn all_moves_have_steps(&self) -> Result<(), Fault> {
        match self.waiting.iter().next() {
            None => Ok(()),
            Some((number, Waiting { index, entry })) => Err(Fault {
                index: *index,
                about: About::Transaction { number: *number, kind: entry.kind, payment: None },
                what: Box::new(PayoutFault::NoStep(*number).into()),
            }),
        }
    }

    fn schedule(&mut self, entry: &PayoutEntry, minimum: i64) -> Result<(), What> {
        if self.open.contains_key(&entry.payout) {
            return Err(PayoutFault::Twice.into());
        }
        let (amount, minimum) = (money(entry.amount, entry.currency), money(minimum, entry.currency));
        if amount.minor < minimum.minor {
            return Err(PayoutFault::BelowMinimum { amount, minimum }.into());
        }
        self.take_transaction(entry, Movement::SetAside)?;
        let open = Open {
            creator: entry.creator.clone(),
            money: amount,
            scheduled: entry.transaction.unwrap_or(0),
            lifecycle: Lifecycle::scheduled(),
        };
        self.open.insert(entry.payout.clone(), open);
        self.scheduled += 1;
        Ok(())
    }

    /// The transaction that a step names has to be the one that follows from the step.
    fn take_transaction(&mut self, entry: &PayoutEntry, movement: Movement) -> Result<(), What> {
        let number = entry.transaction.unwrap_or(0);
        let Some(Waiting { entry: found, .. }) = self.waiting.remove(&number) else {
            return Err(PayoutFault::NoTransaction(number).into());
        };
        let payout = entry.payout.parse::<PayoutId>().map_err(|_| PayoutFault::Id)?;
        let money = money(entry.amount, entry.currency);
        let rule = movement.transaction(&payout, &entry.creator, money, found.occurred)?;
        // One write at one moment: the transaction, when it happened, and the step.
        let same = [
            ("occurred", found.occurred == entry.recorded),
            ("recorded", found.recorded == entry.recorded),
            ("kind", found.kind == rule.kind),
            ("currency", found.currency == rule.currency),
            ("gross", found.gross == rule.gross),
            ("postings", found.postings.iter().eq(&rule.postings)),
            ("corrects", found.corrects == rule.corrects),
            ("fee", found.fee == rule.fee),
            ("title", found.title == rule.title),
            ("key", found.key == rule.idempotency_key),
            ("digest", found.digest == rule.content_digest),
        ];
        match same.into_iter().find(|(_, same)| !same) {
            None => Ok(()),
            Some((field, _)) => Err(PayoutFault::OtherTransaction { number, field }.into()),
        }
    }
}

/// A creator never has more set aside for payouts than they have earned, at the moment when it is set aside.
pub(super) fn nothing_overdrawn(entry: &TransactionEntry, books: &Books) -> Result<(), What> {
    let creator = payee(entry).filter(|_| entry.kind == TransactionKind::PayoutScheduled);
    let Some(creator) = &creator else { return Ok(()) };
    let owed = books.owed(entry.currency, creator);
    if owed >= 0 {
        return Ok(());
    }
    let short = i64::try_from(-owed).unwrap_or(i64::MAX);
    let short = Money::new(short, entry.currency).to_string();
    Err(PayoutFault::MoreThanOwed { creator: creator.clone(), short }.into())
}

/// Whose balance a transaction moves money out of or back to.
fn payee(entry: &TransactionEntry) -> Option<CreatorSlug> {
    entry.postings.iter().find_map(|posting| match &posting.account {
        Account::PaidOut(creator) => Some(creator.clone()),
        _ => None,
    })
}

/// What a step after the first means for the payout's lifecycle.
fn event(entry: &PayoutEntry) -> Option<Event<ApprovalMark>> {
    match entry.event {
        PayoutEvent::Scheduled => None,
        PayoutEvent::Approval => entry.mark.map(Event::Approval),
        PayoutEvent::ApprovalsVoid => Some(Event::DetailsChanged),
        PayoutEvent::Sent => Some(Event::Sent),
        PayoutEvent::Settled => Some(Event::Settled),
        PayoutEvent::Failed => Some(Event::Failed),
    }
}

fn money(minor: i64, currency: Currency) -> Money {
    Money::new(minor, currency)
}

fn spoken(creator: &CreatorSlug, money: Money) -> String {
    format!("{money} to {creator}")
}
