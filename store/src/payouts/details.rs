//! Bank details, which only come in sealed: each change is a new version, and what is on its way is approved anew.

use std::collections::BTreeMap;
use std::fmt;

use blkout_core::{money::CreatorSlug, payouts::State, time::UtcMillis};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    PayoutError, Payouts,
    entities::{bank_detail, payout},
    records::{approvals_of, lifecycle},
    steps::{Step, Steps},
};
use crate::{MemberId, StoreError, members::entity as member};

/// What begins the owner of a creator's details.
const CREATOR_PREFIX: &str = "creator:";

/// Whose bank details they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DetailsOwner {
    /// A creator's: payouts go there.
    Creator(CreatorSlug),
    /// The co-op's own: payouts come from there.
    CoOp,
}

impl fmt::Display for DetailsOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Creator(slug) => write!(f, "{CREATOR_PREFIX}{slug}"),
            Self::CoOp => f.write_str("co-op"),
        }
    }
}

/// A version of somebody's bank details, sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedDetails {
    /// Whose they are.
    pub owner: DetailsOwner,
    /// Which version, counted from 1.
    pub version: i64,
    /// The key that opens them.
    pub key_id: String,
    /// The sealed text.
    pub sealed: Vec<u8>,
    /// Since when they hold.
    pub changed_at: UtcMillis,
}

impl fmt::Debug for SealedDetails {
    /// Without what is sealed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedDetails").field("version", &self.version).finish_non_exhaustive()
    }
}

/// Why bank details were not changed.
#[derive(Debug, thiserror::Error)]
pub enum DetailsError {
    /// They are somebody else's.
    #[error("only the creator changes these bank details")]
    NotYours,
    /// Another version came in first.
    #[error("these bank details were changed meanwhile")]
    ChangedMeanwhile,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PayoutError> for DetailsError {
    fn from(error: PayoutError) -> Self {
        match error {
            PayoutError::Store(error) => Self::Store(error),
            other => Self::Store(StoreError::corrupt(other)),
        }
    }
}

impl From<sea_orm::DbErr> for DetailsError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

#[derive(FromQueryResult)]
struct VersionRow {
    owner: String,
    version: i64,
}

impl Payouts<'_> {
    /// The bank details in use.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn bank_details(&self, owner: &DetailsOwner) -> Result<Option<SealedDetails>, StoreError> {
        let newest = bank_detail::Entity::find()
            .filter(bank_detail::Column::Owner.eq(owner.to_string()))
            .order_by_desc(bank_detail::Column::Version)
            .one(self.store.reader())
            .await?;
        Ok(newest.map(|row| sealed(row, owner.clone())))
    }

    /// One version of somebody's bank details.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn bank_details_at(
        &self,
        owner: &DetailsOwner,
        version: i64,
    ) -> Result<Option<SealedDetails>, StoreError> {
        let key = (owner.to_string(), version);
        let row = bank_detail::Entity::find_by_id(key).one(self.store.reader()).await?;
        Ok(row.map(|row| sealed(row, owner.clone())))
    }

    /// When somebody's bank details were changed, newest first, at most `limit` times.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn bank_details_changes(&self, owner: &DetailsOwner, limit: u64) -> Result<Vec<UtcMillis>, StoreError> {
        let instants: Vec<i64> = bank_detail::Entity::find()
            .select_only()
            .column(bank_detail::Column::ChangedAt)
            .filter(bank_detail::Column::Owner.eq(owner.to_string()))
            .order_by_desc(bank_detail::Column::Version)
            .limit(limit)
            .into_tuple()
            .all(self.store.reader())
            .await?;
        Ok(instants.into_iter().map(UtcMillis).collect())
    }

    /// The names of all keys that something is sealed with.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn key_ids(&self) -> Result<Vec<String>, StoreError> {
        let ids = bank_detail::Entity::find().select_only().column(bank_detail::Column::KeyId).distinct();
        Ok(ids.into_tuple().all(self.store.reader()).await?)
    }

    /// Keeps the next version of a creator's own bank details. Payouts that would go there are approved anew; those
    /// that stand in a file for the bank go where they were approved to go.
    ///
    /// # Errors
    /// [`DetailsError`]; then nothing has been changed.
    pub async fn change_bank_details(&self, by: &MemberId, new: SealedDetails) -> Result<(), DetailsError> {
        let by = by.clone();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let DetailsOwner::Creator(slug) = new.owner.clone() else { return Err(DetailsError::NotYours) };
                    let row = member::Entity::find_by_id(by.as_str()).one(txn).await?;
                    if row.and_then(|row| row.creator_slug).as_deref() != Some(slug.as_str()) {
                        return Err(DetailsError::NotYours);
                    }
                    let (version, now) = (new.version, new.changed_at);
                    keep(txn, new).await?;
                    void_approvals(txn, &slug, version, now).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Keeps the next version of the co-op's own bank details.
    ///
    /// # Errors
    /// [`DetailsError`]
    pub async fn change_co_op_details(&self, new: SealedDetails) -> Result<(), DetailsError> {
        self.store
            .write_unseen(|txn| {
                Box::pin(async move {
                    if new.owner != DetailsOwner::CoOp {
                        return Err(DetailsError::NotYours);
                    }
                    keep(txn, new).await
                })
            })
            .await
    }
}

