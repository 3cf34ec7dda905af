//! Manual entries: what a steward types, who may approve it, and what it becomes.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::{
    membership::MemberStatus,
    money::CreatorShare,
    payments::{ApplyError, apply, apply_manual},
};

/// 2026-03-14, in the afternoon.
const NOW: UtcMillis = UtcMillis(1_773_500_000_000);

const TYPED: Typed<'_> = Typed {
    amount: "33.21",
    currency: "gbp",
    day: "2026-03-14",
    channel: "cash",
    work: "Zine fair",
    creators: "ada:2\nbo:1",
    note: "Blue tin, \n counted twice",
};

fn id() -> ManualId {
    "0199a4c2-7b1e-7c3d-9a55-0123456789ab".parse().unwrap()
}

fn faults(typed: Typed<'_>) -> Vec<&'static str> {
    typed.payment(id(), NOW).unwrap_err().into_iter().map(|(field, _)| field).collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_typed_becomes_a_payment_in_cash() {
    let manual = TYPED.payment(id(), NOW).unwrap();
    assert_eq!((manual.date().iso().as_str(), manual.note.as_str()), ("2026-03-14", "Blue tin, counted twice"));
    let entry = manual.entry();
    assert_eq!(entry.id, "manual:0199a4c2-7b1e-7c3d-9a55-0123456789ab");
    assert_eq!(entry.charge_id, "manual_0199a4c2-7b1e-7c3d-9a55-0123456789ab");
    let applied = apply_manual(&manual.channel.account(), &entry, None, CreatorShare::FLOOR).unwrap();
    let postings = &applied.transaction.postings;
    assert_eq!((postings.amount(&Account::Cash), postings.amount(&Account::Processor)), (3_321, 0));
    assert_eq!(applied.distribution.unwrap().split.creator_pool, 2_491);
    assert!(!format!("{:?}", applied.transaction).contains("Blue"), "the note is the stewards' alone");
    // It cannot come in by a report's way.
    assert!(matches!(apply(&entry, None, CreatorShare::FLOOR), Err(ApplyError::WrongKind(_))));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_refund_takes_from_its_payment() {
    let paid = TYPED.payment(id(), NOW).unwrap();
    let payment = apply_manual(&Account::Cash, &paid.entry(), None, CreatorShare::FLOOR).unwrap().payment;
    let other: ManualId = "0199a4c2-7b1e-7c3d-9a55-0123456789ac".parse().unwrap();
    let typed = Typed { amount: "3.21", work: "", creators: "not read", ..TYPED };
    let back = typed.refund(other, id(), NOW).unwrap().entry();
    assert_eq!((back.gross, back.charge_id.as_str()), (-321, payment.as_ref().unwrap().id.as_str()));
    let applied = apply_manual(&Account::Bank, &back, payment.as_ref(), CreatorShare::FLOOR).unwrap();
    assert_eq!(applied.transaction.postings.amount(&Account::Bank), -321);
    assert_eq!(applied.payment.unwrap().remaining, 3_000);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_field_at_fault_is_named_at_once() {
    let wrong =
        Typed { amount: "x", currency: "zzz", day: "14/03/2026", channel: "", work: " ", creators: "ada", note: "" };
    assert_eq!(faults(wrong), ["amount", "currency", "day", "channel", "work", "creators"]);
    for amount in ["0", "-5", "12.345", "1e3", "", "9999999999999999"] {
        assert_eq!(faults(Typed { amount, ..TYPED }), ["amount"], "{amount}");
    }
    assert_eq!(faults(Typed { day: "2026-03-15", ..TYPED }), ["day"]);
    assert_eq!(faults(Typed { day: "2026-02-30", ..TYPED }), ["day"]);
    assert_eq!(faults(Typed { note: &"n".repeat(MAX_NOTE_CHARS + 1), ..TYPED }), ["note"]);
    let yen = Typed { amount: "500", currency: "JPY", ..TYPED }.payment(id(), NOW).unwrap();
    assert_eq!(yen.amount.minor, 500);
    let gift = Typed { creators: "", ..TYPED }.payment(id(), NOW).unwrap();
    assert!(gift.entry().weights.is_gift());
}

#[wasm_bindgen_test(unsupported = test)]
fn nobody_approves_what_they_entered_or_share_in() {
    let (ada, cy) = (CreatorSlug::new("ada").unwrap(), CreatorSlug::new("cy").unwrap());
    let shared = TYPED.payment(id(), NOW).unwrap().entry().weights;
    let steward = StewardStanding { status: MemberStatus::Active, is_steward: true, own_creator: None };
    assert_eq!(may_approve(steward, false, &shared), Ok(()));
    assert_eq!(may_approve(steward, true, &shared), Err(ApprovalRefusal::OwnEntry));
    let of = |own_creator| StewardStanding { own_creator, ..steward };
    assert_eq!(may_approve(of(Some(&ada)), false, &shared), Err(ApprovalRefusal::OwnMoney(ada.clone())));
    assert_eq!(may_approve(of(Some(&cy)), false, &shared), Ok(()));
    assert_eq!(may_approve(of(Some(&ada)), false, &Weights::default()), Ok(()));
    let lapsed = StewardStanding { status: MemberStatus::Lapsed, ..steward };
    assert_eq!(may_approve(lapsed, false, &shared), Err(ApprovalRefusal::NotSteward));
    let member = StewardStanding { is_steward: false, ..steward };
    assert_eq!(may_approve(member, false, &shared), Err(ApprovalRefusal::NotSteward));
}

#[wasm_bindgen_test(unsupported = test)]
fn ids_lead_from_the_payment_back_to_its_entry() {
    assert_eq!(ManualId::of_payment(&id().payment_id()), Some(id()));
    for other in ["ch_1", "manual_", "manual_x", "manual:0199a4c2-7b1e-7c3d-9a55-0123456789ab"] {
        assert_eq!(ManualId::of_payment(other), None, "{other}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[wasm_bindgen_test(unsupported = test)]
    fn whatever_is_typed_is_read_exactly_or_refused(
        amount in "[0-9.,£ -]{0,12}",
        currency in "[a-zA-Z]{0,4}",
        day in "[0-9/-]{0,12}",
        creators in "[a-z:0-9,\n ]{0,24}",
        work in any::<String>(),
    ) {
        let typed = Typed { amount: &amount, currency: &currency, day: &day, creators: &creators, work: &work, ..TYPED };
        match typed.payment(id(), NOW) {
            Ok(manual) => {
                let entry = manual.entry();
                prop_assert!(entry.gross > 0 && entry.at <= NOW);
                prop_assert_eq!(Money::parse_major(amount.trim(), entry.currency).unwrap().minor, entry.gross);
            }
            Err(faults) => prop_assert!(!faults.is_empty()),
        }
    }
}
