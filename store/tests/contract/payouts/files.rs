//! Files for the bank: what stands in them stays what was approved.

use blkout_core::payouts::{FailureReason, StandingRefusal, State, TransitionError};
use blkout_store::{BatchState, Done, FileFormat, PayoutError, Store};

use super::scene::{NOW, Scene, proven};

pub(crate) async fn a_file_pays_to_what_was_approved(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    scene.approve(&id, 1).await.unwrap();
    scene.approve(&id, 2).await.unwrap();
    let batch = scene.make_batch().await.unwrap();
    scene.change_details("ada", 2).await;
    assert_eq!(scene.state(&id).await, State::Approved);
    let held = store.payouts().fail(&id, scene.steward(1), (State::Approved, FailureReason::Withdrawn), NOW).await;
    assert!(matches!(held, Err(PayoutError::Transition(TransitionError::InFile))), "{held:?}");
    for format in [FileFormat::Iso20022, FileFormat::Csv] {
        let taken = store.payouts().take_batch(&batch, format, scene.steward(3), NOW).await.unwrap();
        assert_eq!(taken.payouts.iter().map(|(_, version)| *version).collect::<Vec<_>>(), [1]);
    }
    let seen = store.payouts().batch(&batch).await.unwrap().unwrap();
    let formats: Vec<_> = seen.downloads.iter().map(|download| download.format.as_str()).collect();
    assert_eq!(formats, ["csv", "pain.001"]);
    assert_eq!(seen.downloads[0].deed.by.as_ref(), Some(scene.steward(3)));
    let by_reader = store.payouts().take_batch(&batch, FileFormat::Csv, &scene.reader, NOW).await;
    assert!(matches!(by_reader, Err(PayoutError::Standing(StandingRefusal::NotSteward))));
    store.payouts().send_batch(&batch, scene.steward(1), NOW).await.unwrap();
    store.payouts().settle(&id, scene.steward(1), NOW).await.unwrap();
    proven(&store).await;
}

pub(crate) async fn a_file_that_was_never_given_to_the_bank_is_taken_apart(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    scene.pay("bo", 2_000).await;
    let ids = scene.schedule().await.payouts;
    for id in &ids {
        scene.approve(id, 1).await.unwrap();
        scene.approve(id, 2).await.unwrap();
    }
    let batch = scene.make_batch().await.unwrap();
    scene.change_details("bo", 2).await;
    let own = store.payouts().discard_batch(&batch, scene.steward(0), NOW).await;
    assert!(matches!(own, Err(PayoutError::Standing(StandingRefusal::OwnPayout))), "{own:?}");
    for expected in [Done::Now, Done::Before] {
        assert_eq!(store.payouts().discard_batch(&batch, scene.steward(1), NOW).await.unwrap(), expected);
    }
    // Whose details stayed is still approved; who has new ones is looked at again.
    assert_eq!(scene.state(&ids[0]).await, State::Approved);
    assert_eq!(scene.state(&ids[1]).await, State::Scheduled);
    let sent = store.payouts().send_batch(&batch, scene.steward(1), NOW).await;
    assert!(matches!(sent, Err(PayoutError::Discarded)), "{sent:?}");
    let taken = store.payouts().take_batch(&batch, FileFormat::Csv, scene.steward(1), NOW).await;
    assert!(matches!(taken, Err(PayoutError::Discarded)), "{taken:?}");
    let next = scene.make_batch().await.unwrap();
    let next = store.payouts().batch(&next).await.unwrap().unwrap();
    assert_eq!((next.state, next.payouts.len()), (BatchState::Made, 1));
    assert_eq!(store.payouts().batches(10).await.unwrap().len(), 2);
    proven(&store).await;
}

pub(crate) async fn a_file_is_given_to_the_bank_once(store: Store) {
    let scene = Scene::set(&store).await;
    let empty = scene.make_batch().await;
    assert!(matches!(empty, Err(PayoutError::NothingApproved)));
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    scene.approve(&id, 1).await.unwrap();
    assert!(matches!(scene.make_batch().await, Err(PayoutError::NothingApproved)));
    scene.approve(&id, 2).await.unwrap();
    let batch = scene.make_batch().await.unwrap();
    for expected in [Done::Now, Done::Before] {
        assert_eq!(store.payouts().send_batch(&batch, scene.steward(1), NOW).await.unwrap(), expected);
    }
    let apart = store.payouts().discard_batch(&batch, scene.steward(1), NOW).await;
    assert!(matches!(apart, Err(PayoutError::SentAlready)), "{apart:?}");
    proven(&store).await;
}
