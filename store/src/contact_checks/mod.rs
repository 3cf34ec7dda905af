//! The repository of checks of the support page's entries: recorded by stewards, never changed, read by everybody
//! without the names.

mod entity;

use std::{collections::BTreeMap, fmt};

use blkout_core::{
    care::contacts::{CONTACTS, CheckNote, CheckedHow, ContentDigest, LastChecks},
    membership::MemberStatus,
    payouts::{StandingRefusal, StewardStanding},
    time::UtcMillis,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{Member, MemberId, Store, StoreError, members::entity as member};

/// How many earlier checks of one entry are listed.
pub const MAX_LISTED_CHECKS: u64 = 20;

/// See [`Store::contact_checks`].
#[derive(Clone, Copy, Debug)]
pub struct ContactChecks<'s> {
    pub(crate) store: &'s Store,
}

/// A check as the stewards see it.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactCheck {
    /// The entry's stable name.
    pub slug: String,
    /// What the entry said then.
    pub digest: ContentDigest,
    /// How it was checked.
    pub how: CheckedHow,
    /// For the other stewards.
    pub note: CheckNote,
    /// Who checked it.
    pub by: MemberId,
    /// When.
    pub at: UtcMillis,
}

impl fmt::Debug for ContactCheck {
    /// Leaves out the note and who checked it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContactCheck").field("slug", &self.slug).field("at", &self.at).finish_non_exhaustive()
    }
}

/// What a steward says when recording a check.
#[derive(Clone, Debug)]
pub struct NewContactCheck {
    /// The entry's stable name.
    pub slug: String,
    /// What the entry said on the page that the steward saw.
    pub digest: ContentDigest,
    /// How it was checked.
    pub how: CheckedHow,
    /// For the other stewards.
    pub note: CheckNote,
}

/// Why a check was not recorded. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ContactCheckError {
    /// There is no such entry in the list.
    #[error("there is no such entry")]
    NotFound,
    /// The entry says something else now.
    #[error("this entry has changed since you opened the page; please look at what it says now and check that")]
    Changed,
    /// Only stewards record checks.
    #[error(transparent)]
    Refused(#[from] StandingRefusal),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ContactCheckError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// What the support page needs of a check.
#[derive(FromQueryResult)]
struct LastCheck {
    slug: String,
    digest: String,
    checked_at: i64,
}

impl ContactChecks<'_> {
    /// Records that `by` checked an entry at `now`. The same again on the same minute, such as by a second click,
    /// changes nothing.
    ///
    /// # Errors
    /// [`ContactCheckError`]
    pub async fn record(&self, check: NewContactCheck, by: &MemberId, now: UtcMillis) -> Result<(), ContactCheckError> {
        let entry = CONTACTS.iter().find(|contact| contact.slug == check.slug).ok_or(ContactCheckError::NotFound)?;
        if entry.content_digest() != check.digest {
            return Err(ContactCheckError::Changed);
        }
        let by = by.clone();
        self.store.write(|txn| Box::pin(async move { record(txn, check, &by, now).await })).await
    }

    /// When each entry was last checked, for each content that it has had. Kept in memory while no data changes.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn last(&self) -> Result<LastChecks, StoreError> {
        self.store.kept_checks.get(self.store.data_version(), (), self.read_last()).await
    }

    async fn read_last(&self) -> Result<LastChecks, StoreError> {
        let rows = entity::Entity::find()
            .select_only()
            .columns([entity::Column::Slug, entity::Column::Digest])
            .column_as(entity::Column::CheckedAt.max(), "checked_at")
            .group_by(entity::Column::Slug)
            .group_by(entity::Column::Digest)
            .into_model::<LastCheck>()
            .all(self.store.reader())
            .await?;
        let checks =
            rows.into_iter().map(|row| (row.slug, ContentDigest::from_text(row.digest), UtcMillis(row.checked_at)));
        Ok(checks.collect())
    }

    /// The last check of every entry that has been checked at all, whatever the entry said then, by its stable name.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn newest(&self) -> Result<BTreeMap<String, ContactCheck>, StoreError> {
        let newest = entity::Entity::find()
            .select_only()
            .column_as(entity::Column::Sequence.max(), "sequence")
            .group_by(entity::Column::Slug)
            .into_tuple::<i64>()
            .all(self.store.reader())
            .await?;
        let rows =
            entity::Entity::find().filter(entity::Column::Sequence.is_in(newest)).all(self.store.reader()).await?;
        rows.into_iter().map(|row| Ok((row.slug.clone(), read(row)?))).collect()
    }

    /// The checks of one entry, the newest first, at most [`MAX_LISTED_CHECKS`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn of_entry(&self, slug: &str) -> Result<Vec<ContactCheck>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::Slug.eq(slug))
            .order_by_desc(entity::Column::Sequence)
            .limit(MAX_LISTED_CHECKS)
            .all(self.store.reader())
            .await?;
        rows.into_iter().map(read).collect()
    }
}

async fn record(
    txn: &DatabaseTransaction,
    check: NewContactCheck,
    by: &MemberId,
    now: UtcMillis,
) -> Result<(), ContactCheckError> {
    // The member as they are now: what a session knew may be over by the time of the write.
    let steward = member::Entity::find_by_id(by.as_str()).one(txn).await?.map(Member::try_from).transpose()?;
    let standing = StewardStanding {
        status: steward.as_ref().map_or(MemberStatus::Lapsed, |member| member.status),
        is_steward: steward.as_ref().is_some_and(|member| member.capabilities.steward),
        own_creator: None,
    };
    standing.may_see()?;
    let NewContactCheck { slug, digest, how, note } = check;
    let before = entity::Entity::find().order_by_desc(entity::Column::Sequence).one(txn).await?;
    let sequence = before.as_ref().map_or(1, |before| before.sequence + 1);
    let row = entity::Model {
        sequence,
        slug,
        digest: digest.as_str().to_owned(),
        how: how.as_str().to_owned(),
        note: note.as_str().to_owned(),
        member_id: by.as_str().to_owned(),
        checked_at: now.0,
    };
    let is_again = before.is_some_and(|before| {
        let soon = (0..AGAIN_MS).contains(&(now.0 - before.checked_at));
        soon && entity::Model { sequence, checked_at: now.0, ..before } == row
    });
    if !is_again {
        entity::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// The same words sent again within this time are a second click: one minute.
const AGAIN_MS: i64 = blkout_core::time::MINUTE_MS;

fn read(row: entity::Model) -> Result<ContactCheck, StoreError> {
    Ok(ContactCheck {
        digest: ContentDigest::from_text(row.digest),
        how: row.how.parse().map_err(StoreError::corrupt)?,
        note: CheckNote::new(&row.note).map_err(StoreError::corrupt)?,
        by: MemberId::parse(&row.member_id).ok_or_else(|| StoreError::corrupt("a member's id that is none"))?,
        at: UtcMillis(row.checked_at),
        slug: row.slug,
    })
}
