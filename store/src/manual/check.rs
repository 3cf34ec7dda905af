//! Holding manual entries against the ledger: what two stewards agreed on is what was written, and nothing else was.

use std::collections::BTreeMap;

use blkout_core::ledger::TransactionKind;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{KeptManual, ManualState, entity, kept};
use crate::{
    Check, Store, StoreError,
    ledger::entities::{ledger_transaction, posting},
};

/// Transactions in one question, at most: below the limit of bound values of either engine.
const IDS_AT_ONCE: usize = 1_000;

/// A transaction of the ledger, with the accounts that it posts to.
type Written = (ledger_transaction::Model, Vec<String>);

/// Adds to `check` whatever the approved entries say otherwise than the ledger. Notes, who entered and approved, and
/// entries that were never approved stand in this table alone.
///
/// # Errors
/// [`StoreError`] when the database does not answer; what is wrong in it is a finding and no error.
pub(crate) async fn check_manual(store: &Store, check: &mut Check) -> Result<(), StoreError> {
    let kinds = [TransactionKind::ManualPayment, TransactionKind::ManualRefund].map(TransactionKind::word);
    let of_ledger = ledger_transaction::Column::Kind.is_in(kinds);
    let found = ledger_transaction::Entity::find().filter(of_ledger).all(store.reader()).await?;
    let mut written: BTreeMap<i64, Written> = BTreeMap::new();
    for block in found.chunks(IDS_AT_ONCE) {
        let of_block = posting::Column::TransactionId.is_in(block.iter().map(|transaction| transaction.id));
        let postings = posting::Entity::find().filter(of_block).all(store.reader()).await?;
        written.extend(block.iter().map(|transaction| (transaction.id, (transaction.clone(), Vec::new()))));
        for posting in postings {
            if let Some((_, accounts)) = written.get_mut(&posting.transaction_id) {
                accounts.push(posting.account);
            }
        }
    }
    for row in entity::Entity::find().order_by_asc(entity::Column::Id).all(store.reader()).await? {
        let of_row = row.transaction_number.and_then(|number| written.remove(&number));
        if let Err(what) = compare(&row, of_row) {
            check.fault("manual_entries", &row.id, what);
        }
    }
    for number in written.into_keys() {
        check.fault("manual_entries", format_args!("transaction {number}"), "is in the ledger, and nobody entered it");
    }
    Ok(())
}

fn compare(row: &entity::Model, written: Option<Written>) -> Result<(), &'static str> {
    let Ok(KeptManual { entry, work, state, .. }) = kept::read(row) else {
        return Err("holds something that cannot be");
    };
    if state != ManualState::Approved {
        let is_undecided = row.transaction_number.is_none();
        return if is_undecided { Ok(()) } else { Err("was not approved, and names a transaction") };
    }
    let Some((transaction, accounts)) = written else { return Err("was approved and is not in the ledger") };
    let (channel, entry) = (entry.channel.account().to_string(), entry.entry());
    [
        (transaction.idempotency_key == entry.id, "names another transaction"),
        (transaction.content_digest == entry.digest(), "says something else than its transaction"),
        (transaction.title == work, "is for something else than its transaction"),
        (Some(transaction.recorded_at) == row.decided_at, "was approved at another time than it was written"),
        (accounts.contains(&channel), "came in on another account"),
        (row.decided_by.as_ref().is_some_and(|by| *by != row.entered_by), "was approved by whoever entered it"),
    ]
    .into_iter()
    .find_map(|(fits, what)| (!fits).then_some(Err(what)))
    .unwrap_or(Ok(()))
}
