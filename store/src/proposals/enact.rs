//! Doing what a decision said, where the program can: the decision is done in the same transaction as it takes effect.

use blkout_core::{
    governance::{Event, PassedDecision, ProposalId},
    money::{CreatorShare, Money},
    record::entry::{Entry, PolicyEntry},
    settings::{SettingError, creator_share_policy, payout_minimum_policy},
    time::UtcMillis,
};

use super::{
    Proposals,
    records::lifecycle,
    states::{ProposalError, load, record},
};
use crate::{StoreError, record::Recorder};

/// Why a decision did not take effect; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum EnactError {
    /// The proposal is not there, or its state does not allow it.
    #[error(transparent)]
    Proposal(#[from] ProposalError),
    /// It has not been passed, or has been done already.
    #[error("this proposal has not been passed, or what it decided has been done already")]
    NotPassed,
    /// It cannot change this setting.
    #[error(transparent)]
    Setting(#[from] SettingError),
}

impl From<StoreError> for EnactError {
    fn from(error: StoreError) -> Self {
        Self::Proposal(error.into())
    }
}

impl Proposals<'_> {
    /// Gives creators the share `to` of payments from here on, because the proposal `id` decided it: the policy goes
    /// into the public record with the proposal's id, and the proposal counts as implemented. Answers the place of the
    /// policy in the record.
    ///
    /// # Errors
    /// [`EnactError`]
    pub async fn enact_creator_share(
        &self,
        id: &ProposalId,
        to: CreatorShare,
        now: UtcMillis,
    ) -> Result<u64, EnactError> {
        self.enact(id, now, move |in_force, decision| creator_share_policy(in_force, to, decision, now)).await
    }

    /// Makes `minimum` the smallest payout in its currency from here on, because the proposal `id` decided it, in the
    /// same way.
    ///
    /// # Errors
    /// [`EnactError`]
    pub async fn enact_payout_minimum(
        &self,
        id: &ProposalId,
        minimum: Money,
        now: UtcMillis,
    ) -> Result<u64, EnactError> {
        self.enact(id, now, move |in_force, decision| payout_minimum_policy(in_force, minimum, decision, now)).await
    }

    /// Writes the policy that `decided` makes of the one in force.
    async fn enact(
        &self,
        id: &ProposalId,
        now: UtcMillis,
        decided: impl FnOnce(PolicyEntry, &PassedDecision) -> Result<PolicyEntry, SettingError> + Send + 'static,
    ) -> Result<u64, EnactError> {
        let id = id.clone();
        self.store
            .write(|txn| {
                Box::pin(async move {
                    let row = load(txn, &id).await?;
                    let decision = lifecycle(&row)?.passed_decision(&id).ok_or(EnactError::NotPassed)?;
                    let mut recorder = Recorder::begin(txn).await?;
                    let policy = decided(recorder.policy(now), &decision)?;
                    let index = recorder.add(&Entry::Policy(policy))?;
                    recorder.finish(txn).await?;
                    record(txn, row, Event::Implemented, now).await?;
                    Ok(index)
                })
            })
            .await
    }
}
