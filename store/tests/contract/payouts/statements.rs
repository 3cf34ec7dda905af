//! What a creator reads: payouts take out of the balance, failed ones bring back, and every sum agrees.

use blkout_core::{
    ledger::TransactionKind as Kind,
    money::Currency,
    payouts::{FailureReason, State},
    time::{EARLIEST, LATEST},
};
use blkout_store::{Filter, Store};

use super::scene::{NOW, Scene, ada};

pub(crate) async fn a_statement_holds_payouts(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.sent().await;
    store.payouts().fail(&id, scene.steward(1), (State::Sent, FailureReason::Returned), NOW).await.unwrap();
    let again = scene.schedule_one().await;
    scene.settle(&again).await;
    scene.pay("ada", 4_000).await;

    let statement = store.ledger().statement(&ada(), Currency::GBP, (EARLIEST, LATEST), 100).await.unwrap().unwrap();
    let mut lines: Vec<_> = statement.lines.iter().map(|line| (line.number, line.kind, line.amount)).collect();
    lines.sort_unstable();
    let lines: Vec<_> = lines.into_iter().map(|(_, kind, amount)| (kind, amount)).collect();
    let expected = [
        (Kind::Charge, 1_500),
        (Kind::PayoutScheduled, -1_500),
        (Kind::PayoutReturned, 1_500),
        (Kind::PayoutScheduled, -1_500),
        (Kind::Charge, 3_000),
    ];
    assert_eq!(lines, expected);
    assert_eq!((statement.opening, statement.closing), (0, 3_000));
    assert_eq!((statement.earned(), statement.paid_out()), (Some(4_500), Some(1_500)));
    assert_eq!(store.payouts().next_for(&ada()).await.unwrap()[0].owed.minor, statement.closing);
    assert_eq!(store.ledger().check_figures().await.unwrap(), None);

    // Cut at any line, what is before and what is after meet.
    for line in &statement.lines {
        let before = store.ledger().statement(&ada(), Currency::GBP, (EARLIEST, line.at), 100).await.unwrap().unwrap();
        let after = store.ledger().statement(&ada(), Currency::GBP, (line.at, LATEST), 100).await.unwrap().unwrap();
        assert_eq!((before.closing, after.closing), (after.opening, statement.closing));
        assert_eq!(before.lines.len() + after.lines.len(), statement.lines.len());
    }
    let filter = Filter { creator: Some(ada()), ..Filter::default() };
    let rows = store.ledger().page(&filter, None, 50).await.unwrap().rows;
    assert_eq!(rows.len(), expected.len());
    assert!(rows.iter().all(|row| row.paid_to.is_some() != row.split.is_some()));
}
