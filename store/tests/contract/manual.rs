//! The story of manual entries: two stewards, one transaction.
#![cfg(test)]

use blkout_core::{
    ledger::TransactionKind,
    membership::{Capabilities, MemberStatus},
    money::{CreatorSlug, Currency},
    payments::{
        ApplyError,
        manual::{ApprovalRefusal, ManualEntry, ManualId, Typed},
    },
    time::UtcMillis,
};
use blkout_store::{
    Filter, ManualDecisionError, ManualEntryError, ManualState, MemberId, NewMember, Store, fresh_manual_id,
};

use crate::{
    members::somebody,
    webhooks::scene::{NOW, everything_is_in_order},
};

/// Three stewards, of whom the third is the creator `ada`, and somebody who is none.
async fn stewards(store: &Store) -> Vec<MemberId> {
    let mut ids = Vec::new();
    for number in 1..=4_u8 {
        let member = NewMember {
            capabilities: Capabilities { steward: number < 4, ..Capabilities::default() },
            creator: (number == 3).then(|| CreatorSlug::new("ada").unwrap()),
            ..somebody(number)
        };
        ids.push(member.id.clone());
        store.members().add(member).await.unwrap();
    }
    ids
}

/// Somebody whose membership lapsed while they were a steward.
async fn lapsed_steward(store: &Store) -> MemberId {
    let capabilities = Capabilities { steward: true, ..Capabilities::default() };
    let member = NewMember { capabilities, status: MemberStatus::Lapsed, ..somebody(5) };
    let id = member.id.clone();
    store.members().add(member).await.unwrap();
    id
}

fn id(number: u8) -> ManualId {
    fresh_manual_id(NOW, [number; 10]).unwrap()
}

const TYPED: Typed<'_> = Typed {
    amount: "10.00",
    currency: "GBP",
    day: "2026-01-03",
    channel: "cash",
    work: "Zine fair",
    creators: "ada:2\nbo:1",
    note: "Blue tin",
};

fn payment(number: u8) -> ManualEntry {
    TYPED.payment(id(number), NOW).unwrap()
}

fn refund(number: u8, of: u8, amount: &str) -> ManualEntry {
    Typed { amount, channel: "bank", ..TYPED }.refund(id(number), id(of), NOW).unwrap()
}

async fn enter(store: &Store, entry: ManualEntry, by: &MemberId) -> Result<(), ManualEntryError> {
    store.manual().enter(entry, by, NOW).await
}

async fn approve(store: &Store, number: u8, by: &MemberId) -> Result<(), ManualDecisionError> {
    store.manual().approve(&id(number), by, NOW).await
}

async fn kinds(store: &Store) -> Vec<(TransactionKind, i64)> {
    let page = store.ledger().page(&Filter::default(), None, 50).await.unwrap();
    page.rows.into_iter().rev().map(|row| (row.kind, row.gross)).collect()
}

