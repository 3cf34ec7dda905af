//! Entering a payment or a refund that no processor reports; it waits then for another steward.

use blkout_core::{
    money::Weights,
    payments::manual::{ApprovalRefusal, ManualEntry, ManualId, Matter},
    time::UtcMillis,
};
use sea_orm::{DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::{KeptManual, Manual, ManualState, decide, entity, kept};
use crate::{MemberId, StoreError};

/// Why an entry was not taken. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum ManualEntryError {
    /// Only active stewards enter anything.
    #[error(transparent)]
    Refused(#[from] ApprovalRefusal),
    /// The same form was sent before, with something else in it.
    #[error("this form was sent before with something else in it; if you mean one more entry, send it again")]
    SentBefore,
    /// There is no such payment in the ledger.
    #[error("there is no such payment by transfer or in cash in the ledger")]
    NoSuchPayment,
    /// A refund in another currency than its payment.
    #[error("that payment was made in {0}")]
    OtherCurrency(blkout_core::money::Currency),
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ManualEntryError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Manual<'_> {
    /// Keeps an entry until another steward approves it. The same entry again, such as by a second click, changes
    /// nothing.
    ///
    /// # Errors
    /// [`ManualEntryError`]
    pub async fn enter(&self, entry: ManualEntry, by: &MemberId, now: UtcMillis) -> Result<(), ManualEntryError> {
        let by = by.clone();
        // Drafts are nothing that visitors see.
        self.store.write_unseen(|txn| Box::pin(async move { enter(txn, &entry, &by, now).await })).await
    }
}

async fn enter(
    txn: &DatabaseTransaction,
    entry: &ManualEntry,
    by: &MemberId,
    now: UtcMillis,
) -> Result<(), ManualEntryError> {
    decide::active_steward(txn, by).await?.ok_or(ApprovalRefusal::NotSteward)?;
    if let Some(before) = entity::Entity::find_by_id(entry.id.as_str()).one(txn).await? {
        let before = kept::read(&before)?;
        let is_same = before.entry == *entry && before.entered_by == *by;
        return if is_same { Ok(()) } else { Err(ManualEntryError::SentBefore) };
    }
    let (work, weights) = match &entry.matter {
        Matter::Payment { work, weights } => (work.clone(), weights.clone()),
        Matter::Refund { of } => {
            let payment = approved_payment(txn, of).await?;
            if payment.entry.amount.currency != entry.amount.currency {
                return Err(ManualEntryError::OtherCurrency(payment.entry.amount.currency));
            }
            (payment.work, payment.weights)
        }
    };
    let row = kept::row(entry, &work, &weights, by, now)?;
    entity::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    Ok(())
}

/// The approved entry of a payment, with the weights by which it is shared in the ledger.
async fn approved_payment(txn: &DatabaseTransaction, id: &ManualId) -> Result<KeptManual, ManualEntryError> {
    let row = entity::Entity::find_by_id(id.as_str()).one(txn).await?.ok_or(ManualEntryError::NoSuchPayment)?;
    let kept = kept::read(&row)?;
    if kept.state != ManualState::Approved || !matches!(kept.entry.matter, Matter::Payment { .. }) {
        return Err(ManualEntryError::NoSuchPayment);
    }
    let payment_id = id.payment_id();
    let payment = crate::ledger::payments(txn, std::iter::once(payment_id.as_str())).await?.remove(&payment_id);
    let weights: Weights = payment.ok_or(ManualEntryError::NoSuchPayment)?.weights;
    Ok(KeptManual { weights, ..kept })
}
