//! The story of the record: every write is in it, it never forks, and whatever somebody changes is found.
#![cfg(test)]

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorSlug, Currency, Weights},
    payments::Entry,
    record::{
        entry,
        tile::{Bundle, Tile, decode_bundle},
        tree::{Frontier, Hash, leaf_hash},
    },
    time::UtcMillis,
};
use blkout_store::{AppendError, Appended, Check, Engine, Store};
use sea_orm::ConnectionTrait;

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

fn row(number: u32, kind: TransactionKind, gross: i64, charge: &str) -> Entry {
    let weights = [("ada", 2), ("bo", 1)].map(|(slug, weight)| (CreatorSlug::new(slug).unwrap(), weight));
    let is_charge = kind == TransactionKind::Charge;
    Entry {
        id: format!("txn_{number}"),
        at: UtcMillis(1_767_432_771_000 + i64::from(number) * 60_000),
        currency: Currency::GBP,
        kind,
        gross,
        fee: 20,
        net: gross - 20,
        charge_id: charge.to_owned(),
        weights: if is_charge { Weights::new(weights).unwrap() } else { Weights::default() },
        work: if is_charge { "Zine".to_owned() } else { String::new() },
    }
}

async fn fill(store: &Store, charges: u32) {
    let mut import = store.ledger().begin_import(NOW).await.unwrap();
    for number in 0..charges {
        let charge = row(number, TransactionKind::Charge, 1_000 + i64::from(number), &format!("ch_{number}"));
        import.add(u64::from(number), charge).await.unwrap();
    }
    import.commit(|_| ()).await.unwrap();
}

async fn append(store: &Store, entry: Entry) -> Result<Appended, AppendError> {
    store.ledger().append(entry, NOW).await
}

async fn check(store: &Store) -> (Check, Check) {
    let record = store.record();
    let head = record.check_head(|_| ()).await.unwrap();
    let edge = record.check_edge().await.unwrap();
    assert!(edge.is_clean() || !head.is_clean(), "{edge:?}");
    (head, record.check_ledger(|_| ()).await.unwrap())
}

async fn is_clean(store: &Store) -> bool {
    let (head, ledger) = check(store).await;
    head.is_clean() && ledger.is_clean()
}

/// The root that anybody computes who reads all bundles.
async fn root_of_bundles(store: &Store, size: u64) -> Hash {
    let mut frontier = Frontier::new();
    for bundle in Bundle::all(size) {
        let bytes = store.record().bundle(bundle).await.unwrap().unwrap();
        for entry in decode_bundle(&bytes, bundle.width).unwrap() {
            frontier.push(leaf_hash(entry)).unwrap();
        }
    }
    frontier.root()
}

pub(crate) async fn an_empty_record_has_a_head(store: Store) {
    let head = store.record().head().await.unwrap();
    assert_eq!((head.size, head.root), (0, Frontier::new().root()));
    assert!(is_clean(&store).await);
}

