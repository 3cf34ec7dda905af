//! The story of the processor's events: in whatever order, how often and together with whatever file they come, each
//! balance transaction is in the ledger once.
#![cfg(test)]

#[path = "webhooks/scene.rs"]
pub(crate) mod scene;

use blkout_core::{
    ledger::TransactionKind,
    money::Weights,
    payments::{ApplyError, Entry, Field},
    time::DAY_MS,
};
use blkout_store::{Delivery, DeliveryError, ImportError, ImportReport, Outcome, Store};

use self::scene::{
    Dice, NOW, deliver, delivery, everything_is_in_order, hurry, import, life, long_life, prefixes, row, sums, told,
};

pub(crate) async fn an_event_and_a_file_meet_in_one_transaction(store: Store) {
    let charge = row("a", 0, TransactionKind::Charge, 1_999, 69);
    assert_eq!(deliver(&store, told(&charge, false)).await.unwrap(), Outcome::Recorded);
    assert_eq!(sums(&store).await, [1_999, 0, 1_500, 199, 300, 0]);
    // The file brings the fee, and nothing else is new.
    let report = import(&store, &[charge.clone(), charge.clone()]).await.unwrap();
    assert_eq!(report, ImportReport { rows: 2, added: 0, already_there: 2 });
    assert_eq!(sums(&store).await, [1_999, 0, 1_500, 199, 300, 69]);
    let before = store.record().head().await.unwrap();
    import(&store, std::slice::from_ref(&charge)).await.unwrap();
    assert_eq!(deliver(&store, told(&charge, false)).await.unwrap(), Outcome::Repeated);
    assert_eq!(store.record().head().await.unwrap(), before);

    // The file first, and the event later; then an event that knew everything.
    let second = row("b", 0, TransactionKind::Charge, 500, 20);
    import(&store, std::slice::from_ref(&second)).await.unwrap();
    assert_eq!(deliver(&store, told(&second, false)).await.unwrap(), Outcome::AlreadyThere);
    let third = row("c", 0, TransactionKind::Charge, 100, 9);
    assert_eq!(deliver(&store, told(&third, true)).await.unwrap(), Outcome::Recorded);
    let report = import(&store, &[second, third.clone()]).await.unwrap();
    assert_eq!((report.added, report.already_there), (0, 2));
    assert_eq!(sums(&store).await[5], 69 + 20 + 9);

    // A later event may bring the fee as well, and a fee may turn out to be nothing.
    let free = row("d", 0, TransactionKind::Charge, 100, 0);
    deliver(&store, told(&free, false)).await.unwrap();
    let later = Delivery { id: "evt_later".to_owned(), ..delivery(told(&free, true)) };
    assert_eq!(store.webhooks().deliver(later, NOW).await.unwrap(), Outcome::Recorded);
    let other_fee = Entry { fee: 3, net: 97, ..free };
    let refused = import(&store, &[other_fee]).await.unwrap_err();
    assert!(matches!(refused, ImportError::ConflictWithEvent { line: 2, field: Field::Fee, .. }), "{refused}");
    everything_is_in_order(&store).await;
}

pub(crate) async fn every_order_ends_the_same(store: Store) {
    hurry(&store).await;
    assert_eq!(after_every_order(&store, life).await, [10_000, 1_500, 6_375, 850, 1_275, 220]);
    assert_eq!(after_every_order(&store, long_life).await, [10_000, 10_000, 0, 0, 0, 220]);
    everything_is_in_order(&store).await;
}

