//! Payouts: each step follows from the one before, and each movement of money has its step (rules.md, Money,
//! "Payout").

use std::collections::BTreeMap;

use super::{About, Fault, PayoutFault, What, books::Books, payments::compare};
use crate::{
    ledger::{Account, Postings, TransactionKind},
    money::{CreatorSlug, Currency, Money},
    payouts::{Event, Lifecycle, TransitionError},
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
struct Movement {
    index: u64,
    kind: TransactionKind,
    /// Whose money; not known of one that settles, which moves it from the clearing account to the bank's.
    creator: Option<CreatorSlug>,
    money: Money,
    completes: Option<u64>,
}

/// All payouts that are on their way. One that has ended is forgotten.
#[derive(Clone, Debug, Default)]
pub(super) struct Payouts {
    open: BTreeMap<String, Open>,
    movements: BTreeMap<u64, Movement>,
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

    /// A transaction that moves money for a payout: its postings, and what the step after it has to say.
    pub(super) fn movement(&mut self, index: u64, entry: &TransactionEntry) -> Result<(), What> {
        let payee = entry.postings.iter().find_map(|posting| match &posting.account {
            Account::PaidOut(creator) => Some(creator.clone()),
            _ => None,
        });
        // Only a payout that settles leaves the creator's account alone: it moves the money on from the clearing
        // account to the bank.
        let payee = payee.filter(|_| entry.kind != TransactionKind::PayoutSettled);
        let other = match (entry.kind, &payee) {
            (TransactionKind::PayoutSettled, _) => Account::Bank,
            (_, Some(creator)) => Account::PaidOut(creator.clone()),
            (_, None) => {
                return Err(What::Field { kind: entry.kind.to_string(), field: "post … payout:", is_there: false });
            }
        };
        let amount = entry.gross.saturating_abs();
        let cleared = if entry.kind == TransactionKind::PayoutScheduled { amount.saturating_neg() } else { amount };
        compare(entry, &Postings::balanced([(other, cleared.saturating_neg()), (Account::PayoutClearing, cleared)])?)?;
        let movement = Movement {
            index,
            kind: entry.kind,
            creator: payee,
            money: Money::new(amount, entry.currency),
            completes: entry.corrects,
        };
        self.movements.insert(entry.number, movement);
        Ok(())
    }

    /// A creator never has more set aside for payouts than they have earned, at the moment when it is set aside.
    pub(super) fn nothing_overdrawn(&self, entry: &TransactionEntry, books: &Books) -> Result<(), What> {
        let Some(Movement { kind: TransactionKind::PayoutScheduled, creator: Some(creator), .. }) =
            self.movements.get(&entry.number)
        else {
            return Ok(());
        };
        let owed = books.owed(entry.currency, creator);
        if owed >= 0 {
            return Ok(());
        }
        let short = i64::try_from(-owed).unwrap_or(i64::MAX);
        let short = Money::new(short, entry.currency).to_string();
        Err(PayoutFault::MoreThanOwed { creator: creator.clone(), short }.into())
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
        if let Some(number) = entry.transaction {
            let scheduled = open.scheduled;
            self.take_movement(number, entry, Some(scheduled))?;
            self.open.remove(&entry.payout);
        }
        Ok(())
    }

    /// Every transaction that moves money for a payout has its step, in the same write.
    pub(super) fn all_moves_have_steps(&self) -> Result<(), Fault> {
        match self.movements.iter().next() {
            None => Ok(()),
            Some((number, movement)) => Err(Fault {
                index: movement.index,
                about: About::Transaction { number: *number, kind: movement.kind, payment: None },
                what: PayoutFault::NoStep(*number).into(),
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
        let scheduled = entry.transaction.unwrap_or(0);
        self.take_movement(scheduled, entry, None)?;
        let open = Open { creator: entry.creator.clone(), money: amount, scheduled, lifecycle: Lifecycle::scheduled() };
        self.open.insert(entry.payout.clone(), open);
        self.scheduled += 1;
        Ok(())
    }

    /// The transaction that a step names has to move the money that the step speaks of.
    fn take_movement(&mut self, number: u64, entry: &PayoutEntry, completes: Option<u64>) -> Result<(), What> {
        let (kind, creator) = match entry.event {
            PayoutEvent::Scheduled => (TransactionKind::PayoutScheduled, Some(&entry.creator)),
            PayoutEvent::Failed => (TransactionKind::PayoutReturned, Some(&entry.creator)),
            _ => (TransactionKind::PayoutSettled, None),
        };
        let fits = self.movements.remove(&number).is_some_and(|movement| {
            movement.kind == kind
                && movement.creator.as_ref() == creator
                && movement.money == money(entry.amount, entry.currency)
                && movement.completes == completes
        });
        if fits { Ok(()) } else { Err(PayoutFault::OtherTransaction(number).into()) }
    }
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
