//! A community with stewards, creators and bank details, and the steps that the stories of payouts are made of.

use blkout_core::{
    ledger::TransactionKind,
    membership::Capabilities,
    money::{CreatorSlug, Currency, Weights},
    payments::Entry,
    payouts::{BatchId, PayoutId, State},
    record::{
        audit::{Audit, Earlier, Summary},
        entry,
    },
    time::{CalendarDate, UtcMillis},
};
use blkout_store::{
    DetailsOwner, Done, FreshPayout, MemberId, NewBatch, NewMember, PayoutError, Scheduled, SealedDetails, Store,
};

use crate::members::somebody;

pub(crate) const NOW: UtcMillis = UtcMillis(1_790_000_000_000);
/// The day of [`NOW`].
const TODAY: CalendarDate = CalendarDate { year: 2026, month: 9, day: 21 };

pub(crate) fn ada() -> CreatorSlug {
    CreatorSlug::new("ada").unwrap()
}

/// Steward 0 is the creator `ada`, 1 to 3 are stewards only; `bo` and `cy` are creators, and cy has no bank details.
pub(crate) struct Scene<'s> {
    store: &'s Store,
    pub(crate) stewards: Vec<MemberId>,
    /// `bo`, who is no steward.
    pub(crate) reader: MemberId,
}

/// Random bytes that are never the same.
#[expect(clippy::unnecessary_wraps, reason = "scheduling asks for what may be missing")]
pub(crate) fn fresh() -> Option<FreshPayout> {
    use std::sync::atomic::{AtomicU64, Ordering};
    static DRAWN: AtomicU64 = AtomicU64::new(1);
    let number = DRAWN.fetch_add(1, Ordering::Relaxed).to_be_bytes();
    let mut id = [0; 10];
    id[2..].copy_from_slice(&number);
    let mut salt = [7; 32];
    salt[..8].copy_from_slice(&number);
    Some(FreshPayout { id, salt })
}

pub(crate) fn sealed(slug: &str, version: i64) -> SealedDetails {
    SealedDetails {
        owner: DetailsOwner::Creator(CreatorSlug::new(slug).unwrap()),
        version,
        key_id: "key".to_owned(),
        sealed: vec![1, 2, 3],
        changed_at: NOW,
    }
}

pub(crate) fn new_batch() -> NewBatch {
    NewBatch { random: fresh().unwrap().id, currency: Currency::GBP, requested_on: TODAY }
}

impl<'s> Scene<'s> {
    pub(crate) async fn set(store: &'s Store) -> Self {
        let add = async |number: u8, is_steward: bool, creator: Option<&str>| {
            let new = NewMember {
                capabilities: Capabilities { steward: is_steward, ..Capabilities::default() },
                creator: creator.map(|slug| CreatorSlug::new(slug).unwrap()),
                ..somebody(number)
            };
            store.members().add(new).await.unwrap().id
        };
        let mut stewards = vec![add(1, true, Some("ada")).await];
        for number in 2..=4 {
            stewards.push(add(number, true, None).await);
        }
        let reader = add(5, false, Some("bo")).await;
        add(6, false, Some("cy")).await;
        let scene = Self { store, stewards, reader };
        scene.change_details("ada", 1).await;
        scene.change_details("bo", 1).await;
        scene
    }

    pub(crate) fn steward(&self, place: usize) -> &MemberId {
        &self.stewards[place]
    }

    pub(crate) async fn change_details(&self, slug: &str, version: i64) {
        let owner = if slug == "ada" { self.steward(0) } else { &self.reader };
        self.store.payouts().change_bank_details(owner, sealed(slug, version)).await.unwrap();
    }

