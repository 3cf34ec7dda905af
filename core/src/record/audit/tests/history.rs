//! Invented records, made with the same functions that the ledger uses.

use proptest::prelude::*;

use crate::{
    ledger::{Account, TransactionKind},
    money::{CreatorShare, CreatorSlug, Currency, Money, Weights},
    payments::{Applied, Entry as Row, Payment, apply, apply_manual},
    payouts::Movement,
    record::{
        audit::{Audit, Earlier, Fault},
        entry::{
            AgreementEntry, ApprovalMark, Entry, KeyEntry, PayoutEntry, PayoutEvent, PolicyEntry, TransactionEntry,
        },
        note::{KeyName, Signer},
    },
    time::UtcMillis,
};

/// Something that happens; what cannot happen at its moment is left out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    Charge { gross: i64, fee: i64, creators: usize, in_yen: bool },
    Agreed { gross: i64 },
    AgreementEnds,
    Manual { gross: i64, in_cash: bool },
    Back { which: usize, gross: i64, kind: usize },
    Fee(i64),
    ToBank(i64),
    Payout { creator: usize, fails: bool, rest: usize },
    Policy { bps: i64 },
    Key,
}

pub(super) fn any_event() -> impl Strategy<Value = Event> {
    let gross = || prop_oneof![0_i64..=20, 0_i64..=1_000_000];
    prop_oneof![
        6 => (gross(), 0_i64..=200, 0_usize..=3, prop::bool::weighted(0.1))
            .prop_map(|(gross, fee, creators, in_yen)| Event::Charge { gross, fee, creators, in_yen }),
        1 => gross().prop_map(|gross| Event::Agreed { gross }),
        1 => (gross(), any::<bool>()).prop_map(|(gross, in_cash)| Event::Manual { gross, in_cash }),
        6 => (any::<usize>(), gross(), 0_usize..4).prop_map(|(which, gross, kind)| Event::Back { which, gross, kind }),
        1 => (-500_i64..=500).prop_map(Event::Fee),
        1 => (-100_000_i64..=1_000).prop_map(Event::ToBank),
        2 => (0_usize..3, any::<bool>(), 0_usize..6)
            .prop_map(|(creator, fails, rest)| Event::Payout { creator, fails, rest }),
        1 => (7_500_i64..=10_000).prop_map(|bps| Event::Policy { bps }),
        1 => Just(Event::Key),
    ]
}

/// Entries, and what the ledger would know at their end.
pub(super) struct History {
    pub(super) entries: Vec<Entry>,
    number: u64,
    share: CreatorShare,
    payments: Vec<Payment>,
    owed: [i64; 3],
    agreed: Weights,
    key: Signer,
}

pub(super) const AGREEMENT: &str = "0199a4c2-7b1e-7c3d-9a55-0123456789aa";

impl History {
    pub(super) fn begin() -> Self {
        let agreed = Weights::new([(slug("bo"), 3), (slug("cy"), 2)]).unwrap();
        let agreement =
            AgreementEntry { agreement: AGREEMENT.into(), recorded: at(1), work: WORK.into(), weights: agreed.clone() };
        let policy = PolicyEntry::of_rules(at(0), CreatorShare::FLOOR, None);
        Self {
            entries: vec![Entry::Policy(policy), Entry::Agreement(agreement)],
            number: 0,
            share: CreatorShare::FLOOR,
            payments: Vec::new(),
            owed: [0; 3],
            agreed,
            key: signer(1),
        }
    }

    pub(super) fn of(events: Vec<Event>) -> Self {
        let mut history = Self::begin();
        for event in events {
            history.take(event);
        }
        history
    }

    /// A short one in which everything happens once.
    pub(super) fn of_everything() -> Self {
        Self::of(vec![
            Event::Charge { gross: 1_999, fee: 69, creators: 2, in_yen: false },
            Event::Charge { gross: 500, fee: 20, creators: 0, in_yen: false },
            Event::Charge { gross: 90_000, fee: 1_000, creators: 1, in_yen: false },
            Event::Back { which: 0, gross: 700, kind: 0 },
            Event::Back { which: 2, gross: 60_000, kind: 1 },
            Event::Back { which: 2, gross: 50_000, kind: 2 },
            Event::Agreed { gross: 777 },
            Event::Manual { gross: 4_000, in_cash: true },
            Event::Manual { gross: 3_000, in_cash: false },
            Event::Back { which: 4, gross: 1_500, kind: 3 },
            Event::Fee(-8),
            Event::ToBank(-70_000),
            Event::Policy { bps: 8_000 },
            Event::AgreementEnds,
            Event::Charge { gross: 1_000, fee: 35, creators: 3, in_yen: true },
            Event::Key,
            Event::Payout { creator: 0, fails: true, rest: 3 },
            Event::Payout { creator: 0, fails: false, rest: 5 },
            Event::Key,
        ])
    }

