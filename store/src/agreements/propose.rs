//! Proposing an agreement.

use blkout_core::{
    agreements::{Agreement, AgreementId, MAX_WAITING, State, Terms},
    membership::MemberStatus,
    money::CreatorSlug,
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::{
    Agreements,
    entities::{agreement, agreement_party},
    kept,
};
use crate::{StoreError, insert::insert, members::entity as member};

/// Why an agreement was not proposed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ProposeAgreementError {
    /// Nobody here has that creator's account, so nobody could answer.
    #[error("nobody here has the creator’s account {0}; check the spelling, or ask them to join first")]
    NoSuchCreator(CreatorSlug),
    /// [`MAX_WAITING`] of theirs wait already.
    #[error("{MAX_WAITING} of your proposals wait for answers; take one back, or wait for an answer, first")]
    TooMany,
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ProposeAgreementError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Agreements<'_> {
    /// Proposes an agreement in the name of `proposer`, who thereby accepts it. Answers its id: `id`, or that of the
    /// same proposal where it waits already.
    ///
    /// # Errors
    /// [`ProposeAgreementError`]
    pub async fn propose(
        &self,
        id: AgreementId,
        terms: Terms,
        proposer: &CreatorSlug,
        now: UtcMillis,
    ) -> Result<AgreementId, ProposeAgreementError> {
        let proposal = Agreement::proposed(terms, proposer.clone());
        self.store.write(|txn| Box::pin(async move { propose(txn, id, proposal, now).await })).await
    }
}

async fn propose(
    txn: &DatabaseTransaction,
    id: AgreementId,
    proposal: Agreement,
    now: UtcMillis,
) -> Result<AgreementId, ProposeAgreementError> {
    let waiting = agreement::Entity::find()
        .filter(agreement::Column::Proposer.eq(proposal.proposer.as_str()))
        .filter(agreement::Column::State.eq(State::Proposed.as_str()))
        .all(txn)
        .await?;
    let waiting = kept::with_parties(txn, waiting).await?;
    for (row, parties) in &waiting {
        if kept::terms(row.work.clone(), parties)? == proposal.terms {
            return Ok(row.id.parse().map_err(StoreError::corrupt)?);
        }
    }
    if waiting.len() as u64 >= MAX_WAITING {
        return Err(ProposeAgreementError::TooMany);
    }
    let known: Vec<Option<String>> = member::Entity::find()
        .select_only()
        .column(member::Column::CreatorSlug)
        .filter(member::Column::Status.eq(MemberStatus::Active.as_str()))
        .filter(member::Column::CreatorSlug.is_in(proposal.terms.weights().iter().map(|(party, _)| party.as_str())))
        .into_tuple()
        .all(txn)
        .await?;
    let is_known = |party: &CreatorSlug| known.iter().flatten().any(|slug| slug == party.as_str());
    if let Some((unknown, _)) = proposal.terms.weights().iter().find(|(party, _)| !is_known(party)) {
        return Err(ProposeAgreementError::NoSuchCreator(unknown.clone()));
    }
    let row = agreement::Model {
        id: id.to_string(),
        work: proposal.terms.work().to_owned(),
        proposer: proposal.proposer.to_string(),
        state: proposal.state.as_str().to_owned(),
        proposed_at: now.0,
        since: None,
        until: None,
    };
    agreement::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    let parties = proposal.terms.weights().iter().map(|(party, weight)| {
        Ok(agreement_party::Model {
            agreement_id: id.to_string(),
            creator: party.to_string(),
            weight: i64::try_from(weight).map_err(StoreError::corrupt)?,
            accepted_at: proposal.accepted.contains(party).then_some(now.0),
        })
    });
    insert(txn, parties.collect::<Result<Vec<_>, StoreError>>()?).await?;
    Ok(id)
}
