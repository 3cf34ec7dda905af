//! The story of the ledger.
#![cfg(test)]

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorSlug, Currency, Weights},
    payments::{ApplyError, Entry},
    time::UtcMillis,
};
use blkout_store::{Filter, ImportError, ImportReport, Store};
use sea_orm::ConnectionTrait;

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);
const START: i64 = 1_767_432_771_000;

pub(crate) fn row(id: &str, kind: TransactionKind, gross: i64, charge: &str, creators: &[(&str, u64)]) -> Entry {
    let number: i64 = id.bytes().filter(u8::is_ascii_digit).fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    let weights = creators.iter().map(|(slug, weight)| (CreatorSlug::new(*slug).unwrap(), *weight));
    Entry {
        id: id.to_owned(),
        at: UtcMillis(START + number * 86_400_000),
        currency: Currency::GBP,
        kind,
        gross,
        fee: 20,
        net: gross - 20,
        charge_id: charge.to_owned(),
        weights: Weights::new(weights).unwrap(),
        work: if kind == TransactionKind::Charge { format!("Work of {charge}") } else { String::new() },
    }
}

pub(crate) fn file() -> Vec<Entry> {
    vec![
        row("t1", TransactionKind::Charge, 1_999, "ch_1", &[("ada", 2), ("bo", 1)]),
        row("t2", TransactionKind::Charge, 500, "ch_2", &[]),
        row("t3", TransactionKind::Charge, 1, "ch_3", &[("ada", 1)]),
        row("t4", TransactionKind::Refund, -1_000, "ch_1", &[]),
        row("t5", TransactionKind::Dispute, -999, "ch_1", &[]),
        row("t6", TransactionKind::DisputeReversal, 999, "ch_1", &[]),
        row("t7", TransactionKind::Fee, -30, "", &[]),
        row("t8", TransactionKind::Payout, -700, "", &[]),
    ]
}

pub(crate) async fn import(store: &Store, rows: Vec<Entry>) -> Result<ImportReport, ImportError> {
    let mut import = store.ledger().begin_import(NOW).await?;
    for (line, row) in (2..).zip(rows) {
        import.add(line, row).await?;
    }
    import.commit(|_| ()).await
}

pub(crate) async fn a_file_is_imported_whole_or_not_at_all(store: Store) {
    let report = import(&store, file()).await.unwrap();
    assert_eq!(report, ImportReport { rows: 8, added: 8, already_there: 0 });
    let totals = store.ledger().totals().await.unwrap();
    assert_eq!(totals.len(), 1);
    let gbp = &totals[0];
    assert_eq!((gbp.charged, gbp.returned, gbp.gifts), (2_500, 1_000, 500));
    // 999 p left of ch_1: 750 for the creators, 99, 150; and 1 p of ch_3, all of it for ada.
    assert_eq!((gbp.creator_pool, gbp.platform, gbp.community), (751, 99, 650));
    assert_eq!((gbp.fees, gbp.paid_out), (8 * 20 + 30, 700));
    assert_eq!(gbp.processor_balance, 1_500 - 190 - 700);

    let mut bad = file();
    bad.push(row("t9", TransactionKind::Charge, 100, "ch_9", &[("ada", 1)]));
    bad.push(row("t10", TransactionKind::Refund, -5, "ch_unknown", &[]));
    let refused = import(&store, bad).await.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "line 11, charge_id: there is no charge `ch_unknown`, neither in this file nor in the ledger; import the file \
         with the charge first"
    );
    assert_eq!(store.ledger().totals().await.unwrap(), totals);
}

pub(crate) async fn importing_twice_changes_nothing(store: Store) {
    import(&store, file()).await.unwrap();
    let before =
        (store.ledger().totals().await.unwrap(), store.ledger().page(&Filter::default(), None, 50).await.unwrap());
    let mut again = file();
    again.extend(file());
    let report = import(&store, again).await.unwrap();
    assert_eq!(report, ImportReport { rows: 16, added: 0, already_there: 16 });
    let after =
        (store.ledger().totals().await.unwrap(), store.ledger().page(&Filter::default(), None, 50).await.unwrap());
    assert_eq!(before, after);
}

