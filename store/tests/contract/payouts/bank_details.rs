//! Where the money goes, and what happens when that changes.

use blkout_core::payouts::State;
use blkout_store::{DetailsError, DetailsOwner, PayoutError, SealedDetails, Store};

use super::scene::{NOW, Scene, ada, proven, sealed};

pub(crate) async fn new_bank_details_ask_for_the_approvals_again(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    scene.approve(&id, 1).await.unwrap();
    scene.approve(&id, 2).await.unwrap();
    scene.change_details("ada", 2).await;
    let payout = store.payouts().find(&id).await.unwrap().unwrap().0;
    assert_eq!((payout.lifecycle.state(), payout.approvals.len()), (State::Scheduled, 0));
    // Somebody still looks at the page from before.
    let stale = store.payouts().approve(&id, scene.steward(3), 1, NOW).await;
    assert!(matches!(stale, Err(PayoutError::DetailsChanged)), "{stale:?}");
    scene.settle(&id).await;
    let steps = scene.recorded().await;
    assert_eq!(
        steps,
        ["scheduled", "approval", "approval", "approvals_void", "approval", "approval", "sent", "settled"]
    );
    proven(&store).await;
}

pub(crate) async fn a_change_before_any_approval_is_no_event(store: Store) {
    let scene = Scene::set(&store).await;
    scene.pay("ada", 2_000).await;
    let id = scene.schedule_one().await;
    scene.change_details("ada", 2).await;
    assert_eq!(scene.recorded().await, ["scheduled"]);
    scene.settle(&id).await;
    proven(&store).await;
}

pub(crate) async fn only_the_creator_changes_their_details_and_only_the_next_version(store: Store) {
    let scene = Scene::set(&store).await;
    let payouts = store.payouts();
    let foreign = payouts.change_bank_details(scene.steward(1), sealed("ada", 2)).await;
    assert!(matches!(foreign, Err(DetailsError::NotYours)), "{foreign:?}");
    for version in [1, 3, 0, -1] {
        let other = payouts.change_bank_details(scene.steward(0), sealed("ada", version)).await;
        assert!(matches!(other, Err(DetailsError::ChangedMeanwhile)), "{other:?}");
    }
    let (one, other) = (store.payouts(), store.payouts());
    let (one, other) = tokio::join!(
        one.change_bank_details(scene.steward(0), sealed("ada", 2)),
        other.change_bank_details(scene.steward(0), sealed("ada", 2))
    );
    assert_eq!([one.is_ok(), other.is_ok()].into_iter().filter(|kept| *kept).count(), 1);
    let owner = DetailsOwner::Creator(ada());
    assert_eq!(payouts.bank_details(&owner).await.unwrap(), Some(sealed("ada", 2)));
    assert_eq!(payouts.bank_details_at(&owner, 1).await.unwrap(), Some(sealed("ada", 1)));
    assert_eq!(payouts.bank_details_changes(&owner, 10).await.unwrap(), [NOW, NOW]);
    assert_eq!(payouts.key_ids().await.unwrap(), ["key"]);
}

pub(crate) async fn the_co_op_has_details_of_its_own(store: Store) {
    let scene = Scene::set(&store).await;
    let own = |version| SealedDetails { owner: DetailsOwner::CoOp, ..sealed("ada", version) };
    store.payouts().change_co_op_details(own(1)).await.unwrap();
    assert_eq!(store.payouts().bank_details(&DetailsOwner::CoOp).await.unwrap(), Some(own(1)));
    let by_form = store.payouts().change_bank_details(scene.steward(0), own(2)).await;
    assert!(matches!(by_form, Err(DetailsError::NotYours)));
    let by_command = store.payouts().change_co_op_details(sealed("ada", 2)).await;
    assert!(matches!(by_command, Err(DetailsError::NotYours)));
}

pub(crate) async fn debug_output_of_details_shows_nothing_sealed(store: Store) {
    Scene::set(&store).await;
    let kept = store.payouts().bank_details(&DetailsOwner::Creator(ada())).await.unwrap();
    assert_eq!(format!("{kept:?}"), "Some(SealedDetails { version: 1, .. })");
}
