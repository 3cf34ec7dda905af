//! Several people at the same moment, and one person twice.

use blkout_core::payouts::{FailureReason, State};
use blkout_store::{Done, PayoutError, Store};
use tokio::task::JoinSet;

use super::scene::{NOW, Scene, ada, fresh, new_batch, proven};

pub(crate) async fn scheduling_at_the_same_moment_makes_one_payout(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    scene.pay("bo", 2_000).await;
    let mut scheduling = JoinSet::new();
    for _ in 0..8 {
        let store = store.clone();
        scheduling.spawn(async move { store.payouts().schedule_due(NOW, fresh).await.unwrap().payouts.len() });
    }
    assert_eq!(scheduling.join_all().await.into_iter().sum::<usize>(), 2);
    assert_eq!(store.payouts().in_flight(10).await.unwrap().len(), 2);
    assert_eq!(store.payouts().next_for(&ada()).await.unwrap()[0].owed.minor, 0);
    proven(&store).await;
}

pub(crate) async fn stewards_at_the_same_moment_count_once_each(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    let mut approving = JoinSet::new();
    for round in 0..12 {
        let (store, id, by) = (store.clone(), id.clone(), scene.steward(1 + round % 3).clone());
        approving.spawn(async move { store.payouts().approve(&id, &by, 1, NOW).await });
    }
    let outcomes = approving.join_all().await;
    let now = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Done::Now))).count();
    let refused = outcomes.iter().filter(|outcome| matches!(outcome, Err(PayoutError::Transition(_)))).count();
    let before = outcomes.iter().filter(|outcome| matches!(outcome, Ok(Done::Before))).count();
    // Two of three stewards were first; of their four tries each one counted, and the third steward came too late.
    assert_eq!((now, before, refused), (2, 6, 4), "{outcomes:?}");
    assert_eq!(scene.state(&id).await, State::Approved);
    assert_eq!(scene.recorded().await, ["scheduled", "approval", "approval"]);
    proven(&store).await;
}

pub(crate) async fn an_end_at_the_same_moment_happens_once(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.sent().await;
    let mut ending = JoinSet::new();
    for round in 0..8 {
        let (store, id, by) = (store.clone(), id.clone(), scene.steward(1 + round % 3).clone());
        ending.spawn(async move {
            let payouts = store.payouts();
            if round % 2 == 0 {
                payouts.settle(&id, &by, NOW).await
            } else {
                payouts.fail(&id, &by, (State::Sent, FailureReason::Returned), NOW).await
            }
        });
    }
    let outcomes = ending.join_all().await;
    assert_eq!(outcomes.iter().filter(|outcome| matches!(outcome, Ok(Done::Now))).count(), 1, "{outcomes:?}");
    let owed = store.payouts().next_for(&ada()).await.unwrap()[0].owed.minor;
    let expected = if scene.state(&id).await == State::Failed { 1_500 } else { 0 };
    assert_eq!(owed, expected);
    proven(&store).await;
}

pub(crate) async fn files_at_the_same_moment_hold_a_payout_once(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    scene.approve(&id, 1).await.unwrap();
    scene.approve(&id, 2).await.unwrap();
    let mut making = JoinSet::new();
    for _ in 0..6 {
        let (store, by, new) = (store.clone(), scene.steward(3).clone(), new_batch());
        making.spawn(async move { store.payouts().make_batch(new, &by, NOW).await });
    }
    let made: Vec<_> = making.join_all().await.into_iter().filter_map(Result::ok).collect();
    assert_eq!(made.len(), 1);
    let mut sending = JoinSet::new();
    for round in 0..6 {
        let (store, by, batch) = (store.clone(), scene.steward(1 + round % 3).clone(), made[0].clone());
        sending.spawn(async move { store.payouts().send_batch(&batch, &by, NOW).await });
    }
    let sent = sending.join_all().await;
    assert_eq!(sent.iter().filter(|outcome| matches!(outcome, Ok(Done::Now))).count(), 1, "{sent:?}");
    assert_eq!(scene.recorded().await, ["scheduled", "approval", "approval", "sent"]);
    proven(&store).await;
}
