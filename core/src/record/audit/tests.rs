//! Honest records are found in order; a record with one false word is not, even when its tree is built again.

mod history;

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use self::history::{History, any_event, audited};
use super::*;
use crate::{ledger::Account, money::Currency};

#[wasm_bindgen_test(unsupported = test)]
fn an_honest_record_is_in_order() {
    let history = History::of_everything();
    let audit = audited(&history.bytes()).unwrap_or_else(|fault| panic!("{fault}"));
    let summary = audit.summary().unwrap();
    assert_eq!(summary.entries, history.entries.len() as u64);
    assert_eq!((summary.payments, summary.refunds, summary.payouts), (7, 4, 2));
    assert_eq!((summary.not_understood, summary.clock_went_back), (0, 0));
    let gbp = summary.totals.iter().find(|totals| totals.currency == Currency::GBP).unwrap();
    assert_eq!((gbp.charged, gbp.returned, gbp.gifts), (100_276, 12_200, 500));
    let ada = summary.owed[&(Currency::GBP, history::slug("ada"))];
    assert_eq!((ada.paid_out, ada.now()), (ada.earned, Some(0)));
    assert_eq!(audit.keys().len(), 3);
    assert_eq!(audit.keys().last(), Some(&history.key().verifier().to_string()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[wasm_bindgen_test(unsupported = test)]
    fn every_honest_record_is_in_order(events in prop::collection::vec(any_event(), 0..60)) {
        let history = History::of(events);
        let audit = match audited(&history.bytes()) {
            Ok(audit) => audit,
            Err(fault) => return Err(TestCaseError::fail(fault.to_string())),
        };
        let summary = audit.summary().unwrap();
        for lowest in summary.lowest_shares.values() {
            let floor = crate::ledger::Ratio::new(3, 4).unwrap();
            prop_assert!(lowest.share >= floor);
        }
        let posted: i64 = history.entries.iter().filter_map(|entry| match entry {
            Entry::Transaction(t) if t.currency == Currency::GBP => Some(t),
            _ => None,
        }).flat_map(|t| &t.postings).filter(|p| matches!(p.account, Account::Creator(_))).map(|p| p.amount).sum();
        let totals = summary.totals.iter().find(|totals| totals.currency == Currency::GBP);
        prop_assert_eq!(totals.map_or(0, |totals| totals.creator_pool), -posted);
    }
}
