//! The invented members.

use blkout_core::{
    membership::{Capabilities, ChosenName, MemberStatus},
    money::CreatorSlug,
    time::{DAY_MS, UtcMillis},
};
use blkout_store::{AddMemberError, EmailAddress, MemberId, NewMember, Store};

use crate::{
    commands::{CommandError, member::new_id},
    identity::password,
};

/// Signs in as a member who is a creator.
pub(super) const CREATOR_EMAIL: &str = "amara@demo.invalid";
/// Signs in as a steward.
pub(super) const STEWARD_EMAIL: &str = "kofi@demo.invalid";

/// Who are stewards. It takes two for a payout.
pub(super) const STEWARDS: [&str; 3] = ["Kofi", "Ife", "Marlon"];

/// How long ago the first member joined, in days; each one after came a week later.
const FIRST_JOINED_DAYS_AGO: i64 = 420;
/// Names, and the creator's account of those who have one.
const PEOPLE: [(&str, Option<&str>); 24] = [
    ("Amara", Some("amara-j")),
    ("Kofi", None),
    ("Zuri", Some("zuri-m")),
    ("Dele", Some("dele-o")),
    ("Nia", Some("nia-w")),
    ("Temi", Some("temi-a")),
    ("Jojo", Some("jojo-s")),
    ("Ife", None),
    ("Marlon", None),
    ("Adaeze", None),
    ("Tunde", None),
    ("Roxanne", None),
    ("Bisi", None),
    ("Cyrus", None),
    ("Yaa", None),
    ("Desmond", None),
    ("Efua", None),
    ("Leroy", None),
    ("Sade", None),
    ("Kwame", None),
    ("Paulette", None),
    ("Obi", None),
    ("Winnie", None),
    ("Ezekiel", None),
];

/// Adds the members, all with the same password, and answers their ids in the order above.
pub(super) async fn add(store: &Store, password: &str, now: UtcMillis) -> Result<Vec<MemberId>, CommandError> {
    let digest = password::digest(password).map_err(|fault| CommandError::Refused(fault.to_string()))?;
    let refused = |error: &dyn std::error::Error| CommandError::Refused(error.to_string());
    let mut ids = Vec::with_capacity(PEOPLE.len());
    let mut joined_at = now.plus_ms(-FIRST_JOINED_DAYS_AGO * DAY_MS);
    for (name, creator) in PEOPLE {
        let email = format!("{}@demo.invalid", name.to_ascii_lowercase());
        let member = NewMember {
            id: new_id(joined_at)?,
            email: EmailAddress::parse(&email).map_err(|error| refused(&error))?,
            name: ChosenName::new(name).map_err(|error| refused(&error))?,
            status: MemberStatus::Active,
            capabilities: Capabilities { steward: STEWARDS.contains(&name), moderator: false, admin: false },
            creator: creator.map(CreatorSlug::for_address).transpose().map_err(|error| refused(&error))?,
            password: digest.clone(),
            joined_at,
        };
        ids.push(member.id.clone());
        store.members().add(member).await.map_err(|error| match error {
            AddMemberError::Store(error) => error.into(),
            taken => refused(&taken),
        })?;
        joined_at = joined_at.plus_ms(7 * DAY_MS);
    }
    Ok(ids)
}
