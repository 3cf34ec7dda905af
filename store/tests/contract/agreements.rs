//! The story of agreements: everybody has said yes before anybody is bound, and only later payments are.
#![cfg(test)]

use blkout_core::{
    agreements::{Act, ActRefusal, AgreementId, MAX_WAITING, State, Terms},
    ledger::TransactionKind,
    money::{CreatorSlug, Weights},
    payments::Entry,
    record::entry,
    time::UtcMillis,
};
use blkout_store::{AgreementActError, Filter, NewMember, ProposeAgreementError, Store, fresh_agreement_id};

use crate::{
    members::somebody,
    webhooks::scene::{NOW, delivery, everything_is_in_order, import, row, told},
};

fn slug(text: &str) -> CreatorSlug {
    CreatorSlug::new(text).unwrap()
}

fn id(number: u8) -> AgreementId {
    fresh_agreement_id(NOW, [number; 10]).unwrap()
}

async fn creators(store: &Store) {
    for (number, name) in (1..).zip(["ada", "bo", "cy"]) {
        store.members().add(NewMember { creator: Some(slug(name)), ..somebody(number) }).await.unwrap();
    }
}

fn terms(work: &str, creators: &str) -> Terms {
    Terms::read(work, creators, &slug("ada")).unwrap()
}

async fn act(store: &Store, number: u8, act: Act, creator: &str, now: UtcMillis) -> Result<State, AgreementActError> {
    store.agreements().act(&id(number), act, &slug(creator), now).await
}

/// An agreement of `ada` and `bo` about "Zine", in force since `now`.
async fn agreed(store: &Store, number: u8, weights: &str, now: UtcMillis) {
    store.agreements().propose(id(number), terms("Zine", weights), &slug("ada"), now).await.unwrap();
    assert_eq!(act(store, number, Act::Accept, "bo", now).await.unwrap(), State::InForce);
}

/// A payment for "Zine" that names `ada` alone.
fn payment(name: &str, at: UtcMillis) -> Entry {
    let weights = Weights::new([(slug("ada"), 1)]).unwrap();
    Entry { at, weights, ..row(name, 0, TransactionKind::Charge, 1_000, 20) }
}

/// How a payment is shared in the ledger, and by which agreement the record says so.
async fn shared(store: &Store, name: &str) -> (Vec<(String, i64)>, Option<String>) {
    let page = store.ledger().page(&Filter::default(), None, 200).await.unwrap();
    let charge = format!("ch_{name}");
    let found = page.rows.into_iter().find(|row| {
        row.kind == TransactionKind::Charge && row.split.as_ref().is_some_and(|split| split.payment_id == charge)
    });
    let found = found.unwrap();
    let parts = found.split.unwrap().creators.into_iter().map(|(creator, part)| (creator.to_string(), part)).collect();
    let size = store.record().head().await.unwrap().size;
    let entries = store.record().entries(0, size).await.unwrap();
    let agreement = entries.iter().find_map(|bytes| match entry::Entry::decode(bytes) {
        Ok(entry::Entry::Transaction(entry)) if i64::try_from(entry.number) == Ok(found.id) => {
            Some(entry.split.unwrap().agreement)
        }
        _ => None,
    });
    (parts, agreement.unwrap())
}

fn parts(pairs: &[(&str, i64)]) -> Vec<(String, i64)> {
    pairs.iter().map(|(creator, part)| ((*creator).to_owned(), *part)).collect()
}

