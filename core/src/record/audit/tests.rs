//! Honest records are found in order; a record with one false word is not, even when its tree is built again.

mod history;

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use self::history::{History, any_event, audited};
use super::*;
use crate::{ledger::Account, money::Currency, record::entry::PayoutEvent};

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

/// What a field could be changed to, without becoming another form of the same value.
fn other_values(value: &str) -> Vec<String> {
    let mut others = vec!["x".to_owned(), "0".to_owned(), "1".to_owned(), format!("{value}x")];
    if let Ok(number) = value.parse::<i128>() {
        others.extend([number + 1, number - 1, -number, number * 2].map(|number| number.to_string()));
    }
    if let Some((number, rest)) = value.split_once(' ').and_then(|(n, rest)| Some((n.parse::<i128>().ok()?, rest))) {
        others.extend([number + 1, number - 1, -number].map(|number| format!("{number} {rest}")));
        others.extend(["zed", "creator:zed", "platform"].map(|name| format!("{number} {name}")));
    }
    // Words of the record that stand elsewhere.
    others.extend(
        ["refund", "charge", "dispute", "sent", "settled", "EUR", "JPY", "GBP", "ch_1", "ch_3", "bo"].map(Into::into),
    );
    others.retain(|other| other != value);
    others
}

/// Fields that nothing else in the record says again: only the tree and its signature protect them. The list stands in
/// docs/checking.md.
fn only_signed(entry: &Entry, field: &str) -> bool {
    let fields: &[&str] = match entry {
        Entry::Transaction(transaction) => match &transaction.split {
            // The row named other weights than the agreement gave, so its digest cannot be computed again.
            Some(terms) if terms.agreement.is_some() => {
                &["key", "digest", "currency", "occurred", "recorded", "payment"]
            }
            _ if matches!(transaction.kind, TransactionKind::PayoutScheduled) => &[],
            _ => &["recorded"],
        },
        Entry::Payout(_) => &["recorded", "mark"],
        Entry::Policy(_) => &["recorded", "creators", "minimum", "decision"],
        Entry::Agreement(_) => &["recorded"],
        Entry::Key(_) => &[],
    };
    fields.contains(&field)
}

#[wasm_bindgen_test(unsupported = test)]
fn every_false_word_is_found_although_the_tree_would_be_built_again() {
    let history = History::of_everything();
    let honest = history.bytes();
    let mut not_found = Vec::new();
    let mut tried = 0;
    for (place, bytes) in honest.iter().enumerate() {
        let text = std::str::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for line in 1..lines.len() {
            let (field, value) = lines[line].split_once(' ').unwrap();
            let changes = other_values(value).into_iter().map(|other| vec![format!("{field} {other}")]);
            let twice = vec![lines[line].to_owned(), lines[line].to_owned()];
            for change in changes.chain([Vec::new(), twice]) {
                let text = lines[..line].iter().map(ToString::to_string).chain(change.clone());
                let text = text.chain(lines[line + 1..].iter().map(ToString::to_string));
                let text: String = text.map(|line| line + "\n").collect();
                let mut entries = honest.clone();
                entries[place] = text.into_bytes();
                tried += 1;
                if audited(&entries).and_then(|audit| finished(&audit)).is_ok()
                    && !only_signed(&history.entries[place], field)
                {
                    not_found.push(format!("entry {place}: `{}` to {change:?}", lines[line]));
                }
            }
        }
    }
    assert!(tried > 5_000, "{tried}");
    assert!(not_found.is_empty(), "{} of {tried}:\n{}", not_found.len(), not_found.join("\n"));
}

/// The sums too.
fn finished(audit: &Audit) -> Result<(), Fault> {
    audit.summary().map(|_| ()).map_err(|what| Fault { index: 0, about: About::Unknown, what: what.into() })
}

#[wasm_bindgen_test(unsupported = test)]
fn no_entry_can_be_left_out_doubled_or_moved() {
    let history = History::of_everything();
    let honest = history.bytes();
    for place in 0..honest.len() {
        // That there was a policy, a new key, the end of an agreement or an approval of what failed later shows in
        // nothing that came after.
        let is_free = match &history.entries[place] {
            Entry::Policy(_) | Entry::Key(_) => true,
            Entry::Agreement(agreement) => agreement.weights.is_gift(),
            Entry::Payout(step) => matches!(step.event, PayoutEvent::Approval | PayoutEvent::ApprovalsVoid),
            Entry::Transaction(_) => false,
        };
        let fewer = [&honest[..place], &honest[place + 1..]].concat();
        assert!(audited(&fewer).is_err() || is_free || place + 1 == honest.len(), "without entry {place}");
        let doubled = [&honest[..=place], &honest[place..]].concat();
        let says_the_same_again = match &history.entries[place] {
            Entry::Payout(step) => step.event == PayoutEvent::ApprovalsVoid,
            other => matches!(other, Entry::Policy(_)),
        };
        assert!(audited(&doubled).is_err() || says_the_same_again, "entry {place} twice");
        let both = place.checked_sub(1).map(|before| &history.entries[before..=place]);
        if let Some([Entry::Transaction(_), Entry::Transaction(_)]) = both {
            let mut moved = honest.clone();
            moved.swap(place - 1, place);
            assert!(audited(&moved).is_err(), "entries {} and {place} changed places", place - 1);
        }
    }
}
