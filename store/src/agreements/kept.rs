//! Agreements as they are kept, and as the rest of the house sees them.

use std::collections::{BTreeMap, BTreeSet};

use blkout_core::{
    agreements::{Agreement, AgreementId, State, Terms},
    money::{CreatorSlug, Weights},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::{agreement, agreement_party};
use crate::StoreError;

/// An agreement or a proposal for one, with its times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAgreement {
    /// Its name.
    pub id: AgreementId,
    /// What it says and where it stands.
    pub agreement: Agreement,
    /// When it was proposed.
    pub proposed_at: UtcMillis,
    /// When the last creator accepted; `None` before.
    pub since: Option<UtcMillis>,
    /// When it ended; `None` before.
    pub until: Option<UtcMillis>,
}

/// The parties of each of `rows`, in the order of `rows`; each party list in the order of the names.
pub(super) async fn with_parties(
    txn: &impl ConnectionTrait,
    rows: Vec<agreement::Model>,
) -> Result<Vec<(agreement::Model, Vec<agreement_party::Model>)>, StoreError> {
    let mut parties: BTreeMap<String, Vec<agreement_party::Model>> = BTreeMap::new();
    for block in rows.chunks(512) {
        let of_block = agreement_party::Column::AgreementId.is_in(block.iter().map(|row| row.id.as_str()));
        let found = agreement_party::Entity::find().filter(of_block).order_by_asc(agreement_party::Column::Creator);
        for party in found.all(txn).await? {
            parties.entry(party.agreement_id.clone()).or_default().push(party);
        }
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let of_row = parties.remove(&row.id).unwrap_or_default();
            (row, of_row)
        })
        .collect())
}

/// The terms of an agreement.
pub(super) fn terms(work: String, parties: &[agreement_party::Model]) -> Result<Terms, StoreError> {
    let weights = parties.iter().map(|party| {
        let slug = CreatorSlug::new(party.creator.clone()).map_err(StoreError::corrupt)?;
        Ok((slug, u64::try_from(party.weight).map_err(StoreError::corrupt)?))
    });
    let weights = Weights::new(weights.collect::<Result<Vec<_>, StoreError>>()?).map_err(StoreError::corrupt)?;
    Ok(Terms::kept(work, weights))
}

/// The agreement of a row and its parties.
pub(super) fn read(row: agreement::Model, parties: &[agreement_party::Model]) -> Result<KeptAgreement, StoreError> {
    let state: State = row.state.parse().map_err(StoreError::corrupt)?;
    let accepted = parties.iter().filter(|party| party.accepted_at.is_some());
    let accepted = accepted.map(|party| CreatorSlug::new(party.creator.clone()).map_err(StoreError::corrupt));
    Ok(KeptAgreement {
        id: row.id.parse().map_err(StoreError::corrupt)?,
        agreement: Agreement {
            terms: terms(row.work, parties)?,
            proposer: CreatorSlug::new(row.proposer).map_err(StoreError::corrupt)?,
            accepted: accepted.collect::<Result<BTreeSet<_>, StoreError>>()?,
            state,
        },
        proposed_at: UtcMillis(row.proposed_at),
        since: row.since.map(UtcMillis),
        until: row.until.map(UtcMillis),
    })
}