    pub(super) fn bytes(&self) -> Vec<Vec<u8>> {
        self.entries.iter().map(|entry| entry.encode().unwrap()).collect()
    }

    /// The key that would sign the record now.
    pub(super) fn key(&self) -> &Signer {
        &self.key
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Charge { gross, fee, creators, in_yen } => {
                let weights = SLUGS.iter().zip([2, 1, 1]).take(creators).map(|(name, weight)| (slug(name), weight));
                let weights = Weights::new(weights).unwrap();
                let mut row = self.row(TransactionKind::Charge, gross, fee, weights);
                row.currency = if in_yen { "jpy".parse().unwrap() } else { Currency::GBP };
                self.post(apply(&row, None, self.share).unwrap());
            }
            Event::Agreed { gross } => {
                let named = Weights::new([(slug("bo"), 1)]).unwrap();
                let mut row = self.row(TransactionKind::Charge, gross, 30, named);
                let digest = row.digest();
                row.weights = self.agreed.clone();
                let mut applied = apply(&row, None, self.share).unwrap();
                applied.transaction.content_digest = digest;
                applied.payment.as_mut().unwrap().agreement = Some(AGREEMENT.to_owned());
                self.post(applied);
            }
            Event::AgreementEnds => {
                let (agreement, work) = (AGREEMENT.to_owned(), WORK.to_owned());
                let ended = AgreementEntry { agreement, recorded: self.now(), work, weights: Weights::default() };
                self.add(Entry::Agreement(ended));
            }
            Event::Manual { gross, in_cash } => {
                let account = if in_cash { Account::Cash } else { Account::Bank };
                let weights = Weights::new([(slug("ada"), 1)]).unwrap();
                let row = self.row(TransactionKind::ManualPayment, gross, 0, weights);
                self.post(apply_manual(&account, &row, None, self.share).unwrap());
            }
            Event::Back { which, gross, kind } => self.back(which, gross, kind),
            Event::Fee(gross) => self.moved(TransactionKind::Fee, gross),
            Event::ToBank(gross) => self.moved(TransactionKind::Payout, gross),
            Event::Payout { creator, fails, rest } => self.payout(creator, fails, rest),
            Event::Policy { bps } => {
                self.share = CreatorShare::from_bps(bps).unwrap();
                let decision = Some("0199a4c2-7b1e-7c3d-9a55-0123456789bb".to_owned());
                self.add(Entry::Policy(PolicyEntry::of_rules(self.now(), self.share, decision)));
            }
            Event::Key => {
                let new = signer(u8::try_from(self.entries.len() % 250).unwrap() + 2);
                let entry = rotation(self.now(), &self.key, &new);
                self.add(Entry::Key(entry));
                self.key = new;
            }
        }
    }

    fn back(&mut self, which: usize, gross: i64, kind: usize) {
        use TransactionKind as K;
        let Some(place) = which.checked_rem(self.payments.len()) else { return };
        let payment = self.payments[place].clone();
        let (kind, gross) = match kind {
            0 => (K::Refund, -gross.min(payment.remaining)),
            1 => (K::Dispute, -gross.min(payment.remaining)),
            2 => (K::DisputeReversal, gross.min(payment.charged - payment.remaining)),
            _ => (K::ManualRefund, -gross.min(payment.remaining)),
        };
        let mut row = self.row(kind, gross, 0, Weights::default());
        row.charge_id.clone_from(&payment.id);
        row.currency = payment.currency;
        row.work.clear();
        let applied = match kind {
            K::ManualRefund => apply_manual(&Account::Bank, &row, Some(&payment), self.share),
            _ => apply(&row, Some(&payment), self.share),
        };
        self.post(applied.unwrap());
        let changed = self.payments.pop().unwrap();
        self.payments[place] = changed;
    }

    fn moved(&mut self, kind: TransactionKind, gross: i64) {
        let mut row = self.row(kind, gross, 0, Weights::default());
        row.work.clear();
        row.charge_id.clear();
        self.post(apply(&row, None, self.share).unwrap());
    }

    fn payout(&mut self, creator: usize, fails: bool, rest: usize) {
        let (amount, payee) = (self.owed[creator], slug(SLUGS[creator]));
        if amount < 1_000 {
            return;
        }
        let id = format!("0199a4c2-7b1e-7c3d-9a55-{:012}", self.number + 1);
        let mut step = PayoutEntry {
            payout: id,
            event: PayoutEvent::Scheduled,
            creator: payee.clone(),
            currency: Currency::GBP,
            amount,
            recorded: self.now(),
            transaction: None,
            mark: None,
        };
        let scheduled = self.payout_moves(Movement::SetAside, &step);
        self.add(Entry::Payout(PayoutEntry { transaction: Some(scheduled), ..step.clone() }));
        let mut approvals = vec![(PayoutEvent::Approval, Some(1)), (PayoutEvent::Approval, Some(2))];
        approvals.insert(1, (PayoutEvent::ApprovalsVoid, None));
        approvals.insert(2, (PayoutEvent::Approval, Some(1)));
        approvals.push((PayoutEvent::Sent, None));
        for (event, mark) in approvals.into_iter().take(if fails { rest } else { 5 }) {
            step.event = event;
            step.mark = mark.map(|mark| ApprovalMark([mark; 32]));
            self.add(Entry::Payout(PayoutEntry { recorded: self.now(), ..step.clone() }));
        }
        let (event, movement) = if fails {
            (PayoutEvent::Failed, Movement::Returned(scheduled))
        } else {
            (PayoutEvent::Settled, Movement::Paid(scheduled))
        };
        step.recorded = self.now();
        step.mark = None;
        let ended = self.payout_moves(movement, &step);
        self.add(Entry::Payout(PayoutEntry { event, transaction: Some(ended), ..step }));
    }

    fn payout_moves(&mut self, movement: Movement, step: &PayoutEntry) -> u64 {
        let (id, money) = (step.payout.parse().unwrap(), Money::new(step.amount, step.currency));
        let transaction = movement.transaction(&id, &step.creator, money, self.now()).unwrap();
        self.post(Applied { transaction, payment: None, distribution: None });
        self.number
    }

    fn row(&self, kind: TransactionKind, gross: i64, fee: i64, weights: Weights) -> Row {
        let number = self.number + 1;
        Row {
            id: format!("txn_{number}"),
            at: self.now().plus_ms(-5),
            currency: Currency::GBP,
            kind,
            gross,
            fee,
            net: gross - fee,
            charge_id: format!("ch_{number}"),
            weights,
            work: WORK.to_owned(),
        }
    }

    fn post(&mut self, applied: Applied) {
        self.number += 1;
        let entry = TransactionEntry::of(self.number, self.now(), &applied);
        for posting in &entry.postings {
            let (Account::Creator(creator) | Account::PaidOut(creator)) = &posting.account else { continue };
            if entry.currency == Currency::GBP {
                let place = SLUGS.iter().position(|name| *name == creator.as_str()).unwrap();
                self.owed[place] -= posting.amount;
            }
        }
        if let Some(mut payment) = applied.payment {
            payment.last_transaction = Some(self.number);
            self.payments.push(payment);
        }
        self.add(Entry::Transaction(entry));
    }

    fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    fn now(&self) -> UtcMillis {
        at(i64::try_from(self.entries.len()).unwrap())
    }
}

