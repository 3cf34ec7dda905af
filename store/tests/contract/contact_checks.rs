//! The story of the checks of the support page's entries: recorded by stewards, never changed, seen at once.
#![cfg(test)]

use blkout_core::{
    care::contacts::{AsOf, CONTACTS, CheckNote, CheckedHow, Contact, ContentDigest, Freshness},
    membership::{Capabilities, MemberStatus},
    time::{CalendarDate, MINUTE_MS, UtcMillis},
};
use blkout_store::{ContactCheckError, MemberId, NewContactCheck, NewMember, Store};

use crate::members::somebody;

const DAY: CalendarDate = CalendarDate { year: 2026, month: 11, day: 21 };

fn now() -> UtcMillis {
    UtcMillis::parse_report("2026-11-21 09:00:00").unwrap()
}

/// Two stewards, and somebody who is none.
async fn people(store: &Store) -> Vec<MemberId> {
    let mut ids = Vec::new();
    for number in 1..=3_u8 {
        let capabilities = Capabilities { steward: number < 3, ..Capabilities::default() };
        let member = NewMember { capabilities, ..somebody(number) };
        ids.push(member.id.clone());
        store.members().add(member).await.unwrap();
    }
    ids
}

fn entry(slug: &str) -> &'static Contact {
    CONTACTS.iter().find(|contact| contact.slug == slug).unwrap()
}

fn check(contact: &Contact, how: CheckedHow, note: &str) -> NewContactCheck {
    let note = CheckNote::new(note).unwrap();
    NewContactCheck { slug: contact.slug.to_owned(), digest: contact.content_digest(), how, note }
}

async fn freshness(store: &Store, contact: &Contact) -> Freshness {
    let checks = store.contact_checks().last().await.unwrap();
    contact.freshness(AsOf { today: DAY, checks: &checks })
}

pub(crate) async fn a_check_is_seen_at_once_and_without_a_name(store: Store) {
    let people = people(&store).await;
    let (core, other) = (entry("samaritans"), entry("calm"));
    assert_eq!(freshness(&store, core).await, Freshness::NeverChecked);
    assert_eq!(freshness(&store, other).await, Freshness::Hidden);
    let version = store.data_version();
    let checks = store.contact_checks();
    checks.record(check(core, CheckedHow::Phone, " Rang at ten. "), &people[0], now()).await.unwrap();
    assert!(store.data_version() > version, "pages kept in memory are old now");
    checks.record(check(other, CheckedHow::Page, ""), &people[1], now()).await.unwrap();
    assert_eq!(freshness(&store, core).await, Freshness::Checked { on: DAY });
    assert_eq!(freshness(&store, other).await, Freshness::Checked { on: DAY });

    let kept = checks.of_entry("samaritans").await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].how, kept[0].note.as_str(), &kept[0].by), (CheckedHow::Phone, "Rang at ten.", &people[0]));
    let shown = format!("{kept:?}");
    assert!(!shown.contains("Rang") && !shown.contains(people[0].as_str()), "{shown}");
    assert_eq!(checks.newest().await.unwrap().len(), 2);
}

pub(crate) async fn a_second_click_is_one_check_and_the_next_day_is_another(store: Store) {
    let people = people(&store).await;
    let contact = entry("samaritans");
    let record = async |how, note: &'static str, by: &MemberId, at: UtcMillis| {
        store.contact_checks().record(check(contact, how, note), by, at).await.unwrap();
        store.contact_checks().of_entry(contact.slug).await.unwrap().len()
    };
    assert_eq!(record(CheckedHow::Phone, "", &people[0], now()).await, 1);
    assert_eq!(record(CheckedHow::Phone, "", &people[0], now().plus_ms(900)).await, 1);
    assert_eq!(record(CheckedHow::Page, "", &people[0], now().plus_ms(1_000)).await, 2);
    assert_eq!(record(CheckedHow::Page, "", &people[1], now().plus_ms(1_100)).await, 3);
    let later = now().plus_ms(MINUTE_MS + 1_100);
    assert_eq!(record(CheckedHow::Page, "", &people[1], later).await, 4);
    let newest = store.contact_checks().newest().await.unwrap();
    assert_eq!(newest[contact.slug].at, later);
}

pub(crate) async fn a_check_of_other_words_than_those_in_the_list_is_not_taken(store: Store) {
    let people = people(&store).await;
    let contact = entry("samaritans");
    let stale =
        NewContactCheck { digest: ContentDigest::from_text("0".repeat(64)), ..check(contact, CheckedHow::Page, "") };
    let unknown = NewContactCheck { slug: "nobody".to_owned(), ..check(contact, CheckedHow::Page, "") };
    let checks = store.contact_checks();
    assert!(matches!(checks.record(stale, &people[0], now()).await, Err(ContactCheckError::Changed)));
    assert!(matches!(checks.record(unknown, &people[0], now()).await, Err(ContactCheckError::NotFound)));
    // A row of earlier words, as an earlier version of the program wrote it, makes nothing look checked today.
    let by = people[0].as_str();
    let old = format!("INSERT INTO contact_checks VALUES (1, 'samaritans', 'other', 'page', '', '{by}', {})", now().0);
    store.execute_for_tests(&old).await.unwrap();
    assert_eq!(freshness(&store, contact).await, Freshness::NeverChecked);
    assert_eq!(checks.of_entry(contact.slug).await.unwrap().len(), 1);
}

pub(crate) async fn only_active_stewards_check(store: Store) {
    let people = people(&store).await;
    let contact = entry("samaritans");
    let refused = async |by: &MemberId| {
        let done = store.contact_checks().record(check(contact, CheckedHow::Page, ""), by, now()).await;
        matches!(done, Err(ContactCheckError::Refused(_)))
    };
    assert!(refused(&people[2]).await);
    assert!(refused(&MemberId::new(UtcMillis(5), [9; 10])).await);
    let suspended = format!("UPDATE members SET status = '{}'", MemberStatus::Suspended.as_str());
    store.execute_for_tests(&suspended).await.unwrap();
    assert!(refused(&people[0]).await);
    assert!(store.contact_checks().newest().await.unwrap().is_empty());
}

pub(crate) async fn the_database_refuses_to_change_a_check(store: Store) {
    let people = people(&store).await;
    store.contact_checks().record(check(entry("shout"), CheckedHow::Phone, "x"), &people[0], now()).await.unwrap();
    for sql in ["UPDATE contact_checks SET note = 'y'", "DELETE FROM contact_checks"] {
        assert!(store.execute_for_tests(sql).await.is_err(), "{sql}");
    }
    let odd = format!("INSERT INTO contact_checks VALUES (9, 'shout', 'd', 'guess', '', '{}', 1)", people[0].as_str());
    assert!(store.execute_for_tests(&odd).await.is_err());
}
