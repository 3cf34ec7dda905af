//! What stands in a file for the bank, and who has taken it.

use std::str::FromStr;

use blkout_core::{
    money::Currency,
    payouts::BatchId,
    time::{CalendarDate, UtcMillis},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{
    Deed, Payout, PayoutError, Payouts,
    actor::Actor,
    entities::{payout, payout_batch, payout_batch_item, payout_download},
    records::{self, deed, names},
};
use crate::{MemberId, StoreError};

/// Where a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// It has been made, and may or may not have reached the bank.
    Made,
    /// It was given to the bank.
    Sent,
    /// It was taken apart and never given to the bank.
    Discarded,
}

impl BatchState {
    /// The word of the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Made => "made",
            Self::Sent => "sent",
            Self::Discarded => "discarded",
        }
    }
}

/// The word is not a state of a payment file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a payment file is made, sent or discarded")]
pub struct UnknownBatchState;

impl FromStr for BatchState {
    type Err = UnknownBatchState;

    fn from_str(word: &str) -> Result<Self, UnknownBatchState> {
        let all = [Self::Made, Self::Sent, Self::Discarded];
        all.into_iter().find(|state| state.as_str() == word).ok_or(UnknownBatchState)
    }
}

/// The two forms of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// ISO 20022 pain.001.001.09.
    Iso20022,
    /// A table.
    Csv,
}

impl FileFormat {
    /// The word of the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Iso20022 => "pain.001",
            Self::Csv => "csv",
        }
    }
}

/// A file for the bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its id.
    pub id: BatchId,
    /// The currency of its payouts.
    pub currency: Currency,
    /// On which day the bank is to pay.
    pub requested_on: CalendarDate,
    /// Who made it and when.
    pub made: Deed,
    /// Where it stands.
    pub state: BatchState,
    /// Who brought it there and when; `None` while it is just made.
    pub ended: Option<Deed>,
    /// What stands in it, each with the version of the bank details that the file names.
    pub payouts: Vec<(Payout, i64)>,
    /// Who took it, newest first.
    pub downloads: Vec<Download>,
}

/// Somebody took a file, which holds whole bank details.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// In which form, as the database words it.
    pub format: String,
    /// Who and when.
    pub deed: Deed,
}

impl Payouts<'_> {
    /// A file, with what stands in it and who took it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batch(&self, id: &BatchId) -> Result<Option<Batch>, StoreError> {
        let db = self.store.reader();
        match payout_batch::Entity::find_by_id(id.as_str()).one(db).await? {
            Some(row) => batch(db, row).await.map(Some),
            None => Ok(None),
        }
    }

    /// The newest files, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn batches(&self, limit: u64) -> Result<Vec<Batch>, StoreError> {
        let db = self.store.reader();
        let rows = payout_batch::Entity::find().order_by_desc(payout_batch::Column::Id).limit(limit).all(db).await?;
        let mut batches = Vec::with_capacity(rows.len());
        for row in rows {
            batches.push(batch(db, row).await?);
        }
        Ok(batches)
    }

    /// Writes down that `by` takes a file, and answers what stands in it. A file that was taken apart is given to
    /// nobody any more.
    ///
    /// # Errors
    /// [`PayoutError`]; then the file must not be handed out.
    pub async fn take_batch(
        &self,
        id: &BatchId,
        format: FileFormat,
        by: &MemberId,
        now: UtcMillis,
    ) -> Result<Batch, PayoutError> {
        let (id, by) = (id.clone(), by.clone());
        self.store
            .write(|txn| {
                Box::pin(async move {
                    Actor::find(txn, &by).await?.standing().may_see()?;
                    let row = payout_batch::Entity::find_by_id(id.as_str()).one(txn).await?;
                    let row = row.ok_or(PayoutError::NotFound)?;
                    if row.state == BatchState::Discarded.as_str() {
                        return Err(PayoutError::Discarded);
                    }
                    let of_this = payout_download::Column::BatchId.eq(id.as_str());
                    let before = payout_download::Entity::find().filter(of_this).count(txn).await?;
                    let download = payout_download::Model {
                        batch_id: id.to_string(),
                        sequence: i64::try_from(before).map_err(StoreError::corrupt)? + 1,
                        format: format.as_str().to_owned(),
                        member_id: by.as_str().to_owned(),
                        at: now.0,
                    };
                    payout_download::Entity::insert(download.into_active_model()).exec_without_returning(txn).await?;
                    Ok(batch(txn, row).await?)
                })
            })
            .await
    }
}

async fn batch(db: &impl ConnectionTrait, row: payout_batch::Model) -> Result<Batch, StoreError> {
    let of_this = payout_batch_item::Column::BatchId.eq(row.id.as_str());
    let items = payout_batch_item::Entity::find()
        .filter(of_this)
        .order_by_asc(payout_batch_item::Column::PayoutId)
        .all(db)
        .await?;
    let ids = items.iter().map(|item| item.payout_id.as_str());
    let rows =
        payout::Entity::find().filter(payout::Column::Id.is_in(ids)).order_by_asc(payout::Column::Id).all(db).await?;
    let payouts = records::payouts(db, rows).await?;
    if payouts.len() != items.len() {
        return Err(StoreError::corrupt("a payment file holds a payout that is not there"));
    }
    let downloads = payout_download::Entity::find()
        .filter(payout_download::Column::BatchId.eq(row.id.as_str()))
        .order_by_desc(payout_download::Column::Sequence)
        .all(db)
        .await?;
    let people = downloads.iter().map(|download| download.member_id.as_str()).chain([row.made_by.as_str()]);
    let names = names(db, people.chain(row.state_by.as_deref())).await?;
    let ended = row.state_by.as_deref().map(|by| deed(Some(by), row.state_since, &names)).transpose()?;
    let downloads = downloads.into_iter().map(|download| {
        Ok(Download { deed: deed(Some(&download.member_id), download.at, &names)?, format: download.format })
    });
    Ok(Batch {
        id: row.id.parse().map_err(StoreError::corrupt)?,
        currency: row.currency.parse().map_err(StoreError::corrupt)?,
        requested_on: date(&row.requested_on)?,
        made: deed(Some(&row.made_by), row.made_at, &names)?,
        state: row.state.parse().map_err(StoreError::corrupt)?,
        ended,
        payouts: payouts.into_iter().zip(items.iter().map(|item| item.details_version)).collect(),
        downloads: downloads.collect::<Result<_, StoreError>>()?,
    })
}

fn date(text: &str) -> Result<CalendarDate, StoreError> {
    let midnight = UtcMillis::parse_report(&format!("{text} 00:00:00")).map_err(StoreError::corrupt)?;
    Ok(midnight.date())
}
