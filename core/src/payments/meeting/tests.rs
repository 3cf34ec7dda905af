//! Events and files about one payment: when they meet, and when one of them must be wrong.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::{
    money::{CreatorSlug, Weights},
    payments::Entry,
};

fn weights(pairs: &[(&str, u64)]) -> Weights {
    Weights::new(pairs.iter().map(|(slug, weight)| (CreatorSlug::new(*slug).unwrap(), *weight))).unwrap()
}

fn charge(fee: Option<i64>) -> Notice {
    let entry = Entry {
        id: "txn_1".to_owned(),
        at: UtcMillis(1_767_432_771_000),
        currency: "gbp".parse().unwrap(),
        kind: TransactionKind::Charge,
        gross: 3_321,
        fee: fee.unwrap_or(0),
        net: 3_321 - fee.unwrap_or(0),
        charge_id: "ch_1".to_owned(),
        weights: weights(&[("ada", 2), ("bo", 1)]),
        work: "Zine".to_owned(),
    };
    Notice { entry, fee_follows: fee.is_none() }
}

fn recorded(fee: Option<i64>) -> Recorded {
    Recorded { notice: charge(fee), by_agreement: false }
}

fn with(change: impl FnOnce(&mut Entry)) -> Notice {
    let mut notice = charge(Some(69));
    change(&mut notice.entry);
    notice
}

#[wasm_bindgen_test(unsupported = test)]
fn whichever_comes_first_the_second_changes_at_most_the_fee() {
    assert_eq!(recorded(None).meets(&charge(Some(69))), Meeting::Fee(69));
    assert_eq!(recorded(None).meets(&charge(Some(0))), Meeting::Fee(0));
    assert_eq!(recorded(None).meets(&charge(None)), Meeting::Same);
    assert_eq!(recorded(Some(69)).meets(&charge(None)), Meeting::Same);
    assert_eq!(recorded(Some(69)).meets(&charge(Some(69))), Meeting::Same);
    assert_eq!(recorded(Some(69)).meets(&charge(Some(70))), Meeting::Conflict(Field::Fee));
}

#[wasm_bindgen_test(unsupported = test)]
fn seconds_and_titles_are_no_conflict_and_money_is() {
    let met = |change: fn(&mut Entry)| recorded(Some(69)).meets(&with(change));
    assert_eq!(met(|entry| entry.at = UtcMillis(1_767_432_774_000)), Meeting::Same);
    assert_eq!(met(|entry| entry.work = "Zine, second printing".to_owned()), Meeting::Same);
    assert_eq!(met(|entry| entry.gross = 3_320), Meeting::Conflict(Field::Amount));
    assert_eq!(met(|entry| entry.currency = "eur".parse().unwrap()), Meeting::Conflict(Field::Currency));
    assert_eq!(met(|entry| entry.charge_id = "ch_2".to_owned()), Meeting::Conflict(Field::Charge));
    assert_eq!(met(|entry| entry.kind = TransactionKind::Refund), Meeting::Conflict(Field::Kind));
    assert_eq!(met(|entry| entry.weights = weights(&[("ada", 1)])), Meeting::Conflict(Field::Creators));
    assert_eq!(met(|entry| entry.weights = Weights::default()), Meeting::Conflict(Field::Creators));
}

#[wasm_bindgen_test(unsupported = test)]
fn under_an_agreement_the_payment_may_have_named_fewer() {
    let agreed = Recorded { by_agreement: true, ..recorded(Some(69)) };
    let met = |pairs: &[(&str, u64)]| agreed.meets(&with(|entry| entry.weights = weights(pairs)));
    assert_eq!(met(&[("bo", 9)]), Meeting::Same);
    assert_eq!(met(&[("bo", 9), ("cy", 1)]), Meeting::Conflict(Field::Creators));
    assert_eq!(met(&[]), Meeting::Conflict(Field::Creators));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_late_fee_touches_the_fees_and_nobody_else() {
    let transaction = late_fee(&charge(None), 69, 7, UtcMillis(1)).unwrap();
    assert_eq!((transaction.idempotency_key.as_str(), transaction.corrects), ("txn_1:fee", Some(7)));
    assert_eq!(transaction.postings.amount(&Account::Fees), 69);
    assert_eq!(transaction.postings.amount(&Account::Processor), -69);
    assert_eq!(transaction.postings.iter().count(), 2);
    assert_eq!(late_fee(&charge(None), i64::MIN, 7, UtcMillis(1)), Err(Unbalanced::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is told twice, in either order, ends with the same fee or in a conflict both ways.
    #[wasm_bindgen_test(unsupported = test)]
    fn the_order_of_the_tellings_does_not_matter(
        first in prop::option::of(0_i64..3),
        second in prop::option::of(0_i64..3),
        same_amount in any::<bool>(),
    ) {
        let mut other = charge(second);
        if !same_amount {
            other.entry.gross += 1;
        }
        let fee_after = |known: &Notice, meeting: Meeting| match meeting {
            Meeting::Same => Some((!known.fee_follows).then_some(known.entry.fee)),
            Meeting::Fee(fee) => Some(Some(fee)),
            Meeting::Conflict(_) => None,
        };
        let forth = fee_after(&charge(first), recorded(first).meets(&other));
        let back = fee_after(&other, Recorded { notice: other.clone(), by_agreement: false }.meets(&charge(first)));
        prop_assert_eq!(forth, back);
        prop_assert_eq!(forth.is_none(), !same_amount || matches!((first, second), (Some(a), Some(b)) if a != b));
    }
}
