//! Whatever people try in whatever order, the books agree at every moment.

use blkout_core::{money::CreatorSlug, payouts::FailureReason};
use blkout_store::Store;

use super::scene::{NOW, Scene, proven};

/// Things tried in one story.
const TRIES: u64 = 150;
/// What they are drawn from; printed when something fails.
const SEED: u64 = 20_261_121;

/// A number from 0 to `sides` - 1 (xorshift).
fn throw(state: &mut u64, sides: u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state % sides
}

pub(crate) async fn the_books_agree_whatever_is_tried(store: Store) {
    let scene = Scene::set(&store).await;
    let mut dice = SEED;
    let mut versions = [1_i64, 1];
    let payouts = store.payouts();
    for _ in 0..TRIES {
        let who = usize::try_from(throw(&mut dice, 2)).unwrap();
        let steward = scene.steward(usize::try_from(throw(&mut dice, 4)).unwrap()).clone();
        let underway = payouts.in_flight(10).await.unwrap();
        let one = underway.get(who % underway.len().max(1));
        match (throw(&mut dice, 12), one) {
            (0 | 1, _) => scene.pay(["ada", "bo"][who], 1_000 + i64::try_from(throw(&mut dice, 900)).unwrap()).await,
            (2, _) => drop(scene.schedule().await),
            (3, _) => {
                versions[who] += 1;
                scene.change_details(["ada", "bo"][who], versions[who]).await;
            }
            (4, _) => drop(scene.make_batch().await),
            (5..=8, Some(payout)) => drop(payouts.approve(&payout.id, &steward, payout.details_version, NOW).await),
            (9, Some(payout)) => drop(payouts.settle(&payout.id, &steward, NOW).await),
            (10, Some(payout)) => {
                drop(
                    payouts.fail(&payout.id, &steward, (payout.lifecycle.state(), FailureReason::Returned), NOW).await,
                );
            }
            (_, Some(payout)) => {
                if let Some(batch) = &payout.batch {
                    let is_given = throw(&mut dice, 3) > 0;
                    let done = if is_given {
                        payouts.send_batch(batch, &steward, NOW).await
                    } else {
                        payouts.discard_batch(batch, &steward, NOW).await
                    };
                    drop(done);
                }
            }
            _ => {}
        }
    }
    let summary = proven(&store).await;
    let ended = payouts.ended(None, 1_000).await.unwrap();
    assert!(ended.len() > 3, "seed {SEED}: only {} payouts came to an end", ended.len());
    for ((currency, slug), owed) in &summary.owed {
        let of = CreatorSlug::new(slug.as_str()).unwrap();
        let next = payouts.next_for(&of).await.unwrap();
        let next = next.iter().find(|next| next.owed.currency == *currency).unwrap();
        assert_eq!(owed.now(), Some(next.owed.minor), "seed {SEED}, {slug}");
        let paid: i64 = ended
            .iter()
            .filter(|payout| payout.creator == of && payout.failure.is_none())
            .map(|payout| payout.money.minor)
            .sum();
        let underway = next.underway.as_ref().map_or(0, |payout| payout.money.minor);
        assert_eq!(owed.paid_out, paid + underway, "seed {SEED}, {slug}");
    }
}
