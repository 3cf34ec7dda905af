//! What is told, held against what the ledger or the waiting notices hold under the same id.

use std::collections::BTreeMap;

use blkout_core::{
    money::{CreatorSlug, Weights},
    payments::{Entry, Field, Meeting, Recorded, event::Notice},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{entities::notice, kept};
use crate::{
    StoreError,
    ledger::{
        entities::{ledger_transaction, payment},
        weights_of,
    },
};

/// A transaction of the ledger, as it is held against another telling.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The ledger's number of it.
    pub(crate) number: u64,
    /// SHA-256 of the row that it was made from.
    pub(crate) digest: String,
    /// What it says.
    pub(crate) recorded: Recorded,
    /// Whether an event told it: then another digest is no conflict by itself.
    pub(crate) is_told: bool,
}

/// What followed when something was told again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Met {
    /// Nothing is to be done.
    Same,
    /// The fee is known now; it is still to be posted beside this transaction.
    Fee {
        /// The fee, in minor units.
        fee: i64,
        /// The transaction that it completes.
        number: u64,
    },
    /// The two contradict each other.
    Conflict(Field),
}

/// Holds `told` against what the ledger knows under the same id.
pub(crate) fn meet(known: &Known, told: &Notice) -> Met {
    if !told.fee_follows && known.digest == told.entry.digest() {
        return Met::Same;
    }
    match known.recorded.meets(told) {
        Meeting::Same => Met::Same,
        Meeting::Fee(fee) => Met::Fee { fee, number: known.number },
        Meeting::Conflict(field) => Met::Conflict(field),
    }
}

/// What the ledger holds under these idempotency keys, by key.
pub(crate) async fn recorded(
    txn: &impl ConnectionTrait,
    keys: &[String],
) -> Result<BTreeMap<String, Known>, StoreError> {
    let with_key = ledger_transaction::Column::IdempotencyKey.is_in(keys.iter().cloned());
    let transactions = ledger_transaction::Entity::find().filter(with_key).all(txn).await?;
    if transactions.is_empty() {
        return Ok(BTreeMap::new());
    }
    let told: BTreeMap<String, notice::Model> =
        kept::find(txn, keys.iter().map(String::as_str)).await?.into_iter().map(|row| (row.id.clone(), row)).collect();
    let brought = payment::Column::TransactionId.is_in(transactions.iter().map(|row| row.id));
    let payments: BTreeMap<i64, payment::Model> = payment::Entity::find()
        .filter(brought)
        .all(txn)
        .await?
        .into_iter()
        .map(|row| (row.transaction_id, row))
        .collect();
    let mut weights = weights_of(txn, payments.values().map(|payment| payment.id.clone())).await?;
    transactions
        .into_iter()
        .map(|row| {
            let payment = payments.get(&row.id);
            let of_payment = payment.and_then(|payment| weights.remove(&payment.id)).unwrap_or_default();
            let told = told.get(&row.idempotency_key).cloned();
            // What an event told is kept with the creators that it named.
            let by_agreement = told.is_none() && payment.is_some_and(|payment| payment.agreement.is_some());
            let known = Known {
                number: u64::try_from(row.id).map_err(StoreError::corrupt)?,
                digest: row.content_digest.clone(),
                is_told: told.is_some(),
                recorded: Recorded { notice: notice_of(&row, of_payment, told)?, by_agreement },
            };
            Ok((row.idempotency_key, known))
        })
        .collect()
}

/// The row of a transaction told again. Only an event leaves a fee to follow, and says so in its notice.
fn notice_of(
    row: &ledger_transaction::Model,
    weights: Vec<(CreatorSlug, u64)>,
    told: Option<notice::Model>,
) -> Result<Notice, StoreError> {
    let told = told.map(kept::read).transpose()?;
    let fee_follows = told.as_ref().is_some_and(|told| told.fee_follows);
    let fee = told.as_ref().map_or(row.fee, |told| told.entry.fee);
    let weights = match told {
        Some(told) => told.entry.weights,
        None => Weights::new(weights).map_err(StoreError::corrupt)?,
    };
    let entry = Entry {
        id: row.idempotency_key.clone(),
        at: UtcMillis(row.occurred_at),
        currency: row.currency.parse().map_err(StoreError::corrupt)?,
        kind: row.kind.parse().map_err(StoreError::corrupt)?,
        gross: row.gross,
        fee,
        net: row.gross.saturating_sub(fee),
        charge_id: row.payment_id.clone().unwrap_or_default(),
        weights,
        work: row.title.clone(),
    };
    Ok(Notice { entry, fee_follows })
}
