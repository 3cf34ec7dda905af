//! Members: added once, found again, and shown by nothing that might be logged.
#![cfg(test)]

use blkout_core::{
    membership::{Capabilities, ChosenName, MemberStatus},
    money::CreatorSlug,
    time::UtcMillis,
};
use blkout_store::{
    AddMemberError, EmailAddress, MemberId, NewMember, NewSession, PasswordDigest, SessionDigest, Store,
};

/// The instant at which these stories begin.
pub(crate) const START: UtcMillis = UtcMillis(1_760_000_000_000);

/// Somebody active, told apart by `number`.
pub(crate) fn somebody(number: u8) -> NewMember {
    NewMember {
        id: MemberId::new(START, [number; 10]),
        email: EmailAddress::parse(&format!("Member{number}@example.org")).unwrap(),
        name: ChosenName::new(&format!("Member {number} Adébáyọ̀")).unwrap(),
        status: MemberStatus::Active,
        capabilities: Capabilities { steward: number == 1, ..Capabilities::default() },
        creator: None,
        password: PasswordDigest::new(format!("$argon2id$of{number}")),
        joined_at: START,
    }
}

pub(crate) async fn a_member_is_found_as_they_were_added(store: Store) {
    let new = NewMember { creator: Some(CreatorSlug::for_address("ada").unwrap()), ..somebody(1) };
    let kept = store.members().add(new.clone()).await.unwrap();
    assert_eq!(store.members().by_id(&new.id).await.unwrap(), Some(kept.clone()));
    assert_eq!((kept.email, kept.name, kept.status), (new.email.clone(), new.name, MemberStatus::Active));
    assert_eq!((kept.capabilities, kept.creator, kept.joined_at), (new.capabilities, new.creator, START));
    let other_spelling = EmailAddress::parse("MEMBER1@EXAMPLE.ORG").unwrap();
    let found = store.members().credentials(&other_spelling).await.unwrap().unwrap();
    assert_eq!((found.member.id, found.password), (new.id, new.password));
}

pub(crate) async fn nobody_is_found_who_was_not_added(store: Store) {
    let nobody = somebody(9);
    assert_eq!(store.members().by_id(&nobody.id).await.unwrap(), None);
    assert!(store.members().credentials(&nobody.email).await.unwrap().is_none());
    assert_eq!(store.members().count(MemberStatus::Active).await.unwrap(), 0);
}

pub(crate) async fn an_email_address_and_a_creator_belong_to_one_member(store: Store) {
    let creator = Some(CreatorSlug::for_address("ada").unwrap());
    store.members().add(NewMember { creator: creator.clone(), ..somebody(1) }).await.unwrap();
    let same_email = NewMember { email: somebody(1).email, ..somebody(2) };
    assert!(matches!(store.members().add(same_email).await, Err(AddMemberError::EmailTaken)));
    let same_creator = NewMember { creator, ..somebody(3) };
    assert!(matches!(store.members().add(same_creator).await, Err(AddMemberError::CreatorTaken)));
    assert_eq!(store.members().count(MemberStatus::Active).await.unwrap(), 1);
}

pub(crate) async fn two_with_one_address_at_the_same_moment_are_one(store: Store) {
    let (one, two) = (somebody(1), NewMember { email: somebody(1).email, ..somebody(2) });
    let (members, also) = (store.members(), store.members());
    let (one, two) = tokio::join!(members.add(one), also.add(two));
    assert_eq!([one.is_ok(), two.is_ok()].into_iter().filter(|added| *added).count(), 1);
}

pub(crate) async fn a_new_member_is_a_change_that_visitors_may_see(store: Store) {
    let before = store.data_version();
    store.members().add(somebody(1)).await.unwrap();
    assert!(store.data_version() > before);
}

pub(crate) async fn debug_output_shows_nobody(store: Store) {
    let new = somebody(1);
    let shown = format!("{new:?}");
    let kept = store.members().add(new.clone()).await.unwrap();
    let found = store.members().credentials(&new.email).await.unwrap();
    let shown = format!("{shown} {kept:?} {found:?}");
    for private in ["member1", "Adébáyọ̀", "$argon2id", new.id.as_str()] {
        assert!(!shown.contains(private), "{private} in {shown}");
    }
}

pub(crate) async fn another_password_ends_every_session(store: Store) {
    let (ada, bo) = (somebody(1), somebody(2));
    for member in [ada.clone(), bo.clone()] {
        store.members().add(member).await.unwrap();
    }
    let begin = async |member: &NewMember, id: u8| {
        let digest = SessionDigest::of(&[id; 32]);
        let session = NewSession {
            digest: digest.clone(),
            member_id: member.id.clone(),
            is_shared_device: false,
            started_at: START,
            ends_at: UtcMillis(START.0 + 1_000),
        };
        store.sessions().begin(session, None).await.unwrap();
        digest
    };
    let (phone, laptop, other) = (begin(&ada, 1).await, begin(&ada, 2).await, begin(&bo, 3).await);
    let fresh = PasswordDigest::new("$argon2id$another".to_owned());
    assert!(store.members().change_password(&ada.email, fresh.clone()).await.unwrap());
    assert_eq!(store.members().credentials(&ada.email).await.unwrap().unwrap().password, fresh);
    assert_eq!(store.members().credentials(&bo.email).await.unwrap().unwrap().password, bo.password);
    for (session, is_there) in [(phone, false), (laptop, false), (other, true)] {
        assert_eq!(store.sessions().find(&session, START).await.unwrap().is_some(), is_there);
    }
    assert!(!store.members().change_password(&somebody(9).email, fresh).await.unwrap());
}