pub(crate) async fn one_steward_enters_and_another_approves(store: Store) {
    let people = stewards(&store).await;
    let stranger = MemberId::new(UtcMillis(5), [9; 10]);
    for nobody in [&people[3], &stranger, &lapsed_steward(&store).await] {
        let refused = enter(&store, payment(1), nobody).await;
        assert!(matches!(refused, Err(ManualEntryError::Refused(ApprovalRefusal::NotSteward))), "{refused:?}");
    }
    enter(&store, payment(1), &people[0]).await.unwrap();
    enter(&store, payment(1), &people[0]).await.unwrap();
    assert_eq!(store.manual().waiting().await.unwrap().len(), 1);
    assert_eq!(store.record().head().await.unwrap().size, 0, "a draft is nobody's business");
    // The same form with something else in it is not the same entry.
    let changed = Typed { amount: "11.00", ..TYPED }.payment(id(1), NOW).unwrap();
    assert!(matches!(enter(&store, changed, &people[0]).await, Err(ManualEntryError::SentBefore)));

    let refused = |result: Result<(), ManualDecisionError>| match result {
        Err(ManualDecisionError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(approve(&store, 1, &people[0]).await), ApprovalRefusal::OwnEntry);
    assert!(matches!(refused(approve(&store, 1, &people[2]).await), ApprovalRefusal::OwnMoney(_)));
    assert_eq!(refused(approve(&store, 1, &people[3]).await), ApprovalRefusal::NotSteward);
    assert_eq!(refused(approve(&store, 1, &stranger).await), ApprovalRefusal::NotSteward);
    assert!(matches!(approve(&store, 9, &people[1]).await, Err(ManualDecisionError::NotFound)));

    approve(&store, 1, &people[1]).await.unwrap();
    approve(&store, 1, &people[1]).await.unwrap();
    assert_eq!(kinds(&store).await, [(TransactionKind::ManualPayment, 1_000)]);
    let kept = store.manual().find(&id(1)).await.unwrap().unwrap();
    assert_eq!((kept.state, kept.left), (ManualState::Approved, Some(1_000)));
    assert!(matches!(store.manual().withdraw(&id(1), &people[1], NOW).await, Err(ManualDecisionError::Decided)));
    // Neither the note nor any steward is in the record.
    let entries = store.record().entries(0, 10).await.unwrap();
    let text: String = entries.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    assert!(text.contains("post 1000 cash") && text.contains("key manual:"), "{text}");
    assert!(!text.contains("tin\n") && !people.iter().any(|who| text.contains(who.as_str())));
    everything_is_in_order(&store).await;
}

pub(crate) async fn money_given_back_is_never_more_than_came(store: Store) {
    let people = stewards(&store).await;
    assert!(matches!(enter(&store, refund(2, 1, "1.00"), &people[0]).await, Err(ManualEntryError::NoSuchPayment)));
    enter(&store, payment(1), &people[0]).await.unwrap();
    assert!(matches!(enter(&store, refund(2, 1, "1.00"), &people[0]).await, Err(ManualEntryError::NoSuchPayment)));
    approve(&store, 1, &people[1]).await.unwrap();
    let in_euro = Typed { currency: "EUR", ..TYPED }.refund(id(9), id(1), NOW).unwrap();
    let refused = enter(&store, in_euro, &people[0]).await;
    assert!(matches!(refused, Err(ManualEntryError::OtherCurrency(Currency::GBP))));
    enter(&store, refund(2, 1, "6.00"), &people[0]).await.unwrap();
    enter(&store, refund(3, 1, "6.00"), &people[0]).await.unwrap();
    // Whoever shared the payment does not approve what is given back of it either.
    assert!(matches!(approve(&store, 2, &people[2]).await, Err(ManualDecisionError::Refused(_))));
    approve(&store, 2, &people[1]).await.unwrap();
    let refused = approve(&store, 3, &people[1]).await;
    assert!(matches!(refused, Err(ManualDecisionError::Apply(ApplyError::OverReturned { .. }))), "{refused:?}");
    store.manual().withdraw(&id(3), &people[0], NOW).await.unwrap();
    assert!(matches!(approve(&store, 3, &people[1]).await, Err(ManualDecisionError::Decided)));
    assert_eq!(kinds(&store).await, [(TransactionKind::ManualPayment, 1_000), (TransactionKind::ManualRefund, -600)]);
    assert_eq!(store.manual().find(&id(1)).await.unwrap().unwrap().left, Some(400));
    everything_is_in_order(&store).await;
}

pub(crate) async fn two_approvals_at_once_are_one(store: Store) {
    let people = stewards(&store).await;
    let gift = Typed { creators: "", ..TYPED }.payment(id(1), NOW).unwrap();
    enter(&store, gift, &people[0]).await.unwrap();
    let tasks = [1_usize, 2, 1, 2, 1, 2].map(|who| {
        let (store, by) = (store.clone(), people[who].clone());
        tokio::spawn(async move { (who, approve(&store, 1, &by).await) })
    });
    let mut approved_by = Vec::new();
    for task in tasks {
        match task.await.unwrap() {
            (who, Ok(())) => approved_by.push(who),
            (_, Err(ManualDecisionError::Decided)) => {}
            (_, Err(error)) => panic!("{error}"),
        }
    }
    assert_eq!(approved_by.len(), 3, "one steward's three clicks");
    assert!(approved_by.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(kinds(&store).await, [(TransactionKind::ManualPayment, 1_000)]);
    everything_is_in_order(&store).await;
}

pub(crate) async fn who_is_no_steward_any_more_approves_nothing(store: Store) {
    let people = stewards(&store).await;
    enter(&store, payment(1), &people[0]).await.unwrap();
    let suspended = format!("UPDATE members SET status = '{}'", MemberStatus::Suspended.as_str());
    store.execute_for_tests(&suspended).await.unwrap();
    let refused = approve(&store, 1, &people[1]).await;
    assert!(matches!(refused, Err(ManualDecisionError::Refused(ApprovalRefusal::NotSteward))));
    assert!(matches!(
        store.manual().withdraw(&id(1), &people[0], NOW).await,
        Err(ManualDecisionError::Refused(ApprovalRefusal::NotSteward))
    ));
    assert!(kinds(&store).await.is_empty());
}
