//! Events in the forms in which the processor has sent them over the years, and in forms that it never would.

use proptest::prelude::*;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::ledger::TransactionKind;

fn event(kind: &str, object: &Value) -> Value {
    json!({
        "id": "evt_1", "object": "event", "api_version": "2020-08-27", "created": 1_767_432_771, "livemode": true,
        "pending_webhooks": 2, "type": kind, "data": { "object": object },
    })
}

fn whole(id: &str, amount: i64, fee: i64) -> Value {
    json!({
        "id": id, "object": "balance_transaction", "amount": amount, "fee": fee, "net": amount - fee,
        "currency": "gbp", "created": 1_767_432_700, "fee_details": [{ "amount": fee, "type": "stripe_fee" }],
    })
}

fn charge() -> Value {
    json!({
        "id": "ch_1", "object": "charge", "amount": 3_321, "currency": "gbp", "created": 1_767_432_771,
        "balance_transaction": "txn_1", "captured": true, "status": "succeeded",
        "billing_details": { "name": "A. Payer", "email": "payer@example.org" },
        "receipt_email": "payer@example.org", "customer": "cus_9",
        "metadata": { "creators": "hex-o:2, ada:1", "work": "Zine\n no. 4", "note": "for payer@example.org" },
    })
}

fn changed(mut object: Value, field: &str, value: Value) -> Value {
    object[field] = value;
    object
}

fn notices_of(event: &Value) -> Result<Vec<Notice>, String> {
    fn object<T: serde::de::DeserializeOwned>(event: &Value) -> Result<T, String> {
        serde_json::from_value::<About<T>>(event.clone()).map(About::into_object).map_err(|error| error.to_string())
    }
    let head: Head = serde_json::from_value(event.clone()).map_err(|error| error.to_string())?;
    let read = match head.topic() {
        None => return Ok(Vec::new()),
        Some(Topic::Charge) => object::<Charge>(event)?.notices(),
        Some(Topic::RefundedCharge) => object::<RefundedCharge>(event)?.notices(),
        Some(Topic::Refund) => object::<Refund>(event)?.notices(),
        Some(Topic::Dispute) => object::<Dispute>(event)?.notices(&head),
        Some(Topic::Payout) => object::<Payout>(event)?.notices(),
    };
    read.map_err(|error| error.to_string())
}

fn only(kind: &str, object: &Value) -> Notice {
    let mut notices = notices_of(&event(kind, object)).unwrap();
    assert_eq!(notices.len(), 1, "{object}");
    notices.remove(0)
}

fn told(notice: &Notice) -> (&str, TransactionKind, i64, i64, bool) {
    let entry = &notice.entry;
    assert_eq!(entry.net, entry.gross - entry.fee);
    (&entry.id, entry.kind, entry.gross, entry.fee, notice.fee_follows)
}