    /// Somebody pays `gross` pence for a work of one creator.
    pub(crate) async fn pay(&self, slug: &str, gross: i64) {
        let number = self.store.record().head().await.unwrap().size;
        let entry = Entry {
            id: format!("txn_{number}"),
            at: NOW,
            currency: Currency::GBP,
            kind: TransactionKind::Charge,
            gross,
            fee: 0,
            net: gross,
            charge_id: format!("ch_{number}"),
            weights: Weights::new([(CreatorSlug::new(slug).unwrap(), 1)]).unwrap(),
            work: "Zine".to_owned(),
        };
        self.store.ledger().append(entry, NOW).await.unwrap();
    }

    pub(crate) async fn schedule(&self) -> Scheduled {
        self.store.payouts().schedule_due(NOW, fresh).await.unwrap()
    }

    pub(crate) async fn schedule_one(&self) -> PayoutId {
        let scheduled = self.schedule().await.payouts;
        assert_eq!(scheduled.len(), 1);
        scheduled[0].clone()
    }

    /// Approves as one of the stewards, who has looked at what is there now.
    pub(crate) async fn approve(&self, id: &PayoutId, place: usize) -> Result<Done, PayoutError> {
        let seen = self.store.payouts().find(id).await.unwrap().unwrap().0.details_version;
        self.store.payouts().approve(id, self.steward(place), seen, NOW).await
    }

    pub(crate) async fn make_batch(&self) -> Result<BatchId, PayoutError> {
        self.store.payouts().make_batch(new_batch(), self.steward(1), NOW).await
    }

    /// Schedules one payout and brings it to the bank.
    pub(crate) async fn sent(&self) -> PayoutId {
        let id = self.schedule_one().await;
        self.send(&id).await;
        id
    }

    pub(crate) async fn send(&self, id: &PayoutId) {
        self.approve(id, 1).await.unwrap();
        self.approve(id, 2).await.unwrap();
        let batch = self.make_batch().await.unwrap();
        self.store.payouts().send_batch(&batch, self.steward(1), NOW).await.unwrap();
    }

    /// Brings a scheduled payout to its end.
    pub(crate) async fn settle(&self, id: &PayoutId) {
        self.send(id).await;
        self.store.payouts().settle(id, self.steward(1), NOW).await.unwrap();
    }

    pub(crate) async fn state(&self, id: &PayoutId) -> State {
        self.store.payouts().find(id).await.unwrap().unwrap().0.lifecycle.state()
    }

    /// The words of the record about payouts, in order.
    pub(crate) async fn recorded(&self) -> Vec<&'static str> {
        let entries = self.store.record().of_kind("payout").await.unwrap();
        let words = entries.into_iter().map(|recorded| match entry::Entry::decode(&recorded.bytes).unwrap() {
            entry::Entry::Payout(step) => step.event.as_str(),
            other => panic!("{other:?} is no payout"),
        });
        words.collect()
    }
}

struct AllOf(Vec<Vec<u8>>);

impl Earlier for AllOf {
    fn transaction(&mut self, number: u64) -> Option<Vec<u8>> {
        let found = self.0.iter().find(|bytes| {
            matches!(entry::Entry::decode(bytes), Ok(entry::Entry::Transaction(found)) if found.number == number)
        });
        found.cloned()
    }
}

/// The database agrees with its record, and the record with the rules; answers what it adds up to.
pub(crate) async fn proven(store: &Store) -> Summary {
    let record = store.record();
    for check in [record.check_head(|_| ()).await.unwrap(), record.check_ledger(|_| ()).await.unwrap()] {
        assert!(check.is_clean(), "{check:?}");
    }
    let size = record.head().await.unwrap().size;
    let entries = record.entries(0, size).await.unwrap();
    let mut audit = Audit::for_entries(size);
    let mut earlier = AllOf(entries.clone());
    for (index, bytes) in (0..).zip(&entries) {
        if let Err(fault) = audit.push(index, bytes, &mut earlier) {
            panic!("{fault}: {}", String::from_utf8_lossy(bytes));
        }
    }
    audit.finish().unwrap();
    audit.summary().unwrap()
}