pub(crate) async fn rows_may_come_in_any_order(store: Store) {
    let mut rows = file();
    rows.reverse();
    import(&store, rows).await.unwrap();
    let reversed = store.ledger().totals().await.unwrap();
    assert_eq!(reversed[0].creator_pool, 751);
    // A later file may give back what an earlier one charged.
    let later = vec![row("t20", TransactionKind::Refund, -1, "ch_3", &[])];
    import(&store, later).await.unwrap();
    assert_eq!(store.ledger().totals().await.unwrap()[0].creator_pool, 750);
}

pub(crate) async fn a_conflicting_row_refuses_the_file(store: Store) {
    let mut twice = file();
    twice.push(row("t1", TransactionKind::Charge, 2_000, "ch_1", &[("ada", 1)]));
    let refused = import(&store, twice).await.unwrap_err();
    assert!(matches!(refused, ImportError::Conflict { line: 10, other: 2, .. }), "{refused}");
    assert!(store.ledger().totals().await.unwrap().is_empty());

    import(&store, file()).await.unwrap();
    let changed = vec![row("t2", TransactionKind::Charge, 501, "ch_2", &[])];
    let refused = import(&store, changed).await.unwrap_err();
    assert!(matches!(refused, ImportError::ConflictWithLedger { line: 2, .. }), "{refused}");
}

pub(crate) async fn an_impossible_refund_refuses_the_file(store: Store) {
    let mut rows = file();
    rows.push(row("t9", TransactionKind::Refund, -1_000, "ch_1", &[]));
    let refused = import(&store, rows).await.unwrap_err();
    assert!(matches!(refused, ImportError::Row { line: 10, reason: ApplyError::OverReturned { .. } }), "{refused}");
    assert!(refused.to_string().contains("gives back £10.00, but only £9.99 is left"), "{refused}");
    let second_charge = vec![
        row("t1", TransactionKind::Charge, 100, "ch_1", &[("ada", 1)]),
        row("t2", TransactionKind::Charge, 100, "ch_1", &[("ada", 1)]),
    ];
    let refused = import(&store, second_charge).await.unwrap_err();
    assert!(matches!(refused, ImportError::Row { line: 3, reason: ApplyError::ChargedTwice(_) }), "{refused}");
    assert!(store.ledger().totals().await.unwrap().is_empty());
}

pub(crate) async fn a_rehearsal_leaves_nothing_behind(store: Store) {
    let version = store.data_version();
    let mut import = store.ledger().begin_import(NOW).await.unwrap();
    for (line, row) in (2..).zip(file()) {
        import.add(line, row).await.unwrap();
    }
    assert_eq!(import.rehearse(|_| ()).await.unwrap().added, 8);
    assert!(store.ledger().totals_recomputed().await.unwrap().is_empty());
    // One that is dropped half way leaves nothing either, and the next one can begin.
    let mut dropped = store.ledger().begin_import(NOW).await.unwrap();
    dropped.add(2, file().remove(0)).await.unwrap();
    drop(dropped);
    assert_eq!(store.refresh_data_version().await.unwrap(), version);
    assert_eq!(self::import(&store, file()).await.unwrap().added, 8);
    assert!(store.data_version() > version);
}

pub(crate) async fn the_database_refuses_changes(store: Store) {
    import(&store, file()).await.unwrap();
    let database = store.raw_for_tests();
    for table in ["ledger_transactions", "postings", "payments", "payment_weights", "distributions", "creators"] {
        for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {} = 'x'", first_text_column(table))] {
            let refused = database.execute_unprepared(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    }
}

fn first_text_column(table: &str) -> &'static str {
    match table {
        "ledger_transactions" => "title",
        "postings" => "account",
        "creators" => "slug",
        "payments" => "id",
        _ => "payment_id",
    }
}

