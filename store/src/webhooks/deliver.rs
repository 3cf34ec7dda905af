//! Taking in an event: once, whole, and in whatever order events come.

use blkout_core::{
    payments::{ApplyError, Field, Meeting, Recorded, apply, event::Notice},
    time::UtcMillis,
};
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel};

use super::{
    Met, Webhooks,
    entities::{notice, webhook_event},
    kept, meet, recorded,
    settle::{complete_fee, settle},
};
use crate::{
    StoreError,
    agreements::{Covering, note_agreement},
    ledger::{Rows, payments},
};

/// An event, reduced to what matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// The processor's id of the event.
    pub id: String,
    /// What it is about, such as `charge.succeeded`.
    pub kind: String,
    /// SHA-256, in hexadecimal, of what matters in it.
    pub digest: String,
    /// The balance transactions that it tells.
    pub notices: Vec<Notice>,
    /// Whether the shop may have changed its words since it told the same before.
    pub is_update: bool,
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was taken before; nothing was changed.
    Repeated,
    /// It tells what is known already.
    AlreadyThere,
    /// Some of it waits for what has to come before it.
    Waiting,
    /// It is in the ledger.
    Recorded,
}

impl Outcome {
    /// The word of the database and of metrics.
    pub fn word(self) -> &'static str {
        match self {
            Self::Repeated => "repeated",
            Self::AlreadyThere => "already_there",
            Self::Waiting => "waiting",
            Self::Recorded => "recorded",
        }
    }
}

/// Why an event was refused. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// An event with this id was taken before, and it said something else.
    #[error("the event was taken before with other content")]
    Altered,
    /// It contradicts what the ledger holds about the same balance transaction.
    #[error("the ledger holds another {field} of `{id}`")]
    Conflict {
        /// The balance transaction.
        id: String,
        /// What they disagree about.
        field: Field,
    },
    /// It can never fit the ledger.
    #[error("`{id}` does not fit the ledger: {reason}")]
    Apply {
        /// The balance transaction.
        id: String,
        /// The reason.
        reason: ApplyError,
    },
    /// The database did not do it; the processor will send the event again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for DeliveryError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Webhooks<'_> {
    /// Takes an event in, in one write with its entries in the record: durable once this answers.
    ///
    /// # Errors
    /// [`DeliveryError`]; then nothing has been written.
    pub async fn deliver(&self, delivery: Delivery, now: UtcMillis) -> Result<Outcome, DeliveryError> {
        // Most repetitions are seen here, without the writers' turn.
        if is_repeated(self.store.reader(), &delivery).await? {
            return Ok(Outcome::Repeated);
        }
        self.store.write(|txn| Box::pin(async move { deliver(txn, &delivery, now).await })).await
    }
}

async fn is_repeated(reader: &impl ConnectionTrait, delivery: &Delivery) -> Result<bool, DeliveryError> {
    match webhook_event::Entity::find_by_id(delivery.id.as_str()).one(reader).await? {
        None => Ok(false),
        Some(taken) if taken.kind == delivery.kind && taken.digest == delivery.digest => Ok(true),
        Some(_) => Err(DeliveryError::Altered),
    }
}

async fn deliver(txn: &DatabaseTransaction, delivery: &Delivery, now: UtcMillis) -> Result<Outcome, DeliveryError> {
    if is_repeated(txn, delivery).await? {
        return Ok(Outcome::Repeated);
    }
    let mut rows = Rows::begin(txn).await?;
    let mut outcome = Outcome::AlreadyThere;
    for notice in &delivery.notices {
        let one = take(txn, &mut rows, delivery, notice, now).await?;
        outcome = outcome.max(one);
    }
    let charges = delivery.notices.iter().map(|notice| notice.entry.charge_id.clone());
    let charges: Vec<String> = charges.filter(|id| !id.is_empty()).collect();
    settle(txn, &mut rows, &charges, now).await?;
    rows.finish(txn).await?;
    let taken = webhook_event::Model {
        id: delivery.id.clone(),
        kind: delivery.kind.clone(),
        digest: delivery.digest.clone(),
        received_at: now.0,
        outcome: outcome.word().to_owned(),
    };
    webhook_event::Entity::insert(taken.into_active_model()).exec_without_returning(txn).await?;
    Ok(outcome)
}

/// Takes in one balance transaction of an event.
async fn take(
    txn: &DatabaseTransaction,
    rows: &mut Rows,
    delivery: &Delivery,
    told: &Notice,
    now: UtcMillis,
) -> Result<Outcome, DeliveryError> {
    let id = &told.entry.id;
    let conflict = |field| DeliveryError::Conflict { id: id.clone(), field };
    if let Some(known) = recorded(txn, std::slice::from_ref(id)).await?.get(id) {
        return match meet(known, told) {
            Met::Same => Ok(Outcome::AlreadyThere),
            Met::Fee { fee, number } => {
                complete_fee(txn, rows, &known.recorded.notice, fee, number, now).await?;
                Ok(Outcome::Recorded)
            }
            Met::Conflict(Field::Creators) if delivery.is_update => Ok(Outcome::AlreadyThere),
            Met::Conflict(field) => Err(conflict(field)),
        };
    }
    if let Some(row) = kept::find(txn, [id.as_str()]).await?.into_iter().next() {
        let (event_id, told_at) = (row.event_id.clone(), UtcMillis(row.told_at));
        let waiting = Recorded { notice: kept::read(row)?, by_agreement: false };
        return match waiting.meets(told) {
            Meeting::Same => Ok(Outcome::Waiting),
            Meeting::Fee(_) => {
                keep_waiting(txn, told, &event_id, told_at).await?;
                Ok(Outcome::Waiting)
            }
            Meeting::Conflict(field) => Err(conflict(field)),
        };
    }
    let covering = Covering::of_work(txn, &told.entry.work).await?;
    let (entry, agreement) = covering.under(&told.entry);
    let of = payments(txn, std::iter::once(entry.charge_id.as_str())).await?;
    let at_fault = |reason| DeliveryError::Apply { id: id.clone(), reason };
    let mut applied = match apply(&entry, of.get(&entry.charge_id), rows.recorder().share()) {
        Ok(applied) => applied,
        Err(reason) if reason.may_fit_later() => {
            keep_waiting(txn, told, &delivery.id, now).await?;
            return Ok(Outcome::Waiting);
        }
        Err(reason) => return Err(at_fault(reason)),
    };
    note_agreement(&mut applied, &told.entry, agreement);
    let number = match rows.add(now, &applied) {
        Err(StoreError::Entry(too_long)) => return Err(at_fault(too_long.into())),
        other => other?,
    };
    // The next notice of the same event may be about the same payment.
    rows.flush(txn).await?;
    let row = kept::row(told, &delivery.id, now, Some(number))?;
    notice::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    Ok(Outcome::Recorded)
}

/// Keeps a notice that does not fit yet, in the place of one that said less.
async fn keep_waiting(
    txn: &DatabaseTransaction,
    told: &Notice,
    event_id: &str,
    told_at: UtcMillis,
) -> Result<(), DeliveryError> {
    notice::Entity::delete_by_id(told.entry.id.as_str()).exec(txn).await?;
    let row = kept::row(told, event_id, told_at, None)?;
    notice::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    Ok(())
}
