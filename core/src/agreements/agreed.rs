//! Which agreement a payment falls under, if any, and by which weights it is shared therefore.

use super::{AgreementId, Terms};
use crate::{money::Weights, payments::Entry, time::UtcMillis};

/// An agreement that is or was in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// Its name.
    pub id: AgreementId,
    /// What it says.
    pub terms: Terms,
    /// When the last of its creators accepted: it is for what is paid later.
    pub since: UtcMillis,
    /// When it ended: what is paid later is not under it any more.
    pub until: Option<UtcMillis>,
}

impl Agreed {
    /// Whether the payment of `entry` falls under it: a payment for this work, made after the last acceptance and not
    /// after the end, of which every creator that it names has agreed. So nobody can take part in a work by an
    /// agreement with others, and a gift stays a gift.
    pub fn covers(&self, entry: &Entry) -> bool {
        let in_time = self.since < entry.at && self.until.is_none_or(|until| entry.at <= until);
        let named = &entry.weights;
        in_time
            && entry.kind.is_payment()
            && self.terms.work() == entry.work
            && !named.is_gift()
            && named.iter().all(|(creator, _)| self.terms.has_party(creator))
    }
}

/// The weights by which the payment of `entry` is shared: those of the newest agreement that covers it, with its id,
/// or those that the payment itself names. The order of `agreements` does not matter.
pub fn effective_weights(entry: &Entry, agreements: &[Agreed]) -> (Weights, Option<AgreementId>) {
    let covering = agreements.iter().filter(|agreed| agreed.covers(entry));
    match covering.max_by_key(|agreed| (agreed.since, &agreed.id)) {
        Some(newest) => (newest.terms.weights().clone(), Some(newest.id.clone())),
        None => (entry.weights.clone(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ledger::TransactionKind, money::CreatorSlug};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn weights(pairs: &[(&str, u64)]) -> Weights {
        Weights::new(pairs.iter().map(|(slug, weight)| (CreatorSlug::new(*slug).unwrap(), *weight))).unwrap()
    }

    fn agreed(last: char, pairs: &[(&str, u64)], since: i64, until: Option<i64>) -> Agreed {
        Agreed {
            id: format!("0199a4c2-7b1e-7c3d-9a55-01234567890{last}").parse().unwrap(),
            terms: Terms::kept("Zine".to_owned(), weights(pairs)),
            since: UtcMillis(since),
            until: until.map(UtcMillis),
        }
    }

    fn payment(pairs: &[(&str, u64)], at: i64) -> Entry {
        Entry {
            id: "txn_1".to_owned(),
            at: UtcMillis(at),
            currency: "gbp".parse().unwrap(),
            kind: TransactionKind::Charge,
            gross: 100,
            fee: 0,
            net: 100,
            charge_id: "ch_1".to_owned(),
            weights: weights(pairs),
            work: "Zine".to_owned(),
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn later_payments_only() {
        let pair = agreed('a', &[("ada", 2), ("bo", 1)], 1_000, Some(2_000));
        let is_covered = |at| effective_weights(&payment(&[("ada", 1)], at), std::slice::from_ref(&pair)).1.is_some();
        assert_eq!([999, 1_000, 1_001, 2_000, 2_001].map(is_covered), [false, false, true, true, false]);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn nobody_takes_a_work_that_is_not_theirs() {
        let pair = [agreed('a', &[("ada", 2), ("bo", 1)], 0, None)];
        let named = |pairs: &[(&str, u64)]| effective_weights(&payment(pairs, 5), &pair);
        assert_eq!(named(&[("bo", 1)]).0, weights(&[("ada", 2), ("bo", 1)]));
        assert_eq!(named(&[("ada", 1), ("bo", 1)]).1.as_ref(), Some(&pair[0].id));
        // Another creator's work of the same name, a work with one more creator, and a gift stay what they are.
        for other in [&[("cy", 1)][..], &[("ada", 1), ("cy", 1)], &[]] {
            assert_eq!(named(other), (weights(other), None));
        }
        let other_work = Entry { work: "Zine 2".to_owned(), ..payment(&[("ada", 1)], 5) };
        assert_eq!(effective_weights(&other_work, &pair).1, None);
        let refund = Entry { kind: TransactionKind::Refund, ..payment(&[("ada", 1)], 5) };
        assert_eq!(effective_weights(&refund, &pair).1, None);
        let by_transfer = Entry { kind: TransactionKind::ManualPayment, ..payment(&[("ada", 1)], 5) };
        assert!(effective_weights(&by_transfer, &pair).1.is_some());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_newest_counts_in_whatever_order_they_come() {
        let mut all = [
            agreed('a', &[("ada", 2), ("bo", 1)], 1_000, Some(3_000)),
            agreed('b', &[("ada", 1), ("bo", 1)], 3_000, None),
            agreed('c', &[("ada", 1), ("cy", 9)], 2_000, None),
        ];
        for _ in 0..3 {
            all.rotate_left(1);
            let id = |pairs: &[(&str, u64)], at| effective_weights(&payment(pairs, at), &all).1.unwrap().to_string();
            assert!(id(&[("ada", 1)], 1_500).ends_with('a'));
            assert!(id(&[("ada", 1)], 2_500).ends_with('c'));
            assert!(id(&[("bo", 1)], 2_500).ends_with('a'));
            assert!(id(&[("bo", 1)], 3_000).ends_with('a'), "at the instant of the change the old one counts");
            assert!(id(&[("ada", 1)], 3_001).ends_with('b'));
        }
    }
}
