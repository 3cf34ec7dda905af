//! The repository of agreements between creators. An answer and what follows from it, in the record too, are one write.

mod act;
mod check;
mod covering;
mod entities;
mod kept;
mod propose;

pub use act::AgreementActError;
pub(crate) use check::check_agreements;
pub(crate) use covering::{Covering, note_agreement};
pub use kept::KeptAgreement;
pub use propose::ProposeAgreementError;

use blkout_core::{agreements::AgreementId, money::CreatorSlug, time::UtcMillis};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Query};

use self::entities::{agreement, agreement_party};
use crate::{Store, StoreError, new_id::new_id};

/// The most agreements that one page lists.
pub const MAX_LISTED_AGREEMENTS: u64 = 200;

/// See [`Store::agreements`].
#[derive(Clone, Copy, Debug)]
pub struct Agreements<'s> {
    pub(crate) store: &'s Store,
}

impl Agreements<'_> {
    /// The agreements that a creator is a party of, newest first, at most [`MAX_LISTED_AGREEMENTS`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn of_creator(&self, creator: &CreatorSlug) -> Result<Vec<KeptAgreement>, StoreError> {
        let own = Query::select()
            .column(agreement_party::Column::AgreementId)
            .from(agreement_party::Entity)
            .and_where(agreement_party::Column::Creator.eq(creator.as_str()))
            .to_owned();
        let rows = agreement::Entity::find()
            .filter(agreement::Column::Id.in_subquery(own))
            .order_by_desc(agreement::Column::ProposedAt)
            .order_by_desc(agreement::Column::Id)
            .limit(MAX_LISTED_AGREEMENTS)
            .all(self.store.reader())
            .await?;
        let rows = kept::with_parties(self.store.reader(), rows).await?;
        rows.into_iter().map(|(row, parties)| kept::read(row, &parties)).collect()
    }

    /// The agreement with this id.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn find(&self, id: &AgreementId) -> Result<Option<KeptAgreement>, StoreError> {
        let row = agreement::Entity::find_by_id(id.as_str()).all(self.store.reader()).await?;
        let found = kept::with_parties(self.store.reader(), row).await?;
        found.into_iter().next().map(|(row, parties)| kept::read(row, &parties)).transpose()
    }
}

/// A new id (`UUIDv7`), from the instant and ten random bytes that the caller drew.
///
/// # Errors
/// None in practice: every UUID has the form of an id.
pub fn fresh_agreement_id(now: UtcMillis, random: [u8; 10]) -> Result<AgreementId, StoreError> {
    new_id(now, random)
}