pub(crate) async fn nobody_is_bound_before_everybody_has_accepted(store: Store) {
    creators(&store).await;
    let three = terms("Zine", "ada:1\nbo:1\ncy:1");
    let proposed = store.agreements().propose(id(1), three.clone(), &slug("ada"), NOW).await.unwrap();
    assert_eq!(proposed, id(1));
    // A second click is the same proposal.
    assert_eq!(store.agreements().propose(id(2), three, &slug("ada"), NOW).await.unwrap(), id(1));
    assert!(store.agreements().find(&id(2)).await.unwrap().is_none());
    let before = store.record().head().await.unwrap();
    assert_eq!(act(&store, 1, Act::Accept, "bo", NOW).await.unwrap(), State::Proposed);
    assert_eq!(act(&store, 1, Act::Accept, "bo", NOW.plus_ms(5)).await.unwrap(), State::Proposed);
    assert_eq!(store.record().head().await.unwrap(), before);
    assert!(matches!(
        act(&store, 1, Act::Accept, "dee", NOW).await,
        Err(AgreementActError::Refused(ActRefusal::NotAParty))
    ));
    assert!(matches!(act(&store, 7, Act::Accept, "bo", NOW).await, Err(AgreementActError::NotFound)));
    import(&store, &[payment("early", NOW.plus_ms(1_000))]).await.unwrap();
    assert_eq!(shared(&store, "early").await, (parts(&[("ada", 750)]), None));
    assert_eq!(act(&store, 1, Act::Decline, "cy", NOW).await.unwrap(), State::Declined);
    assert!(matches!(
        act(&store, 1, Act::Accept, "cy", NOW).await,
        Err(AgreementActError::Refused(ActRefusal::NotNow))
    ));
    assert_eq!(store.agreements().of_creator(&slug("cy")).await.unwrap().len(), 1);
    assert!(store.agreements().of_creator(&slug("dee")).await.unwrap().is_empty());
    everything_is_in_order(&store).await;
}

pub(crate) async fn an_agreement_is_for_later_payments_only(store: Store) {
    creators(&store).await;
    let began = NOW.plus_ms(10_000);
    agreed(&store, 1, "ada:2\nbo:1", began).await;
    let ended = began.plus_ms(100_000);
    act(&store, 1, Act::End, "bo", ended).await.unwrap();
    assert_eq!(act(&store, 1, Act::End, "ada", ended.plus_ms(9)).await.unwrap(), State::Ended);
    // What was paid in its time is shared by it, even when the file comes after the end.
    let rows = [
        payment("before", began),
        payment("during", began.plus_ms(1)),
        payment("last", ended),
        payment("after", ended.plus_ms(1)),
    ];
    import(&store, &rows).await.unwrap();
    let by_weights = parts(&[("ada", 500), ("bo", 250)]);
    let alone = parts(&[("ada", 750)]);
    assert_eq!(shared(&store, "before").await, (alone.clone(), None));
    assert_eq!(shared(&store, "during").await, (by_weights.clone(), Some(id(1).to_string())));
    assert_eq!(shared(&store, "last").await, (by_weights, Some(id(1).to_string())));
    assert_eq!(shared(&store, "after").await, (alone, None));
    // The same file again is known; a refund is shared as its payment was.
    assert_eq!(import(&store, &rows).await.unwrap().already_there, 4);
    let refund = Entry { gross: -1_000, net: -1_000, fee: 0, ..row("during", 1, TransactionKind::Refund, -1_000, 0) };
    import(&store, &[refund]).await.unwrap();
    everything_is_in_order(&store).await;
}

pub(crate) async fn a_newer_agreement_takes_the_place_of_the_older(store: Store) {
    creators(&store).await;
    agreed(&store, 1, "ada:2\nbo:1", NOW).await;
    let later = NOW.plus_ms(50_000);
    agreed(&store, 2, "ada:1\nbo:1", later).await;
    let older = store.agreements().find(&id(1)).await.unwrap().unwrap();
    assert_eq!((older.agreement.state, older.until), (State::Ended, Some(later)));
    import(&store, &[payment("old", later), payment("new", later.plus_ms(1))]).await.unwrap();
    assert_eq!(shared(&store, "old").await.1, Some(id(1).to_string()));
    assert_eq!(shared(&store, "new").await, (parts(&[("ada", 375), ("bo", 375)]), Some(id(2).to_string())));
    // A clock that was set back neither ends an agreement before it began nor lets two hold at once.
    agreed(&store, 3, "ada:9\nbo:1", NOW.plus_ms(-60_000)).await;
    let (second, third) =
        (store.agreements().find(&id(2)).await.unwrap(), store.agreements().find(&id(3)).await.unwrap());
    assert_eq!(second.unwrap().until, Some(later));
    assert_eq!(third.unwrap().since, Some(later));
    everything_is_in_order(&store).await;
}