#[wasm_bindgen_test(unsupported = test)]
fn a_charge_is_read_and_the_payer_left_behind() {
    let notice = only("charge.succeeded", &charge());
    assert_eq!(told(&notice), ("txn_1", TransactionKind::Charge, 3_321, 0, true));
    assert_eq!((notice.entry.charge_id.as_str(), notice.entry.work.as_str()), ("ch_1", "Zine no. 4"));
    assert_eq!(
        notice.entry.weights.iter().map(|(c, w)| (c.as_str(), w)).collect::<Vec<_>>(),
        [("ada", 1), ("hex-o", 2)]
    );
    let shown = format!("{notice:?}");
    assert!(!shown.contains("ayer") && !shown.contains("cus_9"), "{shown}");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_whole_balance_transaction_is_the_row_of_the_file() {
    let notice = only("charge.succeeded", &changed(charge(), "balance_transaction", whole("txn_1", 3_321, 69)));
    assert_eq!(told(&notice), ("txn_1", TransactionKind::Charge, 3_321, 69, false));
    assert_eq!(notice.entry.at.0, 1_767_432_700_000);
    // Settled in another currency than the payer's: what counts is what came in.
    let in_dollars = changed(changed(charge(), "currency", json!("usd")), "amount", json!(4_400));
    let settled = only("charge.succeeded", &changed(in_dollars, "balance_transaction", whole("txn_1", 3_321, 69)));
    assert_eq!((settled.entry.gross, settled.entry.currency.code()), (3_321, "GBP"));
    let yen = only("charge.succeeded", &changed(charge(), "currency", json!("jpy")));
    assert_eq!((yen.entry.gross, yen.entry.currency.code()), (3_321, "JPY"));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_payment_without_creators_is_a_gift_and_one_without_a_transaction_is_nothing_yet() {
    for metadata in [json!({}), Value::Null, json!({ "creators": "" }), json!({ "creators": null })] {
        assert!(only("charge.succeeded", &changed(charge(), "metadata", metadata)).entry.weights.is_gift());
    }
    let authorised = event("charge.succeeded", &changed(charge(), "balance_transaction", Value::Null));
    assert_eq!(notices_of(&authorised), Ok(Vec::new()));
    assert_eq!(only("charge.updated", &charge()), only("charge.succeeded", &charge()));
}

#[wasm_bindgen_test(unsupported = test)]
fn of_an_authorised_amount_only_what_was_captured_was_paid() {
    let captured = |amount: i64| only("charge.captured", &changed(charge(), "amount_captured", json!(amount)));
    assert_eq!(told(&captured(3_321)), ("txn_1", TransactionKind::Charge, 3_321, 0, true));
    assert_eq!(told(&captured(1_200)), ("txn_1", TransactionKind::Charge, 1_200, 0, true));
    // An interface that knows no captures says nought.
    assert_eq!(captured(0).entry.gross, 3_321);
}

#[wasm_bindgen_test(unsupported = test)]
fn refunds_are_told_in_two_ways() {
    let refund = |id: &str, amount: i64| {
        json!({ "id": id, "object": "refund", "amount": amount, "currency": "gbp", "created": 1_767_500_000,
                "charge": "ch_1", "balance_transaction": format!("txn_{id}"), "status": "succeeded" })
    };
    let list = json!({ "object": "list", "has_more": false, "data": [refund("re_1", 300), refund("re_2", 21)] });
    let refunded = event("charge.refunded", &changed(charge(), "refunds", list));
    let listed = notices_of(&refunded).unwrap();
    assert_eq!(listed.iter().map(|n| n.entry.gross).collect::<Vec<_>>(), [-300, -21]);
    for kind in ["refund.created", "refund.updated", "charge.refund.updated"] {
        assert_eq!(only(kind, &refund("re_1", 300)), listed[0]);
    }
    let expanded_charge = changed(refund("re_1", 300), "charge", json!({ "id": "ch_1", "amount": 3_321 }));
    assert_eq!(only("refund.created", &expanded_charge), listed[0]);
    // A newer interface: the charge comes without its refunds.
    assert_eq!(notices_of(&event("charge.refunded", &charge())), Ok(Vec::new()));
    // What has moved no money, or has brought it back, is no refund.
    for status in ["failed", "canceled"] {
        assert_eq!(
            notices_of(&event("refund.updated", &changed(refund("re_1", 1), "status", json!(status)))),
            Ok(vec![])
        );
    }
    assert_eq!(notices_of(&event("refund.created", &changed(refund("re_1", 1), "charge", Value::Null))), Ok(vec![]));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_dispute_tells_of_both_its_movements() {
    let mut dispute = json!({
        "id": "dp_1", "object": "dispute", "amount": 999, "currency": "gbp", "created": 1_767_000_000, "charge": "ch_1",
        "evidence": { "customer_name": "A. Payer" },
        "balance_transactions": [whole("txn_out", -999, 2_000), whole("txn_back", 999, -2_000)],
    });
    let both = notices_of(&event("charge.dispute.funds_reinstated", &dispute)).unwrap();
    assert_eq!(told(&both[0]), ("txn_out", TransactionKind::Dispute, -999, 2_000, false));
    assert_eq!(told(&both[1]), ("txn_back", TransactionKind::DisputeReversal, 999, -2_000, false));
    // Its opening and its end list them too, for those who were sent nothing else.
    for kind in ["charge.dispute.created", "charge.dispute.updated", "charge.dispute.closed"] {
        assert_eq!(notices_of(&event(kind, &dispute)).unwrap(), both, "{kind}");
        let unlisted =
            changed(changed(dispute.clone(), "balance_transactions", json!([])), "balance_transaction", json!("txn_x"));
        assert_eq!(notices_of(&event(kind, &unlisted)), Ok(Vec::new()), "{kind} does not say which way it went");
    }
    dispute["balance_transactions"] = json!([]);
    dispute["balance_transaction"] = json!("txn_3");
    let out = only("charge.dispute.funds_withdrawn", &dispute);
    assert_eq!(told(&out), ("txn_3", TransactionKind::Dispute, -999, 0, true));
    assert_eq!(out.entry.at.0, 1_767_432_771_000, "the time of the event, not of the dispute");
    let back = only("charge.dispute.funds_reinstated", &dispute);
    assert_eq!(told(&back), ("txn_3", TransactionKind::DisputeReversal, 999, 0, true));
    assert_eq!(notices_of(&event("charge.dispute.created", &dispute)), Ok(Vec::new()));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_payout_belongs_to_no_charge() {
    let payout = json!({ "id": "po_1", "amount": 2_000, "currency": "gbp", "created": 1_767_432_771,
                         "balance_transaction": "txn_p", "destination": "ba_1" });
    let notice = only("payout.paid", &payout);
    assert_eq!(told(&notice), ("txn_p", TransactionKind::Payout, -2_000, 0, true));
    assert_eq!(notice.entry.charge_id, "");
    assert_eq!(notices_of(&event("payout.paid", &changed(payout, "balance_transaction", Value::Null))), Ok(vec![]));
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_not_in_order_is_refused_with_its_field() {
    let refused = |field: &str, value: Value| {
        notices_of(&event("charge.succeeded", &changed(charge(), field, value))).unwrap_err()
    };
    for (field, value, at) in [
        ("amount", json!(-1), "amount: "),
        ("amount", json!(MAX + 1), "amount: "),
        ("currency", json!("xyz"), "currency: "),
        ("created", json!(-5), "created: "),
        ("created", json!(i64::MAX), "created: "),
        ("id", json!(""), "charge: "),
        ("id", json!("ch\u{0}"), "charge: "),
        ("balance_transaction", json!(" "), "balance_transaction: "),
        ("balance_transaction", json!("t".repeat(501)), "balance_transaction: "),
        ("metadata", json!({ "creators": "ada" }), "metadata.creators: "),
        ("metadata", json!({ "creators": "ada:1,ada:2" }), "metadata.creators: "),
        ("metadata", json!({ "work": "w".repeat(501) }), "metadata.work: "),
    ] {
        let words = refused(field, value);
        assert!(words.starts_with(at), "{field}: {words}");
    }
    for (field, value) in [
        ("amount", json!(1.5)),
        ("amount", json!("100")),
        ("amount", json!(1e30)),
        ("balance_transaction", json!(7)),
        ("balance_transaction", json!({ "id": "txn_1" })),
        ("metadata", json!({ "creators": 5 })),
    ] {
        refused(field, value);
    }
    let mut wrong_net = whole("txn_1", 3_321, 69);
    wrong_net["net"] = json!(3_253);
    assert!(refused("balance_transaction", wrong_net).starts_with("net: "));
    assert!(refused("balance_transaction", whole("txn_1", -5, 0)).starts_with("amount: "));
    assert!(refused("balance_transaction", whole("txn_1", 5, MAX + 1)).starts_with("fee: "));
}

const MAX: i64 = crate::money::MAX_PAYMENT_MINOR;

#[wasm_bindgen_test(unsupported = test)]
fn the_digest_is_that_of_what_matters() {
    let digest = |event: &Value| {
        let head: Head = serde_json::from_value(event.clone()).unwrap();
        head.digest(&notices_of(event).unwrap())
    };
    let first = event("charge.succeeded", &charge());
    let again = changed(first.clone(), "pending_webhooks", json!(1));
    assert_eq!(digest(&first), digest(&again));
    for other in [
        event("charge.captured", &charge()),
        event("charge.succeeded", &changed(charge(), "amount", json!(3_322))),
        event("charge.succeeded", &changed(charge(), "balance_transaction", whole("txn_1", 3_321, 0))),
    ] {
        assert_ne!(digest(&first), digest(&other));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the fields: read as it is meant, or refused; never a panic, never a sum that is not whole.
    #[wasm_bindgen_test(unsupported = test)]
    fn strange_amounts_are_refused_or_kept_exactly(amount in any::<i64>(), fee in any::<i64>(), net in any::<i64>(), created in any::<i64>()) {
        let row = json!({ "id": "txn", "amount": amount, "fee": fee, "net": net, "currency": "gbp", "created": created });
        let dispute = json!({ "amount": amount, "currency": "gbp", "created": created, "charge": "ch_1",
                              "balance_transactions": [row.clone()] });
        let refund = json!({ "amount": amount, "currency": "gbp", "created": created, "charge": "ch_1",
                             "balance_transaction": "txn" });
        let payout = json!({ "amount": amount, "currency": "gbp", "created": created, "balance_transaction": row });
        for (kind, object) in [("charge.dispute.funds_withdrawn", dispute), ("refund.created", refund), ("payout.paid", payout)] {
            for notice in notices_of(&event(kind, &object)).unwrap_or_default() {
                prop_assert_eq!(notice.entry.gross.unsigned_abs(), amount.unsigned_abs());
                prop_assert_eq!(notice.entry.net, notice.entry.gross - notice.entry.fee);
            }
        }
    }
}
