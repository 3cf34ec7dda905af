//! Payments, what can happen to them, and how events and files tell of it: what the stories of revenue are made of.

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorSlug, Currency, Weights},
    payments::{Entry, event::Notice},
    record::{
        audit::{Audit, Earlier},
        entry,
    },
    time::UtcMillis,
};
use blkout_store::{Delivery, DeliveryError, Engine, ImportError, ImportReport, Outcome, Store};
use sea_orm::ConnectionTrait;

pub(crate) const NOW: UtcMillis = UtcMillis(1_790_000_000_000);
const START: i64 = 1_767_432_771_000;

/// A row of the file about the payment `payment`, the `step`th in time.
pub(crate) fn row(payment: &str, step: i64, kind: TransactionKind, gross: i64, fee: i64) -> Entry {
    let is_charge = kind == TransactionKind::Charge;
    let weights = [("ada", 2), ("bo", 1)].map(|(slug, weight)| (CreatorSlug::new(slug).unwrap(), weight));
    Entry {
        id: format!("txn_{payment}_{step}"),
        at: UtcMillis(START + step * 60_000),
        currency: Currency::GBP,
        kind,
        gross,
        fee,
        net: gross - fee,
        charge_id: format!("ch_{payment}"),
        weights: if is_charge { Weights::new(weights).unwrap() } else { Weights::default() },
        work: if is_charge { "Zine".to_owned() } else { String::new() },
    }
}

/// A payment with all that can happen to it: in the end 8 500 are left.
pub(crate) fn life(payment: &str) -> Vec<Entry> {
    vec![
        row(payment, 0, TransactionKind::Charge, 10_000, 220),
        row(payment, 1, TransactionKind::Refund, -1_000, 0),
        row(payment, 2, TransactionKind::Dispute, -8_500, 2_000),
        row(payment, 3, TransactionKind::DisputeReversal, 8_500, -2_000),
        row(payment, 4, TransactionKind::Refund, -500, 0),
    ]
}

/// A payment that was disputed whole, won, and then given back whole: more goes back than was ever paid, so that most
/// orders do not fit step by step.
pub(crate) fn long_life(payment: &str) -> Vec<Entry> {
    vec![
        row(payment, 0, TransactionKind::Charge, 10_000, 220),
        row(payment, 1, TransactionKind::Dispute, -10_000, 2_000),
        row(payment, 2, TransactionKind::DisputeReversal, 10_000, -2_000),
        row(payment, 3, TransactionKind::Refund, -10_000, 0),
    ]
}

/// The same as an event tells it: some seconds earlier, and without the fee unless `is_whole`.
pub(crate) fn told(entry: &Entry, is_whole: bool) -> Notice {
    let entry = entry.clone();
    if is_whole {
        return Notice::from(entry);
    }
    Notice { entry: Entry { at: entry.at.plus_ms(-3_000), fee: 0, net: entry.gross, ..entry }, fee_follows: true }
}

pub(crate) fn delivery(notice: Notice) -> Delivery {
    Delivery {
        id: format!("evt_{}", notice.entry.id),
        kind: "charge.succeeded".to_owned(),
        digest: format!("{}{}", notice.entry.digest(), notice.fee_follows),
        notices: vec![notice],
        is_update: false,
    }
}

pub(crate) async fn deliver(store: &Store, notice: Notice) -> Result<Outcome, DeliveryError> {
    store.webhooks().deliver(delivery(notice), NOW).await
}

pub(crate) async fn import(store: &Store, rows: &[Entry]) -> Result<ImportReport, ImportError> {
    let mut import = store.ledger().begin_import(NOW).await?;
    for (line, row) in (2..).zip(rows) {
        import.add(line, row.clone()).await?;
    }
    import.commit(|_| ()).await
}

/// What the postings add up to.
pub(crate) async fn sums(store: &Store) -> Vec<i64> {
    let totals = store.ledger().totals_recomputed().await.unwrap();
    totals
        .iter()
        .flat_map(|gbp| [gbp.charged, gbp.returned, gbp.creator_pool, gbp.platform, gbp.community, gbp.fees])
        .collect()
}

/// Nobody waits for the disk: these stories are about order.
pub(crate) async fn hurry(store: &Store) {
    if store.engine() == Engine::Sqlite {
        store.raw_for_tests().execute_unprepared("PRAGMA synchronous = OFF").await.unwrap();
    }
}

struct Entries(Vec<Vec<u8>>);

impl Earlier for Entries {
    fn transaction(&mut self, number: u64) -> Option<Vec<u8>> {
        let is_it = |bytes: &&Vec<u8>| matches!(entry::Entry::decode(bytes), Ok(entry::Entry::Transaction(found)) if found.number == number);
        // The entries before it hold at most a policy and some agreements besides.
        let from = usize::try_from(number).unwrap();
        self.0.iter().skip(from.saturating_sub(1)).find(is_it).cloned()
    }
}

/// Whatever came in, and how: the tables agree with the record, and the record with the rules.
pub(crate) async fn everything_is_in_order(store: &Store) {
    for check in [store.record().check_head(|_| ()).await.unwrap(), store.record().check_ledger(|_| ()).await.unwrap()]
    {
        assert!(check.is_clean(), "{check:?}");
    }
    let mut entries = Entries(Vec::new());
    let size = store.record().head().await.unwrap().size;
    while (entries.0.len() as u64) < size {
        let more = store.record().entries(entries.0.len() as u64, 512).await.unwrap();
        entries.0.extend(more);
    }
    let mut audit = Audit::for_entries(size);
    for (index, bytes) in (0..).zip(entries.0.clone()) {
        if let Err(fault) = audit.push(index, &bytes, &mut entries) {
            panic!("{fault}");
        }
    }
    audit.finish().unwrap();
}

/// Every ordered choice of some of the first `count` numbers: what has been delivered before the file comes.
pub(crate) fn prefixes(count: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    let mut from = 0;
    while from < all.len() {
        let longer: Vec<Vec<usize>> = (0..count)
            .filter(|step| !all[from].contains(step))
            .map(|step| all[from].iter().copied().chain([step]).collect())
            .collect();
        all.extend(longer);
        from += 1;
    }
    all
}

/// A small generator of numbers (`SplitMix64`), so that a failing run can be repeated from its seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
