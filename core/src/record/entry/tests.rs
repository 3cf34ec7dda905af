use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::{
    ledger::{Account, Posting, TransactionKind},
    money::{CreatorShare, CreatorSlug, Currency, Weights},
    time::UtcMillis,
};

fn transaction() -> TransactionEntry {
    let slug = |text: &str| CreatorSlug::new(text).unwrap();
    let posting = |account, amount| Posting { account, amount };
    TransactionEntry {
        number: 7,
        key: "txn_7".to_owned(),
        digest: "ab".repeat(32),
        kind: TransactionKind::Charge,
        currency: Currency::GBP,
        occurred: UtcMillis(1_767_432_771_000),
        recorded: UtcMillis(1_767_432_772_000),
        gross: 1_999,
        fee: 50,
        title: "Zine \\ no. 7\nsecond line".to_owned(),
        corrects: None,
        split: Some(SplitTerms {
            payment: "ch_1".to_owned(),
            share: CreatorShare::FLOOR,
            before: 0,
            previous: None,
            agreement: None,
            weights: Weights::new([(slug("ada"), 2), (slug("bo with a space"), 1)]).unwrap(),
        }),
        postings: vec![
            posting(Account::Processor, 1_949),
            posting(Account::Fees, 50),
            posting(Account::Platform, -199),
            posting(Account::Creator(slug("ada")), -1_800),
        ],
    }
}

const TRANSACTION: &str = "blkout-record/1 transaction\n\
number 7\nkey txn_7\ndigest abababababababababababababababababababababababababababababababab\nkind charge\n\
currency GBP\noccurred 1767432771000\nrecorded 1767432772000\ngross 1999\nfee 50\n\
title Zine \\\\ no. 7\\nsecond line\npayment ch_1\nshare 7500\nbefore 0\nweight 2 ada\nweight 1 bo with a space\n\
post 1949 processor\npost 50 fees\npost -199 platform\npost -1800 creator:ada\n";

#[wasm_bindgen_test(unsupported = test)]
fn a_transaction_has_these_bytes() {
    let entry = Entry::Transaction(transaction());
    let bytes = entry.encode().unwrap();
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), TRANSACTION);
    assert_eq!(Entry::decode(&bytes), Ok(entry));
}

#[wasm_bindgen_test(unsupported = test)]
fn every_kind_reads_back() {
    let creator = CreatorSlug::new("ada").unwrap();
    let entries = [
        Entry::Payout(PayoutEntry {
            payout: "p1".to_owned(),
            event: PayoutEvent::Approval,
            creator: creator.clone(),
            currency: Currency::GBP,
            amount: 1_000,
            recorded: UtcMillis(1),
            transaction: Some(3),
            mark: Some(ApprovalMark([7; 32])),
        }),
        Entry::Policy(PolicyEntry::of_rules(UtcMillis(5), CreatorShare::FLOOR, Some("d1".to_owned()))),
        Entry::Key(KeyEntry {
            recorded: UtcMillis(9),
            old: "a+1+b".to_owned(),
            new: "c+2+d".to_owned(),
            signature: "e".to_owned(),
        }),
        Entry::Agreement(AgreementEntry {
            agreement: "a1".to_owned(),
            recorded: UtcMillis(-1),
            work: "Zine".to_owned(),
            weights: Weights::new([(creator, 3)]).unwrap(),
        }),
    ];
    for entry in entries {
        assert_eq!(Entry::decode(&entry.encode().unwrap()), Ok(entry));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn only_the_one_form_is_read() {
    let altered = |from: &str, to: &str| Entry::decode(TRANSACTION.replacen(from, to, 1).as_bytes());
    assert_eq!(altered("number 7", "number 07"), Err(DecodeError::NotCanonical));
    assert_eq!(altered("gross 1999", "gross +1999"), Err(DecodeError::NotCanonical));
    assert_eq!(altered("currency GBP", "currency gbp"), Err(DecodeError::NotCanonical));
    assert_eq!(altered("fee 50\n", "fee 50\ntitle \n"), Err(DecodeError::Trailing));
    assert_eq!(altered("weight 2 ada\n", "weight 1 zed\nweight 2 ada\n"), Err(DecodeError::NotCanonical));
    assert_eq!(altered("\\\\ no", "\\x no"), Err(DecodeError::Value("title")));
    assert_eq!(altered("share 7500", "share 7499"), Err(DecodeError::Value("share")));
    assert_eq!(altered("fee 50\n", ""), Err(DecodeError::Missing("fee")));
    assert_eq!(altered("1 transaction", "2 transaction"), Err(DecodeError::Head));
    assert_eq!(altered("1 transaction", "1 wish"), Err(DecodeError::UnknownKind("wish".to_owned())));
    assert_eq!(Entry::decode(TRANSACTION.trim_end().as_bytes()), Err(DecodeError::Unfinished));
    assert_eq!(Entry::decode(b""), Err(DecodeError::Unfinished));
    assert_eq!(Entry::decode(&[0xff, b'\n']), Err(DecodeError::NotText));
    assert_eq!(Entry::decode(&vec![b'\n'; MAX_ENTRY_BYTES + 1]), Err(DecodeError::TooLong));
}

#[wasm_bindgen_test(unsupported = test)]
fn an_entry_that_no_bundle_could_carry_is_refused() {
    let mut long = transaction();
    long.title = "x".repeat(MAX_ENTRY_BYTES);
    assert!(matches!(Entry::Transaction(long).encode(), Err(EncodeError::TooLong(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[wasm_bindgen_test(unsupported = test)]
    fn any_text_reads_back(title in any::<String>(), key in any::<String>(), gross in any::<i64>()) {
        let entry = Entry::Transaction(TransactionEntry { key, gross, title, ..transaction() });
        prop_assert_eq!(Entry::decode(&entry.encode().unwrap()), Ok(entry));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn bytes_that_are_read_are_the_ones_that_would_be_written(place in 0..TRANSACTION.len(), byte in any::<u8>()) {
        let mut bytes = TRANSACTION.as_bytes().to_vec();
        bytes[place] = byte;
        if let Ok(entry) = Entry::decode(&bytes) {
            prop_assert_eq!(entry.encode().unwrap(), bytes);
        }
    }
}