pub(crate) async fn events_and_files_meet_under_an_agreement(store: Store) {
    creators(&store).await;
    agreed(&store, 1, "ada:2\nbo:1", NOW).await;
    let by_event = payment("event", NOW.plus_ms(10_000));
    let by_file = payment("file", NOW.plus_ms(11_000));
    store.webhooks().deliver(delivery(told(&by_event, false)), NOW.plus_ms(20_000)).await.unwrap();
    import(&store, std::slice::from_ref(&by_file)).await.unwrap();
    for name in ["event", "file"] {
        assert_eq!(shared(&store, name).await, (parts(&[("ada", 500), ("bo", 250)]), Some(id(1).to_string())));
    }
    store.webhooks().deliver(delivery(told(&by_file, false)), NOW).await.unwrap();
    let report = import(&store, &[by_event, by_file.clone()]).await.unwrap();
    assert_eq!((report.added, report.already_there), (0, 2));
    // Not the payment of a work that others have made under the same name.
    let others = Entry { weights: Weights::new([(slug("cy"), 1)]).unwrap(), ..payment("others", NOW.plus_ms(1)) };
    let gift = Entry { weights: Weights::default(), ..payment("gift", NOW.plus_ms(1)) };
    import(&store, &[others, gift]).await.unwrap();
    assert_eq!(shared(&store, "others").await, (parts(&[("cy", 750)]), None));
    assert_eq!(shared(&store, "gift").await, (Vec::new(), None));
    everything_is_in_order(&store).await;
}

pub(crate) async fn proposals_are_few_and_name_people_who_are_here(store: Store) {
    creators(&store).await;
    let refused = store.agreements().propose(id(1), terms("Zine", "ada:1\nnobody:1"), &slug("ada"), NOW).await;
    assert!(matches!(refused, Err(ProposeAgreementError::NoSuchCreator(who)) if who == slug("nobody")));
    for number in 0..u8::try_from(MAX_WAITING).unwrap() {
        let work = format!("Work {number}");
        store.agreements().propose(id(number), terms(&work, "ada:1\nbo:1"), &slug("ada"), NOW).await.unwrap();
    }
    let one_more = terms("One more", "ada:1\nbo:1");
    let refused = store.agreements().propose(id(99), one_more.clone(), &slug("ada"), NOW).await;
    assert!(matches!(refused, Err(ProposeAgreementError::TooMany)));
    act(&store, 0, Act::Withdraw, "ada", NOW).await.unwrap();
    store.agreements().propose(id(99), one_more, &slug("ada"), NOW).await.unwrap();
}

pub(crate) async fn answers_at_the_same_moment_count_once(store: Store) {
    creators(&store).await;
    store.agreements().propose(id(1), terms("Zine", "ada:1\nbo:1\ncy:1"), &slug("ada"), NOW).await.unwrap();
    let tasks = ["bo", "cy", "bo", "cy", "bo", "cy"].map(|who| {
        let store = store.clone();
        tokio::spawn(async move { act(&store, 1, Act::Accept, who, NOW).await.unwrap() })
    });
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(store.agreements().find(&id(1)).await.unwrap().unwrap().agreement.state, State::InForce);
    // The first policy, and the agreement once.
    assert_eq!(store.record().head().await.unwrap().size, 2);
    everything_is_in_order(&store).await;
}