pub(crate) async fn every_transaction_has_its_entry(store: Store) {
    fill(&store, 3).await;
    append(&store, row(10, TransactionKind::Refund, -400, "ch_1")).await.unwrap();
    append(&store, row(11, TransactionKind::Refund, -100, "ch_1")).await.unwrap();
    let entries = store.record().entries(0, 100).await.unwrap();
    let read: Vec<entry::Entry> = entries.iter().map(|bytes| entry::Entry::decode(bytes).unwrap()).collect();
    assert!(matches!(read[0], entry::Entry::Policy(_)));
    let previous: Vec<Option<u64>> = read[1..]
        .iter()
        .map(|entry| match entry {
            entry::Entry::Transaction(entry) => entry.split.as_ref().unwrap().previous,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(previous, [None, None, None, Some(2), Some(4)]);
    assert!(is_clean(&store).await);
}

pub(crate) async fn tiles_and_bundles_are_those_of_the_tree(store: Store) {
    fill(&store, 600).await;
    let head = store.record().head().await.unwrap();
    assert_eq!(head.size, 601);
    assert_eq!(root_of_bundles(&store, head.size).await, head.root);
    for tile in Tile::all(head.size) {
        let bytes = store.record().tile(tile).await.unwrap().unwrap();
        assert_eq!(bytes.len(), usize::from(tile.width) * 32);
    }
    let beyond = Tile { level: 0, index: 2, width: 90 };
    assert_eq!(store.record().tile(beyond).await.unwrap(), None);
    assert_eq!(store.record().bundle(Bundle { index: 3, width: 1 }).await.unwrap(), None);
    assert!(is_clean(&store).await);
}

pub(crate) async fn the_same_row_again_changes_nothing(store: Store) {
    let charge = row(1, TransactionKind::Charge, 1_999, "ch_1");
    assert_eq!(append(&store, charge.clone()).await.unwrap(), Appended::New(1));
    assert_eq!(append(&store, charge.clone()).await.unwrap(), Appended::AlreadyThere(1));
    let other = Entry { gross: 2_000, net: 1_980, ..charge };
    assert!(matches!(append(&store, other).await, Err(AppendError::Conflict(_))));
    assert!(append(&store, row(2, TransactionKind::Refund, -5_000, "ch_1")).await.is_err());
    assert_eq!(store.record().head().await.unwrap().size, 2);
    assert!(is_clean(&store).await);
}

pub(crate) async fn writers_at_once_never_fork_the_record(store: Store) {
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                append(&store, row(number, TransactionKind::Charge, 500, &format!("ch_{number}"))).await.unwrap();
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let head = store.record().head().await.unwrap();
    assert_eq!(head.size, 41);
    assert_eq!(root_of_bundles(&store, head.size).await, head.root);
    assert!(is_clean(&store).await);
}

pub(crate) async fn a_start_looks_at_the_edge(store: Store) {
    fill(&store, 600).await;
    assert!(store.record().check_edge().await.unwrap().is_clean());
    drop_guard(&store, "record_entries").await;
    let change = format!("UPDATE record_entries SET entry = {} WHERE idx = 590", flipped(&store, "entry"));
    store.raw_for_tests().execute_unprepared(&change).await.unwrap();
    let found = store.record().check_edge().await.unwrap();
    assert_eq!(found.findings[0].to_string(), "record_entries, entry 590: its hash is not that of its bytes");
}

/// Takes the guard off, changes one field of one row, and puts everything back afterwards.
pub(crate) async fn every_changed_field_is_found(store: Store) {
    fill(&store, 300).await;
    append(&store, row(400, TransactionKind::Refund, -400, "ch_1")).await.unwrap();
    assert!(is_clean(&store).await);
    let raw = store.raw_for_tests();
    for table in ["creators", "payments", "payment_weights", "ledger_transactions", "postings", "distributions"] {
        drop_guard(&store, table).await;
    }
    drop_guard(&store, "record_entries").await;
    drop_guard(&store, "record_nodes").await;
    let changes = [
        ("ledger_transactions", "idempotency_key", "'other'", "id = 7"),
        ("ledger_transactions", "content_digest", "'other'", "id = 7"),
        ("ledger_transactions", "kind", "'dispute'", "id = 301"),
        ("ledger_transactions", "currency", "'EUR'", "id = 7"),
        ("ledger_transactions", "occurred_at", "occurred_at + 1", "id = 7"),
        ("ledger_transactions", "recorded_at", "recorded_at - 1", "id = 7"),
        ("ledger_transactions", "payment_id", "'ch_2'", "id = 301"),
        ("ledger_transactions", "corrects", "3", "id = 7"),
        ("ledger_transactions", "gross", "gross + 1", "id = 7"),
        ("ledger_transactions", "fee", "fee + 1", "id = 7"),
        ("ledger_transactions", "title", "'Zines'", "id = 7"),
        ("payments", "transaction_id", "8", "id = 'ch_6'"),
        ("payments", "currency", "'EUR'", "id = 'ch_6'"),
        ("payments", "share_bps", "7501", "id = 'ch_6'"),
        ("payments", "charged", "charged + 1", "id = 'ch_6'"),
        ("payments", "title", "'Other'", "id = 'ch_6'"),
        ("payments", "is_gift", "TRUE", "id = 'ch_6'"),
        ("payments", "agreement", "'x'", "id = 'ch_6'"),
        ("payment_weights", "weight", "weight + 1", "payment_id = 'ch_6' AND creator = 'ada'"),
        ("postings", "amount", "amount + 1", "transaction_id = 7 AND account = 'platform'"),
        ("postings", "account", "'cash'", "transaction_id = 7 AND account = 'platform'"),
        ("distributions", "gross_before", "1", "transaction_id = 7"),
        ("distributions", "share_bps", "7501", "transaction_id = 301"),
        ("account_months", "amount", "amount + 1", "account = 'platform'"),
        ("account_months", "month", "'2020-01'", "account = 'platform'"),
        ("turnovers", "gross", "gross + 1", "kind = 'charge'"),
        ("turnovers", "gifts", "gifts + 1", "kind = 'charge'"),
        ("turnovers", "transactions", "transactions + 1", "kind = 'charge'"),
        ("creators", "opened_at", "opened_at + 1", "slug = 'ada'"),
        ("record_entries", "kind", "'policy'", "idx = 9"),
        ("record_entries", "transaction_number", "NULL", "idx = 9"),
        ("record_nodes", "idx", "1", "level = 1"),
        ("record_heads", "size", "301", "id = 1"),
    ];
    for (table, column, value, place) in changes {
        let copy = format!("CREATE TABLE kept AS SELECT * FROM {table}");
        raw.execute_unprepared(&copy).await.unwrap();
        let change = format!("UPDATE {table} SET {column} = {value} WHERE {place}");
        // Where the database refuses by itself, there is nothing to find.
        if let Ok(done) = raw.execute_unprepared(&change).await {
            assert!(done.rows_affected() > 0, "{change} changed nothing");
            assert!(!is_clean(&store).await, "{change} was not found");
            let back = format!("UPDATE {table} SET {column} = {}", before(table, column));
            raw.execute_unprepared(&back).await.unwrap();
            assert!(is_clean(&store).await, "{back} did not undo it: {:?}", check(&store).await);
        }
        raw.execute_unprepared("DROP TABLE kept").await.unwrap();
    }
    for (table, column) in [("record_entries", "entry"), ("record_entries", "hash"), ("record_nodes", "hash")] {
        let flipped = flipped(&store, column);
        let change = format!("UPDATE {table} SET {column} = {flipped} WHERE idx = 0");
        raw.execute_unprepared(&change).await.unwrap();
        assert!(!is_clean(&store).await, "{change} was not found");
    }
}

/// The value of the column before the change, found by the row's other columns.
fn before(table: &str, column: &str) -> String {
    let key = match table {
        "payment_weights" => "payment_id || '/' || creator",
        "postings" if column == "account" => "transaction_id || '/' || amount",
        "postings" => "transaction_id || '/' || account",
        "distributions" => "transaction_id",
        "account_months" if column == "month" => "account || '/' || amount",
        "account_months" => "account || '/' || month",
        "turnovers" => "kind",
        "creators" => "slug",
        "record_nodes" => "level",
        "record_entries" => "idx",
        _ => "id",
    };
    let kept = key.split(" || '/' || ").map(|name| format!("kept.{name}")).collect::<Vec<_>>().join(" || '/' || ");
    let own = key.split(" || '/' || ").map(|name| format!("{table}.{name}")).collect::<Vec<_>>().join(" || '/' || ");
    format!("(SELECT kept.{column} FROM kept WHERE {kept} = {own})")
}

fn flipped(store: &Store, column: &str) -> String {
    match store.engine() {
        Engine::Sqlite => format!("CAST(x'00' || substr({column}, 2) AS BLOB)"),
        Engine::Postgres => format!("set_byte({column}, 3, 1 - get_byte({column}, 3) % 2)"),
    }
}

async fn drop_guard(store: &Store, table: &str) {
    let sql = match store.engine() {
        Engine::Sqlite => format!("DROP TRIGGER {table}_no_update"),
        Engine::Postgres => format!("DROP TRIGGER {table}_append_only ON {table}"),
    };
    store.raw_for_tests().execute_unprepared(&sql).await.unwrap();
}
