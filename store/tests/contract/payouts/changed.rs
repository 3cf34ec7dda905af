//! Whatever somebody changes behind the program's back is found.

use blkout_store::{Engine, Store};
use sea_orm::ConnectionTrait;

use super::scene::{Scene, proven};

/// Takes the guard off a table, as somebody with the database's password could.
async fn drop_guard(store: &Store, table: &str) {
    let sql = match store.engine() {
        Engine::Postgres => format!("DROP TRIGGER {table}_append_only ON {table}"),
        Engine::Sqlite => format!("DROP TRIGGER {table}_no_update; DROP TRIGGER {table}_no_delete"),
    };
    store.raw_for_tests().execute_unprepared(&sql).await.unwrap();
}

async fn is_clean(store: &Store) -> bool {
    store.record().check_ledger(|_| ()).await.unwrap().is_clean()
}

pub(crate) async fn every_changed_field_of_a_payout_is_found(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    scene.pay("bo", 2_000).await;
    let ids = scene.schedule().await.payouts;
    for (id, by) in [(&ids[0], 1), (&ids[0], 2), (&ids[1], 1)] {
        scene.approve(id, by).await.unwrap();
    }
    scene.make_batch().await.unwrap();
    proven(&store).await;
    for table in ["payout_events", "payout_approvals", "payout_batch_items"] {
        drop_guard(&store, table).await;
    }
    let first = &ids[0];
    let (one, of_one) = (format!("id = '{first}'"), format!("payout_id = '{first}'"));
    let approved = format!("{of_one} AND member_id = '{}'", scene.steward(1).as_str());
    let second_event = format!("{of_one} AND sequence = 2");
    let somebody = format!("'{}'", scene.steward(3).as_str());
    let changes = [
        ("payouts", "creator", "'cy'", &one),
        ("payouts", "currency", "'EUR'", &one),
        ("payouts", "amount", "amount + 1", &one),
        ("payouts", "state", "'sent'", &one),
        ("payouts", "state_since", "state_since + 1", &one),
        ("payouts", "scheduled_at", "scheduled_at + 1", &one),
        ("payouts", "salt", "'00'", &one),
        ("payouts", "details_version", "2", &one),
        ("payouts", "batch_id", "'other'", &one),
        ("payouts", "scheduled_transaction", "1", &one),
        ("payout_events", "event", "'sent'", &second_event),
        ("payout_events", "state", "'sent'", &second_event),
        ("payout_events", "at", "at + 1", &second_event),
        ("payout_events", "sequence", "9", &second_event),
        ("payout_events", "member_id", &somebody, &second_event),
        ("payout_approvals", "member_id", &somebody, &approved),
        ("payout_approvals", "mark", "'00'", &approved),
        ("payout_approvals", "at", "at + 1", &approved),
        ("payout_approvals", "details_version", "7", &approved),
        ("payout_batch_items", "details_version", "2", &of_one),
    ];
    let raw = store.raw_for_tests();
    for (table, column, value, place) in changes {
        raw.execute_unprepared(&format!("CREATE TABLE kept AS SELECT {column} AS was FROM {table} WHERE {place}"))
            .await
            .unwrap();
        let change = format!("UPDATE {table} SET {column} = {value} WHERE {place}");
        assert_eq!(raw.execute_unprepared(&change).await.unwrap().rows_affected(), 1, "{change}");
        assert!(!is_clean(&store).await, "{change} was not found");
        // The row is no longer where it was when the change moved it.
        let now = if place.contains(column) { &format!("{of_one} AND {column} = {value}") } else { place };
        let back = format!("UPDATE {table} SET {column} = (SELECT was FROM kept) WHERE {now}");
        raw.execute_unprepared(&back).await.unwrap();
        raw.execute_unprepared("DROP TABLE kept").await.unwrap();
        assert!(is_clean(&store).await, "{back} did not undo it");
    }
}
