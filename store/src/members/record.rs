//! A member as the rest of the house sees them. None of these types shows anybody in debug output.

use std::fmt;

use blkout_core::{
    membership::{Capabilities, ChosenName, MemberStatus},
    money::CreatorSlug,
    time::UtcMillis,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{EmailAddress, entity};
use crate::{StoreError, new_id::new_id_text};

/// The id of a member: a UUIDv7, so that later members come later in the order.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(String);

impl MemberId {
    /// A new id, from the instant and ten random bytes that the caller drew.
    pub fn new(now: UtcMillis, random: [u8; 10]) -> Self {
        Self(new_id_text(now, random))
    }

    /// Takes an id that was written down, in its one spelling; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let id = Uuid::try_parse(text).ok()?;
        let spelling = id.hyphenated().to_string();
        (spelling == text).then_some(Self(spelling))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MemberId {
    /// Never shows the id.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemberId(..)")
    }
}

/// What a password is checked against: a PHC string such as `$argon2id$v=19$…`.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordDigest(String);

impl PasswordDigest {
    /// Takes a PHC string.
    pub fn new(phc: String) -> Self {
        Self(phc)
    }

    /// The PHC string.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordDigest {
    /// Never shows the string.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordDigest(..)")
    }
}

/// Somebody to add.
#[derive(Clone)]
pub struct NewMember {
    /// Who they will be.
    pub id: MemberId,
    /// What they sign in with.
    pub email: EmailAddress,
    /// What they want to be called.
    pub name: ChosenName,
    /// Where they stand.
    pub status: MemberStatus,
    /// What they may do beyond voting.
    pub capabilities: Capabilities,
    /// The creator's account that is theirs.
    pub creator: Option<CreatorSlug>,
    /// What their password is checked against.
    pub password: PasswordDigest,
    /// Since when they belong.
    pub joined_at: UtcMillis,
}

/// Somebody who belongs.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// Who they are.
    pub id: MemberId,
    /// What they sign in with.
    pub email: EmailAddress,
    /// What they want to be called.
    pub name: ChosenName,
    /// Where they stand.
    pub status: MemberStatus,
    /// What they may do beyond voting.
    pub capabilities: Capabilities,
    /// The creator's account that is theirs.
    pub creator: Option<CreatorSlug>,
    /// Since when they belong.
    pub joined_at: UtcMillis,
}

impl fmt::Debug for NewMember {
    /// Shows the status only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewMember").field("status", &self.status).finish_non_exhaustive()
    }
}

impl fmt::Debug for Member {
    /// Shows the status only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Member").field("status", &self.status).finish_non_exhaustive()
    }
}

/// A member and what their password is checked against.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The member.
    pub member: Member,
    /// What their password is checked against.
    pub password: PasswordDigest,
}

impl From<NewMember> for entity::ActiveModel {
    fn from(member: NewMember) -> Self {
        Self {
            id: Set(member.id.0),
            email: Set(member.email.as_str().to_owned()),
            name: Set(member.name.as_str().to_owned()),
            status: Set(member.status.as_str().to_owned()),
            is_moderator: Set(member.capabilities.moderator),
            is_steward: Set(member.capabilities.steward),
            is_admin: Set(member.capabilities.admin),
            creator_slug: Set(member.creator.map(String::from)),
            password_hash: Set(member.password.0),
            joined_at: Set(member.joined_at.0),
        }
    }
}

impl TryFrom<entity::Model> for Member {
    type Error = StoreError;

    fn try_from(row: entity::Model) -> Result<Self, StoreError> {
        Ok(Self {
            id: MemberId::parse(&row.id).ok_or_else(|| StoreError::corrupt("a member's id is not one"))?,
            email: EmailAddress::parse(&row.email).map_err(StoreError::corrupt)?,
            name: ChosenName::new(&row.name).map_err(StoreError::corrupt)?,
            status: row
                .status
                .parse()
                .map_err(|error: blkout_core::membership::UnknownStatus| StoreError::corrupt(error))?,
            capabilities: Capabilities { moderator: row.is_moderator, steward: row.is_steward, admin: row.is_admin },
            creator: row.creator_slug.map(CreatorSlug::new).transpose().map_err(StoreError::corrupt)?,
            joined_at: UtcMillis(row.joined_at),
        })
    }
}
