//! The story of payouts: what is earned is paid once, by the word of two people, or comes back.
#![cfg(test)]

#[path = "payouts/at_once.rs"]
mod at_once;
#[path = "payouts/bank_details.rs"]
mod bank_details;
#[path = "payouts/books.rs"]
mod books;
#[path = "payouts/changed.rs"]
mod changed;
#[path = "payouts/files.rs"]
mod files;
#[path = "payouts/scene.rs"]
mod scene;
#[path = "payouts/statements.rs"]
mod statements;

use blkout_core::money::{Currency, Money};
use blkout_core::payouts::{FailureReason, StandingRefusal, State, TransitionError};
use blkout_store::{Done, MemberId, PayoutError, Store};
use sea_orm::ConnectionTrait;

pub(crate) use at_once::*;
pub(crate) use bank_details::*;
pub(crate) use books::*;
pub(crate) use changed::*;
pub(crate) use files::*;
use scene::{NOW, Scene, ada, new_batch, proven};
pub(crate) use statements::*;

use crate::proposals::passed;

pub(crate) async fn a_payout_goes_from_owed_to_settled(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let owed = &store.payouts().next_for(&ada()).await.unwrap()[0];
    assert_eq!((owed.owed.minor, owed.minimum.minor, owed.underway.is_none()), (1_500, 1_000, true));

    let id = scene.schedule_one().await;
    let next = &store.payouts().next_for(&ada()).await.unwrap()[0];
    assert_eq!(next.owed.minor, 0);
    assert_eq!(next.underway.as_ref().unwrap().money.minor, 1_500);
    assert_eq!(scene.approve(&id, 1).await.unwrap(), Done::Now);
    assert_eq!(scene.state(&id).await, State::Scheduled);
    assert_eq!(scene.approve(&id, 2).await.unwrap(), Done::Now);
    assert_eq!(scene.state(&id).await, State::Approved);
    let batch = scene.make_batch().await.unwrap();
    store.payouts().send_batch(&batch, scene.steward(1), NOW).await.unwrap();
    assert_eq!(scene.state(&id).await, State::Sent);
    store.payouts().settle(&id, scene.steward(2), NOW).await.unwrap();
    assert_eq!(scene.state(&id).await, State::Settled);

    let (payout, history) = store.payouts().find(&id).await.unwrap().unwrap();
    assert_eq!(payout.approvals.iter().map(|deed| deed.by.clone().unwrap()).collect::<Vec<_>>(), scene.stewards[1..3]);
    let events: Vec<_> = history.iter().map(|line| line.event.as_str()).collect();
    assert_eq!(events, ["scheduled", "approval", "approval", "batched", "sent", "settled"]);
    assert_eq!(store.payouts().history(&ada(), 5).await.unwrap(), [payout]);
    let steps = scene.recorded().await;
    assert_eq!(steps, ["scheduled", "approval", "approval", "sent", "settled"]);
    let summary = proven(&store).await;
    let totals = &summary.owed.values().next().unwrap();
    assert_eq!((totals.earned, totals.paid_out), (1_500, 1_500));
}

pub(crate) async fn less_than_the_minimum_carries_forward(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 1_332).await;
    assert!(scene.schedule().await.payouts.is_empty());
    assert_eq!(store.payouts().next_for(&ada()).await.unwrap()[0].owed.minor, 999);
    scene.pay("ada", 1).await;
    let id = scene.schedule_one().await;
    assert_eq!(store.payouts().find(&id).await.unwrap().unwrap().0.money.minor, 1_000);
    // What comes in while a payout is on its way waits for the next.
    scene.pay("ada", 4_000).await;
    assert!(scene.schedule().await.payouts.is_empty());
    scene.settle(&id).await;
    let next = scene.schedule_one().await;
    assert_eq!(store.payouts().find(&next).await.unwrap().unwrap().0.money.minor, 3_000);
    proven(&store).await;
}

pub(crate) async fn the_smallest_payout_is_the_one_that_was_decided(store: Store) {
    let decision = passed(&store, 200).await;
    let pounds = |minor| Money::new(minor, Currency::GBP);
    let enact = async |minor| store.proposals().enact_payout_minimum(&decision, pounds(minor), NOW).await;
    assert!(enact(0).await.is_err());
    enact(2_500).await.unwrap();
    let scene = Scene::set(&store).await;
    scene.pay("ada", 3_332).await;
    let next = &store.payouts().next_for(&ada()).await.unwrap()[0];
    assert_eq!((next.owed.minor, next.minimum.minor, next.is_due()), (2_499, 2_500, false));
    assert!(scene.schedule().await.payouts.is_empty());
    scene.pay("ada", 1).await;
    let id = scene.schedule_one().await;
    assert_eq!(store.payouts().find(&id).await.unwrap().unwrap().0.money.minor, 2_500);
    proven(&store).await;
}

