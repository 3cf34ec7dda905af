//! What goes in with something else: notices that have waited for it, and fees that were still to follow.

use std::collections::BTreeMap;

use blkout_core::{
    payments::{Applied, Payment, apply, event::Notice, late_fee},
    time::UtcMillis,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};

use super::{entities::notice, kept};
use crate::{
    StoreError,
    ledger::{Rows, payments},
};

/// Charges looked up together.
const CHARGES_AT_A_TIME: usize = 256;

/// Posts a fee that was still to follow beside the transaction `number`, which `recorded` tells, and notes that it is
/// known. A fee of nothing is noted only.
pub(crate) async fn complete_fee(
    txn: &DatabaseTransaction,
    rows: &mut Rows,
    recorded: &Notice,
    fee: i64,
    number: u64,
    recorded_at: UtcMillis,
) -> Result<(), StoreError> {
    if fee != 0 {
        let transaction = late_fee(recorded, fee, number, recorded.entry.at).map_err(StoreError::corrupt)?;
        rows.add(recorded_at, &Applied { transaction, payment: None, distribution: None })?;
    }
    let known = notice::ActiveModel { id: Set(recorded.entry.id.clone()), fee: Set(Some(fee)), ..Default::default() };
    known.update(txn).await?;
    Ok(())
}

/// Drops notices that wait, because a file has brought the same with more.
pub(crate) async fn forget_waiting(txn: &impl ConnectionTrait, ids: Vec<String>) -> Result<(), StoreError> {
    notice::Entity::delete_many()
        .filter(notice::Column::Id.is_in(ids))
        .filter(notice::Column::TransactionNumber.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// The charges that notices wait for.
pub(crate) async fn waited_for(txn: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let charges = notice::Entity::find()
        .select_only()
        .column(notice::Column::ChargeId)
        .distinct()
        .filter(notice::Column::TransactionNumber.is_null())
        .into_tuple()
        .all(txn)
        .await?;
    Ok(charges)
}

/// Applies every waiting notice about these charges that fits by now, in the order of their times, as often as one of
/// them makes room for another. What `rows` holds is flushed.
pub(crate) async fn settle(
    txn: &DatabaseTransaction,
    rows: &mut Rows,
    charges: &[String],
    recorded_at: UtcMillis,
) -> Result<(), StoreError> {
    rows.flush(txn).await?;
    for block in charges.chunks(CHARGES_AT_A_TIME) {
        let found = notice::Entity::find()
            .filter(notice::Column::TransactionNumber.is_null())
            .filter(notice::Column::ChargeId.is_in(block))
            .order_by_asc(notice::Column::At)
            .order_by_asc(notice::Column::Id)
            .all(txn)
            .await?;
        if found.is_empty() {
            continue;
        }
        let mut known = payments(txn, block.iter().map(String::as_str)).await?;
        let mut waiting = found;
        loop {
            let before = waiting.len();
            let mut still = Vec::new();
            for row in waiting {
                if let Some(row) = fit(txn, rows, &mut known, row, recorded_at).await? {
                    still.push(row);
                }
            }
            waiting = still;
            if waiting.len() == before || waiting.is_empty() {
                break;
            }
        }
    }
    Ok(())
}

/// Applies the notice of a row if it fits; answers the row if it has to wait on.
async fn fit(
    txn: &DatabaseTransaction,
    rows: &mut Rows,
    known: &mut BTreeMap<String, Payment>,
    row: notice::Model,
    recorded_at: UtcMillis,
) -> Result<Option<notice::Model>, StoreError> {
    let entry = kept::read(row.clone())?.entry;
    // Payments never wait, so no agreement is asked for.
    let share = rows.recorder().share();
    let Ok(applied) = apply(&entry, known.get(&entry.charge_id), share) else { return Ok(Some(row)) };
    let number = match rows.add(recorded_at, &applied) {
        // What no record could hold must not hold up what it was delivered with.
        Err(StoreError::Entry(_)) => return Ok(Some(row)),
        other => other?,
    };
    rows.flush(txn).await?;
    if let Some(mut payment) = applied.payment {
        payment.last_transaction = Some(number);
        known.insert(payment.id.clone(), payment);
    }
    let mut row = row.into_active_model();
    row.transaction_number = Set(Some(i64::try_from(number).map_err(StoreError::corrupt)?));
    row.update(txn).await?;
    Ok(None)
}