fn sealed(row: bank_detail::Model, owner: DetailsOwner) -> SealedDetails {
    let bank_detail::Model { version, key_id, sealed, changed_at, .. } = row;
    SealedDetails { owner, version, key_id, sealed, changed_at: UtcMillis(changed_at) }
}

/// Keeps `new` if it is the version after the one in use.
async fn keep(txn: &DatabaseTransaction, new: SealedDetails) -> Result<(), DetailsError> {
    let owner = new.owner.to_string();
    let of_owner = bank_detail::Column::Owner.eq(owner.as_str());
    let newest = bank_detail::Entity::find().filter(of_owner).order_by_desc(bank_detail::Column::Version).one(txn);
    if newest.await?.map_or(0, |row| row.version) + 1 != new.version {
        return Err(DetailsError::ChangedMeanwhile);
    }
    let row = bank_detail::Model {
        owner,
        version: new.version,
        key_id: new.key_id,
        sealed: new.sealed,
        changed_at: new.changed_at.0,
    };
    bank_detail::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    Ok(())
}

async fn void_approvals(
    txn: &DatabaseTransaction,
    slug: &CreatorSlug,
    version: i64,
    now: UtcMillis,
) -> Result<(), PayoutError> {
    let rows = payout::Entity::find()
        .filter(payout::Column::Creator.eq(slug.as_str()))
        .filter(payout::Column::State.is_in([State::Scheduled, State::Approved].map(State::as_str)))
        .order_by_asc(payout::Column::Id)
        .all(txn)
        .await?;
    let mut steps = Steps::begin(txn, now).await?;
    for row in rows {
        follow_details(txn, &mut steps, row, version).await?;
    }
    Ok(steps.finish().await?)
}

/// Turns a payout that is not in a file to `version` of the bank details; approvals of another version are void.
pub(super) async fn follow_details(
    txn: &DatabaseTransaction,
    steps: &mut Steps<'_>,
    row: payout::Model,
    version: i64,
) -> Result<(), PayoutError> {
    let life = lifecycle(&row, &approvals_of(txn, &row).await?)?;
    if !life.follows_new_details() || row.details_version == version {
        return Ok(());
    }
    if life.approvals().is_empty() {
        let change = payout::ActiveModel { details_version: Set(version), ..Default::default() };
        payout::Entity::update_many().set(change).filter(payout::Column::Id.eq(row.id)).exec(txn).await?;
        return Ok(());
    }
    steps.take(row, Step::DetailsChanged { version }, None).await.map(drop)
}

/// The version in use of each creator's bank details, or of one creator's.
pub(super) async fn latest_versions(
    db: &impl ConnectionTrait,
    only: Option<&CreatorSlug>,
) -> Result<BTreeMap<CreatorSlug, i64>, StoreError> {
    let mut found = bank_detail::Entity::find()
        .select_only()
        .column(bank_detail::Column::Owner)
        .column_as(bank_detail::Column::Version.max(), "version")
        .group_by(bank_detail::Column::Owner);
    if let Some(slug) = only {
        found = found.filter(bank_detail::Column::Owner.eq(DetailsOwner::Creator(slug.clone()).to_string()));
    }
    let rows = found.into_model::<VersionRow>().all(db).await?;
    let of_creators = rows.into_iter().filter_map(|row| {
        let slug = CreatorSlug::new(row.owner.strip_prefix(CREATOR_PREFIX)?).map_err(StoreError::corrupt);
        Some(slug.map(|slug| (slug, row.version)))
    });
    of_creators.collect()
}