const WORK: &str = "Zine\nno. 1 \\ special";
const SLUGS: [&str; 3] = ["ada", "bo", "cy"];

/// What was read before, all of it.
pub(super) struct AllOf<'a>(pub(super) &'a [Vec<u8>]);

impl Earlier for AllOf<'_> {
    fn transaction(&mut self, number: u64) -> Option<Vec<u8>> {
        let line = format!("blkout-record/1 transaction\nnumber {number}\n");
        self.0.iter().find(|bytes| bytes.starts_with(line.as_bytes())).cloned()
    }
}

/// Both passes over a record.
pub(super) fn audited(entries: &[Vec<u8>]) -> Result<Audit, Fault> {
    let mut audit = Audit::for_entries(entries.len() as u64);
    for (index, bytes) in (0..).zip(entries) {
        audit.push(index, bytes, &mut AllOf(entries))?;
    }
    audit.finish()?;
    if audit.needs_second_pass() {
        for (index, bytes) in (0..).zip(entries) {
            audit.second_pass(index, bytes)?;
        }
    }
    Ok(audit)
}

/// A change from one key to the next.
pub(super) fn rotation(recorded: UtcMillis, old: &Signer, new: &Signer) -> KeyEntry {
    use base64::prelude::{BASE64_STANDARD, Engine as _};
    let (signed_by, old) = (old, old.verifier().to_string());
    let mut entry = KeyEntry { recorded, old, new: new.verifier().to_string(), signature: String::new() };
    let text = String::from_utf8(entry.signed_text()).unwrap();
    entry.signature = BASE64_STANDARD.encode(signed_by.sign(&text).bytes);
    entry
}

pub(super) fn signer(seed: u8) -> Signer {
    Signer::from_seed(KeyName::new("blkout.example/record").unwrap(), &[seed; 32])
}

pub(super) fn slug(text: &str) -> CreatorSlug {
    CreatorSlug::new(text).unwrap()
}

pub(super) fn at(n: i64) -> UtcMillis {
    UtcMillis(1_767_432_771_000 + n * 1_000)
}