pub(crate) async fn the_database_refuses_less_than_the_floor(store: Store) {
    import(&store, file()).await.unwrap();
    let database = store.raw_for_tests();
    let transaction = "INSERT INTO ledger_transactions (id, idempotency_key, content_digest, kind, currency, occurred_at, \
                       recorded_at, gross, fee, title) VALUES (99, 'k', 'd', 'refund', 'GBP', 0, 0, 0, 0, '')";
    database.execute_unprepared(transaction).await.unwrap();
    let distribution = |share: i64, gross: i64, pool: i64, platform: i64, community: i64, gift: bool| {
        format!(
            "INSERT INTO distributions (transaction_id, payment_id, is_gift, share_bps, gross_before, gross, \
             creator_pool, platform, community) VALUES (99, 'ch_1', {gift}, {share}, 0, {gross}, {pool}, {platform}, \
             {community})"
        )
    };
    for bad in [
        distribution(7_500, 1_000, 749, 101, 150, false),
        distribution(7_499, 1_000, 750, 100, 150, false),
        distribution(7_500, 1_000, 750, 100, 149, false),
        distribution(7_500, 1_000, 1_100, -100, 0, false),
        distribution(7_500, 1_000, 0, 1_000, 0, true),
        distribution(7_500, -1, -1, 0, 0, false),
    ] {
        assert!(database.execute_unprepared(&bad).await.is_err(), "{bad}");
    }
    database.execute_unprepared(&distribution(7_500, 1_000, 750, 100, 150, false)).await.unwrap();
}

pub(crate) async fn kept_sums_equal_the_postings(store: Store) {
    let (first, second) = file().into_iter().partition(|row| row.id.as_str() < "t4");
    import(&store, first).await.unwrap();
    import(&store, second).await.unwrap();
    assert_eq!(store.ledger().totals().await.unwrap(), store.ledger().totals_recomputed().await.unwrap());
}

pub(crate) async fn pages_meet_without_gap_or_repeat(store: Store) {
    import(&store, file()).await.unwrap();
    let whole = store.ledger().page(&Filter::default(), None, 50).await.unwrap();
    assert_eq!(whole.rows.len(), 8);
    assert!(whole.rows.windows(2).all(|pair| pair[0].at >= pair[1].at));
    let (mut rows, mut from) = (Vec::new(), None);
    loop {
        let page = store.ledger().page(&Filter::default(), from, 3).await.unwrap();
        rows.extend(page.rows);
        let Some(older) = page.older else { break };
        from = Some(older.to_string().parse().unwrap());
    }
    assert_eq!(rows, whole.rows);

    let bo = Filter { creator: Some(CreatorSlug::new("bo").unwrap()), ..Filter::default() };
    assert_eq!(store.ledger().page(&bo, None, 50).await.unwrap().rows.len(), 4);
    let fees = Filter { kind: Some(TransactionKind::Fee), ..Filter::default() };
    assert_eq!(store.ledger().page(&fees, None, 50).await.unwrap().rows.len(), 1);
    let refund = whole.rows.iter().find(|row| row.kind == TransactionKind::Refund).unwrap();
    let split = refund.split.as_ref().unwrap();
    assert_eq!((split.gross_before, split.gross_after, split.creator_pool()), (1_999, 999, -750));
    assert_eq!(refund.title, "Work of ch_1");
}

pub(crate) async fn a_statement_runs_from_opening_to_closing(store: Store) {
    import(&store, file()).await.unwrap();
    let ada = CreatorSlug::new("ada").unwrap();
    let account = store.ledger().creator(&ada).await.unwrap().unwrap();
    let earned: i64 = account.months.iter().map(|month| month.amount).sum();
    let cut = UtcMillis(START + 4 * 86_400_000);
    let period = (cut, UtcMillis(cut.0 + 365 * 86_400_000));
    let statement = store.ledger().statement(&ada, Currency::GBP, period, 100).await.unwrap().unwrap();
    assert_eq!(statement.opening, 1_000 + 1);
    assert_eq!(statement.lines.iter().map(|line| line.amount).collect::<Vec<_>>(), [-500, -500, 500]);
    assert_eq!(statement.lines[0].creator_pool, -750);
    assert_eq!(statement.closing, earned);
    let nobody = CreatorSlug::new("nobody").unwrap();
    assert_eq!(store.ledger().creator(&nobody).await.unwrap(), None);
}

pub(crate) async fn two_imports_at_once_wait_for_each_other(store: Store) {
    let other = store.clone();
    let first = tokio::spawn(async move { import(&other, file()).await });
    let second = import(&store, file()).await;
    let added = first.await.unwrap().unwrap().added + second.unwrap().added;
    assert_eq!(added, 8);
    assert_eq!(store.ledger().totals().await.unwrap(), store.ledger().totals_recomputed().await.unwrap());
}