/// What one payment adds to the sums, whichever of its events come before its file, in whichever order.
async fn after_every_order(store: &Store, life: fn(&str) -> Vec<Entry>) -> Vec<i64> {
    let (mut expected, mut before) = (None, sums(store).await);
    for (number, order) in prefixes(life("").len()).into_iter().enumerate() {
        let rows = life(&format!("{}_{number}", life("").len()));
        for step in &order {
            deliver(store, told(&rows[*step], step % 2 == 0)).await.unwrap();
        }
        import(store, &rows).await.unwrap_or_else(|refused| panic!("{order:?}: {refused}"));
        for (step, entry) in rows.iter().enumerate() {
            deliver(store, told(entry, step % 2 == 0)).await.unwrap();
        }
        let after = sums(store).await;
        before.resize(after.len(), 0);
        let change: Vec<i64> = after.iter().zip(&before).map(|(now, then)| now - then).collect();
        assert_eq!(&change, expected.get_or_insert(change.clone()), "{order:?}");
        assert!(store.webhooks().waiting(NOW).await.unwrap().is_empty(), "{order:?}");
        before = after;
    }
    expected.unwrap()
}

pub(crate) async fn repeated_and_shuffled_deliveries_change_nothing(store: Store) {
    hurry(&store).await;
    let seed = std::env::var("BLKOUT_TEST_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(20_261_121);
    println!("BLKOUT_TEST_SEED={seed}");
    let mut dice = Dice(seed);
    let rows: Vec<Entry> = (0..12).flat_map(|number| life(&number.to_string())).collect();
    let mut deliveries: Vec<Delivery> = rows.iter().map(|row| delivery(told(row, dice.below(2) == 0))).collect();
    deliveries.extend(deliveries.clone());
    // Another event about the same balance transaction, such as the same refund told in two ways.
    deliveries
        .extend(rows.iter().map(|row| Delivery { id: format!("evt_too_{}", row.id), ..delivery(told(row, false)) }));
    dice.shuffle(&mut deliveries);
    for (place, delivery) in deliveries.into_iter().enumerate() {
        store.webhooks().deliver(delivery, NOW).await.unwrap();
        if place % 40 == 39 {
            let start = dice.below(12) * 5;
            import(&store, &rows[start..start + 5]).await.unwrap();
        }
    }
    import(&store, &rows).await.unwrap();
    assert_eq!(sums(&store).await, [12 * 10_000, 12 * 1_500, 12 * 6_375, 12 * 850, 12 * 1_275, 12 * 220]);
    everything_is_in_order(&store).await;
}

pub(crate) async fn an_altered_delivery_changes_nothing(store: Store) {
    let charge = row("a", 0, TransactionKind::Charge, 1_999, 69);
    deliver(&store, told(&charge, false)).await.unwrap();
    let before = store.record().head().await.unwrap();
    let more = Entry { gross: 2_999, net: 2_999 - 69, ..charge.clone() };
    assert!(matches!(deliver(&store, told(&more, false)).await, Err(DeliveryError::Altered)));
    let other_event = Delivery { id: "evt_2".to_owned(), ..delivery(told(&more, false)) };
    let refused = store.webhooks().deliver(other_event.clone(), NOW).await;
    assert!(matches!(refused, Err(DeliveryError::Conflict { field: Field::Amount, .. })), "{refused:?}");
    let refused = import(&store, &[more]).await.unwrap_err();
    assert!(matches!(refused, ImportError::ConflictWithEvent { line: 2, field: Field::Amount, .. }), "{refused}");
    // A second charge under the same charge id can never fit.
    let twice = Entry { id: "txn_other".to_owned(), ..charge.clone() };
    let refused = deliver(&store, told(&twice, true)).await;
    assert!(matches!(refused, Err(DeliveryError::Apply { reason: ApplyError::ChargedTwice(_), .. })), "{refused:?}");
    // Words that the shop has changed since move no money; told as an update, they are no conflict.
    let renamed = Entry { weights: Weights::default(), ..charge.clone() };
    let update = Delivery { id: "evt_3".to_owned(), is_update: true, ..delivery(told(&renamed, false)) };
    assert_eq!(store.webhooks().deliver(update.clone(), NOW).await.unwrap(), Outcome::AlreadyThere);
    let not_an_update = Delivery { id: "evt_4".to_owned(), is_update: false, ..update };
    assert!(matches!(
        store.webhooks().deliver(not_an_update, NOW).await,
        Err(DeliveryError::Conflict { field: Field::Creators, .. })
    ));
    assert_eq!(store.record().head().await.unwrap(), before);
    // A refused event leaves no trace, so that it can come again once what stood against it is settled.
    let refund = row("b", 1, TransactionKind::Refund, -10, 0);
    deliver(&store, told(&refund, false)).await.unwrap();
    let changed = Entry { gross: -11, net: -11, ..refund };
    let other_event = Delivery { id: "evt_5".to_owned(), ..delivery(told(&changed, false)) };
    assert!(matches!(store.webhooks().deliver(other_event, NOW).await, Err(DeliveryError::Conflict { .. })));
    let refused = import(&store, &[row("b", 0, TransactionKind::Charge, 100, 1), changed]).await.unwrap_err();
    assert!(matches!(refused, ImportError::ConflictWithEvent { line: 3, field: Field::Amount, .. }), "{refused}");
    everything_is_in_order(&store).await;
}

pub(crate) async fn what_comes_too_early_waits_and_is_listed(store: Store) {
    let rows = life("a");
    assert_eq!(deliver(&store, told(&rows[1], false)).await.unwrap(), Outcome::Waiting);
    assert_eq!(deliver(&store, told(&rows[3], true)).await.unwrap(), Outcome::Waiting);
    assert!(sums(&store).await.is_empty());
    assert_eq!(store.webhooks().waiting(NOW.plus_ms(-DAY_MS)).await.unwrap(), []);
    let waiting = store.webhooks().waiting(NOW).await.unwrap();
    assert_eq!(waiting.iter().map(|one| one.notice.entry.gross).collect::<Vec<_>>(), [-1_000, 8_500]);
    assert_eq!(waiting[0].event_id, "evt_txn_a_1");
    // With its charge the refund goes in; the reversal waits on for its dispute.
    assert_eq!(deliver(&store, told(&rows[0], false)).await.unwrap(), Outcome::Recorded);
    assert_eq!(sums(&store).await[..2], [10_000, 1_000]);
    assert_eq!(store.webhooks().waiting(NOW).await.unwrap().len(), 1);
    // A file that has the dispute only brings the reversal in, too.
    import(&store, &rows[2..3]).await.unwrap();
    assert_eq!(store.webhooks().waiting(NOW).await.unwrap(), []);
    assert_eq!(sums(&store).await[..2], [10_000, 1_000]);
    everything_is_in_order(&store).await;
}

pub(crate) async fn deliveries_and_files_at_once_are_taken_once(store: Store) {
    let rows: Vec<Entry> = (0..4).flat_map(|number| life(&number.to_string())).collect();
    let mut tasks = Vec::new();
    for turn in 0..4 {
        for row in &rows {
            let (store, notice) = (store.clone(), told(row, turn == 3));
            let id = format!("evt_{}_{}", turn % 2, row.id);
            let delivery = Delivery { id, ..delivery(notice) };
            tasks.push(tokio::spawn(async move { store.webhooks().deliver(delivery, NOW).await.map(drop) }));
        }
        let (store, rows) = (store.clone(), rows.clone());
        tasks.push(tokio::spawn(async move {
            import(&store, &rows).await.unwrap();
            Ok(())
        }));
    }
    for task in tasks {
        match task.await.unwrap() {
            // Turns 1 and 3 send the same event id, with and without the fee: the second is an altered one.
            Ok(()) | Err(DeliveryError::Altered) => {}
            Err(error) => panic!("{error}"),
        }
    }
    import(&store, &rows).await.unwrap();
    assert_eq!(sums(&store).await, [4 * 10_000, 4 * 1_500, 4 * 6_375, 4 * 850, 4 * 1_275, 4 * 220]);
    everything_is_in_order(&store).await;
}
