//! The agreements that payments may fall under, at hand while payments are written.

use std::{borrow::Cow, collections::BTreeMap};

use blkout_core::{
    agreements::{Agreed, effective_weights},
    payments::{Applied, Entry},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{entities::agreement, kept};
use crate::StoreError;

/// Agreements that are or were in force, by the title of their work.
#[derive(Debug, Default)]
pub(crate) struct Covering(BTreeMap<String, Vec<Agreed>>);

impl Covering {
    /// Every agreement; for an import, which may be about any work.
    pub(crate) async fn all(txn: &impl ConnectionTrait) -> Result<Self, StoreError> {
        let rows = agreement::Entity::find().filter(agreement::Column::Since.is_not_null()).all(txn).await?;
        Self::of_rows(txn, rows).await
    }

    /// Those about one work.
    pub(crate) async fn of_work(txn: &impl ConnectionTrait, work: &str) -> Result<Self, StoreError> {
        if work.is_empty() {
            return Ok(Self::default());
        }
        let about = agreement::Column::Work.eq(work);
        let in_force_ever = agreement::Column::Since.is_not_null();
        let rows = agreement::Entity::find().filter(about).filter(in_force_ever).all(txn).await?;
        Self::of_rows(txn, rows).await
    }

    async fn of_rows(txn: &impl ConnectionTrait, rows: Vec<agreement::Model>) -> Result<Self, StoreError> {
        let mut by_work: BTreeMap<String, Vec<Agreed>> = BTreeMap::new();
        for (row, parties) in kept::with_parties(txn, rows).await? {
            let since = row.since.ok_or_else(|| StoreError::corrupt("an agreement in force since never"))?;
            let agreed = Agreed {
                id: row.id.parse().map_err(StoreError::corrupt)?,
                terms: kept::terms(row.work, &parties)?,
                since: UtcMillis(since),
                until: row.until.map(UtcMillis),
            };
            by_work.entry(agreed.terms.work().to_owned()).or_default().push(agreed);
        }
        Ok(Self(by_work))
    }

    /// The entry as it is shared: with the weights of the agreement that it falls under, and that agreement's id.
    pub(crate) fn under<'e>(&self, entry: &'e Entry) -> (Cow<'e, Entry>, Option<String>) {
        let agreements = self.0.get(&entry.work).map(Vec::as_slice).unwrap_or_default();
        match effective_weights(entry, agreements) {
            (weights, Some(id)) => (Cow::Owned(Entry { weights, ..entry.clone() }), Some(id.to_string())),
            (_, None) => (Cow::Borrowed(entry), None),
        }
    }
}

/// Notes on a payment that was applied just now which agreement gave its weights. Its digest stays that of the row that
/// named other creators, so that the row is known when it comes again.
pub(crate) fn note_agreement(applied: &mut Applied, named: &Entry, agreement: Option<String>) {
    if let Some(payment) = &mut applied.payment
        && agreement.is_some()
    {
        payment.agreement = agreement;
        applied.transaction.content_digest = named.digest();
    }
}
