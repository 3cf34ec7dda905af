//! Rows against the ledger: refunds, disputes and the floor at every moment.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::{
    money::{BPS_WHOLE, CreatorSlug, split},
    time::UtcMillis,
};

fn entry(kind: TransactionKind, gross: i64, fee: i64) -> Entry {
    let weights = [("ada", 2), ("bo", 1)].map(|(slug, weight)| (CreatorSlug::new(slug).unwrap(), weight));
    Entry {
        id: format!("txn_{kind}_{gross}"),
        at: UtcMillis(1_767_432_771_000),
        currency: Currency::GBP,
        kind,
        gross,
        fee,
        net: gross - fee,
        charge_id: "ch_1".to_owned(),
        weights: if kind == TransactionKind::Charge { Weights::new(weights).unwrap() } else { Weights::default() },
        work: "Zine".to_owned(),
    }
}

fn charged(gross: i64) -> Applied {
    apply(&entry(TransactionKind::Charge, gross, 69), None, CreatorShare::FLOOR).unwrap()
}

#[wasm_bindgen_test(unsupported = test)]
fn the_fee_is_never_the_creators() {
    let applied = charged(1_999);
    let posted = |account: &str| applied.transaction.postings.amount(&account.parse().unwrap());
    assert_eq!((posted("creator:ada"), posted("creator:bo")), (-1_000, -500));
    assert_eq!((posted("platform"), posted("fees"), posted("processor")), (-199, 69, 1_930));
    assert_eq!(
        ["infrastructure", "events", "support", "emergency"].map(|p| posted(&format!("community:{p}"))),
        [-120, -90, -60, -30]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_full_refund_is_the_exact_negation() {
    let paid = charged(3_321);
    let refund = entry(TransactionKind::Refund, -3_321, 0);
    let back = apply(&refund, paid.payment.as_ref(), CreatorShare::FLOOR).unwrap();
    for posting in &paid.transaction.postings {
        let expected = match posting.account {
            // The processor keeps its fee.
            Account::Fees => 0,
            Account::Processor => -3_321,
            _ => -posting.amount,
        };
        assert_eq!(back.transaction.postings.amount(&posting.account), expected);
    }
    assert_eq!(back.payment.unwrap().remaining, 0);
}

#[wasm_bindgen_test(unsupported = test)]
fn more_than_is_left_is_not_given_back() {
    let paid = charged(1_000).payment;
    let refused = apply(&entry(TransactionKind::Refund, -1_001, 0), paid.as_ref(), CreatorShare::FLOOR);
    assert!(matches!(refused, Err(ApplyError::OverReturned { .. })));
    let refused = apply(&entry(TransactionKind::DisputeReversal, 1, 0), paid.as_ref(), CreatorShare::FLOOR);
    assert!(matches!(refused, Err(ApplyError::OverReversed { .. })));
    let mut in_euro = entry(TransactionKind::Refund, -1, 0);
    in_euro.currency = "eur".parse().unwrap();
    assert!(matches!(apply(&in_euro, paid.as_ref(), CreatorShare::FLOOR), Err(ApplyError::OtherCurrency { .. })));
    let orphan = apply(&entry(TransactionKind::Refund, -1, 0), None, CreatorShare::FLOOR);
    assert_eq!(orphan, Err(ApplyError::NoSuchCharge("ch_1".to_owned())));
    let twice = apply(&entry(TransactionKind::Charge, 5, 0), paid.as_ref(), CreatorShare::FLOOR);
    assert_eq!(twice, Err(ApplyError::ChargedTwice("ch_1".to_owned())));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_later_share_does_not_touch_an_earlier_payment() {
    let paid = charged(1_000).payment;
    let raised = CreatorShare::from_bps(9_000).unwrap();
    let refund = apply(&entry(TransactionKind::Refund, -400, 0), paid.as_ref(), raised).unwrap();
    assert_eq!(refund.distribution.unwrap().split.creator_pool, 450);
}

#[wasm_bindgen_test(unsupported = test)]
fn payouts_and_fees_are_nobodys_revenue() {
    let payout = apply(&entry(TransactionKind::Payout, -500, 3), None, CreatorShare::FLOOR).unwrap();
    let posted = |account: Account| payout.transaction.postings.amount(&account);
    assert_eq!((posted(Account::Bank), posted(Account::Fees), posted(Account::Processor)), (500, 3, -503));
    let fee = apply(&entry(TransactionKind::Fee, -8, 0), None, CreatorShare::FLOOR).unwrap();
    assert_eq!(fee.transaction.postings.amount(&Account::Fees), 8);
    assert_eq!(fee.payment, None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[wasm_bindgen_test(unsupported = test)]
    fn refunds_keep_the_floor_at_every_moment(
        gross in 1_i64..=1_000_000,
        bps in 7_500_i64..=10_000,
        cuts in prop::collection::vec((1_i64..=400_000, any::<bool>()), 0..8),
    ) {
        let share = CreatorShare::from_bps(bps).unwrap();
        let mut payment = apply(&entry(TransactionKind::Charge, gross, 20), None, share).unwrap().payment.unwrap();
        let mut creators = split(&payment.id, gross, share, &payment.weights).unwrap().creator_pool;
        for (cut, back) in cuts {
            let kind = if back { TransactionKind::DisputeReversal } else { TransactionKind::Refund };
            let amount = if back { cut } else { -cut };
            match apply(&entry(kind, amount, 0), Some(&payment), share) {
                Ok(applied) => {
                    let sum: i128 = applied.transaction.postings.iter().map(|p| i128::from(p.amount)).sum();
                    prop_assert_eq!(sum, 0);
                    let distribution = applied.distribution.unwrap();
                    prop_assert!(distribution.split.keeps_the_rules(share));
                    creators -= applied.transaction.postings.iter()
                        .filter(|p| matches!(p.account, Account::Creator(_))).map(|p| p.amount).sum::<i64>();
                    payment = applied.payment.unwrap();
                    prop_assert_eq!(creators, distribution.split.creator_pool);
                    prop_assert!(creators * i64::from(BPS_WHOLE) >= bps * payment.remaining);
                }
                Err(_) => prop_assert!(payment.remaining + amount < 0 || payment.remaining + amount > gross),
            }
        }
    }
}
