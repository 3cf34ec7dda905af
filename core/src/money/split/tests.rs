//! The promises of the split: known cases first, then properties over everything.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

fn slug(text: &str) -> CreatorSlug {
    CreatorSlug::new(text).unwrap()
}

fn weights(pairs: &[(&str, u64)]) -> Weights {
    Weights::new(pairs.iter().map(|(creator, weight)| (slug(creator), *weight))).unwrap()
}

fn parts(split: &Split) -> (i64, i64, i64) {
    (split.creator_pool, split.platform, split.community)
}

#[wasm_bindgen_test(unsupported = test)]
fn a_round_amount_is_75_10_15() {
    let split = split("ch_1", 10_000, CreatorShare::FLOOR, &weights(&[("ada", 1)])).unwrap();
    assert_eq!(parts(&split), (7_500, 1_000, 1_500));
}

#[wasm_bindgen_test(unsupported = test)]
fn small_amounts_round_towards_the_creator() {
    let ada = weights(&[("ada", 1)]);
    let of = |gross| parts(&split("ch_1", gross, CreatorShare::FLOOR, &ada).unwrap());
    assert_eq!(of(0), (0, 0, 0));
    assert_eq!(of(1), (1, 0, 0));
    assert_eq!(of(2), (2, 0, 0));
    assert_eq!(of(3), (3, 0, 0));
    assert_eq!(of(4), (3, 0, 1));
    assert_eq!(of(10), (8, 1, 1));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_platform_gives_way_when_the_share_is_high() {
    let ada = weights(&[("ada", 1)]);
    let of = |bps| parts(&split("ch_1", 1_000, CreatorShare::from_bps(bps).unwrap(), &ada).unwrap());
    assert_eq!(of(9_000), (900, 100, 0));
    assert_eq!(of(9_500), (950, 50, 0));
    assert_eq!(of(10_000), (1_000, 0, 0));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_largest_gross_does_not_overflow() {
    let both = weights(&[("ada", u64::MAX), ("bo", u64::MAX)]);
    let split = split("ch_1", i64::MAX, CreatorShare::FLOOR, &both).unwrap();
    assert!(split.keeps_the_rules(CreatorShare::FLOOR));
    assert_eq!(split.creator_pool, 6_917_529_027_641_081_856);
}

#[wasm_bindgen_test(unsupported = test)]
fn equal_remainders_follow_the_digest_of_payment_and_creator() {
    // The pool of 1 333 is 1 000: 333 each and one penny left. `printf ch_0ada | sha256sum` and so on (coreutils) give
    // ada 0569…, cy 224b…, bo 5609…: the lowest comes first.
    let three = weights(&[("ada", 1), ("bo", 1), ("cy", 1)]);
    let split = split("ch_0", 1_333, CreatorShare::FLOOR, &three).unwrap();
    assert_eq!(split.creators, vec![(slug("ada"), 334), (slug("bo"), 333), (slug("cy"), 333)]);
}

#[wasm_bindgen_test(unsupported = test)]
fn larger_remainders_come_before_the_digest() {
    // 750 by 2:1 is exactly 500:250; 1 500 by 7:3:1 leaves remainders 6/11, 1/11 and 4/11 with one penny left.
    let split = split("ch_9", 2_000, CreatorShare::FLOOR, &weights(&[("ada", 7), ("bo", 3), ("cy", 1)])).unwrap();
    assert_eq!(split.creators, vec![(slug("ada"), 955), (slug("bo"), 409), (slug("cy"), 136)]);
}

#[wasm_bindgen_test(unsupported = test)]
fn without_creators_it_is_a_gift() {
    let split = split("ch_1", 555, CreatorShare::FLOOR, &Weights::default()).unwrap();
    assert_eq!(parts(&split), (0, 0, 555));
    assert!(split.creators.is_empty());
}

#[wasm_bindgen_test(unsupported = test)]
fn below_zero_is_refused() {
    let refused = split("ch_1", -1, CreatorShare::FLOOR, &Weights::default());
    assert_eq!(refused, Err(SplitError::NegativeGross(-1)));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_split_that_cheats_is_seen() {
    let mut cheat = split("ch_1", 1_000, CreatorShare::FLOOR, &weights(&[("ada", 1)])).unwrap();
    cheat.creator_pool -= 1;
    cheat.platform += 1;
    cheat.creators[0].1 -= 1;
    assert!(!cheat.keeps_the_rules(CreatorShare::FLOOR));
}

fn any_weights() -> impl Strategy<Value = Vec<(String, u64)>> {
    let weight = prop_oneof![1_u64..=9, 1_u64..=u64::MAX];
    prop::collection::btree_map("[a-zé]{1,8}", weight, 1..=6).prop_map(|map| map.into_iter().collect())
}

fn any_gross() -> impl Strategy<Value = i64> {
    prop_oneof![0_i64..=300, 0_i64..=1_000_000, 0..=i64::MAX]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[wasm_bindgen_test(unsupported = test)]
    fn every_split_keeps_the_rules(gross in any_gross(), bps in 7_500_i64..=10_000, pairs in any_weights()) {
        let share = CreatorShare::from_bps(bps).unwrap();
        let weights = Weights::new(pairs.into_iter().map(|(c, w)| (slug(&c), w))).unwrap();
        let split = split("ch_7", gross, share, &weights).unwrap();
        let sum = i128::from(split.creator_pool) + i128::from(split.platform) + i128::from(split.community);
        prop_assert_eq!(sum, i128::from(gross));
        prop_assert!(i128::from(split.creator_pool) * 10_000 >= i128::from(bps) * i128::from(gross));
        prop_assert!(i128::from(split.platform) * 10 <= i128::from(gross));
        prop_assert_eq!(split.creators.iter().map(|(_, p)| *p).sum::<i64>(), split.creator_pool);
        prop_assert!(split.keeps_the_rules(share));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_order_of_creators_never_matters(gross in any_gross(), pairs in any_weights(), turn in 0_usize..6) {
        let mut turned = pairs.clone();
        turned.reverse();
        let by = turn % turned.len();
        turned.rotate_left(by);
        let read = |list: Vec<(String, u64)>| Weights::new(list.into_iter().map(|(c, w)| (slug(&c), w))).unwrap();
        let here = split("ch_3", gross, CreatorShare::FLOOR, &read(pairs)).unwrap();
        let there = split("ch_3", gross, CreatorShare::FLOOR, &read(turned)).unwrap();
        prop_assert_eq!(here, there);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn nobody_is_a_whole_penny_away_from_their_weight(gross in any_gross(), pairs in any_weights()) {
        let weights = Weights::new(pairs.into_iter().map(|(c, w)| (slug(&c), w))).unwrap();
        let split = split("ch_5", gross, CreatorShare::FLOOR, &weights).unwrap();
        let (pool, total) = (u128::from(split.creator_pool.unsigned_abs()), weights.total());
        for ((_, part), (_, weight)) in split.creators.iter().zip(weights.iter()) {
            let floor = pool * u128::from(weight) / total;
            let part = u128::from(part.unsigned_abs());
            prop_assert!(part == floor || part == floor + 1);
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn changes_add_up_to_where_they_lead(first in 0_i64..=1_000_000, second in 0_i64..=1_000_000, pairs in any_weights()) {
        let weights = Weights::new(pairs.into_iter().map(|(c, w)| (slug(&c), w))).unwrap();
        let of = |gross| split("ch_4", gross, CreatorShare::FLOOR, &weights).unwrap();
        let change = of(second).change_from(&of(first));
        prop_assert_eq!(change.gross, second - first);
        prop_assert_eq!(change.creator_pool + change.platform + change.community, change.gross);
        prop_assert_eq!(change.creators.iter().map(|(_, p)| *p).sum::<i64>(), change.creator_pool);
    }
}