pub(crate) async fn nothing_is_scheduled_without_bank_details(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("cy", 2_000).await;
    let scheduled = scene.schedule().await;
    assert!(scheduled.payouts.is_empty());
    assert_eq!(scheduled.without_details[0].0.as_str(), "cy");
    assert_eq!(store.payouts().due().await.unwrap(), (0, scheduled.without_details));
    assert_eq!(store.record().of_kind("payout").await.unwrap().len(), 0);
}

pub(crate) async fn only_other_active_stewards_act(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    let refused = async |by: &MemberId, expected: StandingRefusal| {
        let payouts = store.payouts();
        for outcome in [
            payouts.approve(&id, by, 1, NOW).await,
            payouts.settle(&id, by, NOW).await,
            payouts.fail(&id, by, (State::Sent, FailureReason::Returned), NOW).await,
        ] {
            assert!(matches!(outcome, Err(PayoutError::Standing(found)) if found == expected), "{outcome:?}");
        }
    };
    refused(scene.steward(0), StandingRefusal::OwnPayout).await;
    refused(&scene.reader, StandingRefusal::NotSteward).await;
    let lapse = format!("UPDATE members SET status = 'lapsed' WHERE id = '{}'", scene.steward(1).as_str());
    store.raw_for_tests().execute_unprepared(&lapse).await.unwrap();
    refused(scene.steward(1), StandingRefusal::NotSteward).await;
    let made = store.payouts().make_batch(new_batch(), &scene.reader, NOW).await;
    assert!(matches!(made, Err(PayoutError::Standing(StandingRefusal::NotSteward))));
    assert_eq!(scene.recorded().await, ["scheduled"]);
}

pub(crate) async fn a_steward_approves_once_and_a_repeat_changes_nothing(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    assert_eq!(scene.approve(&id, 1).await.unwrap(), Done::Now);
    assert_eq!(scene.approve(&id, 1).await.unwrap(), Done::Before);
    assert_eq!(scene.state(&id).await, State::Scheduled);
    scene.approve(&id, 2).await.unwrap();
    assert_eq!(scene.approve(&id, 2).await.unwrap(), Done::Before);
    let third = scene.approve(&id, 3).await;
    assert!(matches!(third, Err(PayoutError::Transition(TransitionError::NotFrom { state: State::Approved, .. }))));
    assert_eq!(scene.recorded().await, ["scheduled", "approval", "approval"]);
    proven(&store).await;
}

pub(crate) async fn a_failure_returns_the_money_once(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.sent().await;
    for expected in [Done::Now, Done::Before] {
        let done =
            store.payouts().fail(&id, scene.steward(1), (State::Sent, FailureReason::Returned), NOW).await.unwrap();
        assert_eq!(done, expected);
    }
    let settled = store.payouts().settle(&id, scene.steward(1), NOW).await;
    assert!(matches!(settled, Err(PayoutError::MovedOn(State::Failed))), "{settled:?}");
    assert_eq!(store.payouts().next_for(&ada()).await.unwrap()[0].owed.minor, 1_500);
    let failed = store.payouts().find(&id).await.unwrap().unwrap().0;
    assert_eq!(failed.failure, Some(FailureReason::Returned));
    // The next one pays the same money.
    let again = scene.schedule_one().await;
    scene.settle(&again).await;
    assert_eq!(store.payouts().next_for(&ada()).await.unwrap()[0].owed.minor, 0);
    assert_eq!(store.payouts().ended(None, 10).await.unwrap().len(), 2);
    assert_eq!(store.payouts().ended(Some(&again), 10).await.unwrap().len(), 1);
    assert_eq!(proven(&store).await.payouts, 2);
}

pub(crate) async fn what_was_sent_meanwhile_is_not_withdrawn(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.sent().await;
    let stale = store.payouts().fail(&id, scene.steward(1), (State::Approved, FailureReason::Withdrawn), NOW).await;
    assert!(matches!(stale, Err(PayoutError::MovedOn(State::Sent))), "{stale:?}");
    assert_eq!(store.payouts().next_for(&ada()).await.unwrap()[0].owed.minor, 0);
}

pub(crate) async fn the_database_refuses_a_second_payout_on_its_way(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    scene.sent().await;
    let database = store.raw_for_tests();
    let second = "INSERT INTO payouts (id, creator, currency, amount, state, scheduled_at, state_since, salt, \
         details_version, scheduled_transaction) SELECT 'other', creator, currency, amount, 'scheduled', scheduled_at, \
         state_since, salt, details_version, 1 FROM payouts";
    assert!(database.execute_unprepared(second).await.is_err());
    for (table, column) in [
        ("payout_events", "event"),
        ("payout_approvals", "mark"),
        ("payout_batch_items", "details_version"),
        ("bank_details", "key_id"),
    ] {
        for sql in [format!("DELETE FROM {table}"), format!("UPDATE {table} SET {column} = {column}")] {
            let refused = database.execute_unprepared(&sql).await.unwrap_err().to_string();
            assert!(refused.contains("append-only"), "{sql}: {refused}");
        }
    }
}
