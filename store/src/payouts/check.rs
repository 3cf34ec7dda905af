//! Holding the tables of payouts against the record: every step, who approved it, and where each payout stands.

use std::collections::BTreeMap;

use blkout_core::{
    payouts::{ApprovalSalt, Event, FailureReason, Lifecycle, PayoutId, State},
    record::entry::{ApprovalMark, Entry, PayoutEntry, PayoutEvent},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::{payout, payout_approval, payout_batch_item, payout_event};
use crate::{Check, Store, StoreError};

/// Payouts looked at together.
const BATCH_ROWS: u64 = 512;
/// Steps that are the co-op's own affair and stand in no record.
const UNRECORDED: [&str; 2] = ["batched", "unbatched"];

/// What the tables say of one payout.
struct Kept {
    row: payout::Model,
    events: Vec<payout_event::Model>,
    approvals: Vec<payout_approval::Model>,
    items: Vec<payout_batch_item::Model>,
}

/// Adds to `check` whatever the tables of payouts say otherwise than the record.
///
/// # Errors
/// [`StoreError`] when the database does not answer; what is wrong in it is a finding and no error.
pub(crate) async fn check_payouts(store: &Store, check: &mut Check) -> Result<(), StoreError> {
    let mut recorded: BTreeMap<String, Vec<PayoutEntry>> = BTreeMap::new();
    for entry in store.record().of_kind("payout").await? {
        match Entry::decode(&entry.bytes) {
            Ok(Entry::Payout(step)) => recorded.entry(step.payout.clone()).or_default().push(step),
            _ => check.fault("record_entries", format_args!("index {}", entry.index), "is no step of a payout"),
        }
    }
    let mut after = String::new();
    loop {
        let batch = next(store, &after).await?;
        let Some(last) = batch.last() else { break };
        after.clone_from(&last.row.id);
        for kept in &batch {
            let steps = recorded.remove(&kept.row.id).unwrap_or_default();
            if let Err(what) = compare(kept, &steps) {
                check.fault("payouts", &kept.row.id, what);
            }
        }
    }
    for id in recorded.into_keys() {
        check.fault("payouts", id, "is in the record and not here");
    }
    Ok(())
}

async fn next(store: &Store, after: &str) -> Result<Vec<Kept>, StoreError> {
    let db = store.reader();
    let rows = payout::Entity::find()
        .filter(payout::Column::Id.gt(after))
        .order_by_asc(payout::Column::Id)
        .limit(BATCH_ROWS)
        .all(db)
        .await?;
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let mut kept: Vec<Kept> = rows
        .into_iter()
        .map(|row| Kept { row, events: Vec::new(), approvals: Vec::new(), items: Vec::new() })
        .collect();
    let place = |id: &str| ids.binary_search_by(|known| known.as_str().cmp(id)).ok();
    let events = payout_event::Entity::find()
        .filter(payout_event::Column::PayoutId.is_in(&ids))
        .order_by_asc(payout_event::Column::Sequence);
    for event in events.all(db).await? {
        if let Some(place) = place(&event.payout_id) {
            kept[place].events.push(event);
        }
    }
    let approvals = payout_approval::Entity::find().filter(payout_approval::Column::PayoutId.is_in(&ids));
    for approval in approvals.all(db).await? {
        if let Some(place) = place(&approval.payout_id) {
            kept[place].approvals.push(approval);
        }
    }
    let items = payout_batch_item::Entity::find().filter(payout_batch_item::Column::PayoutId.is_in(&ids));
    for item in items.all(db).await? {
        if let Some(place) = place(&item.payout_id) {
            kept[place].items.push(item);
        }
    }
    Ok(kept)
}

/// What is wrong with a payout, if anything is.
fn compare(kept: &Kept, steps: &[PayoutEntry]) -> Result<(), String> {
    let row = &kept.row;
    let first = steps.first().ok_or("is not in the record")?;
    let terms = (row.creator.as_str(), row.currency.as_str(), row.amount, row.scheduled_at, row.scheduled_transaction);
    let recorded = (
        first.creator.as_str(),
        first.currency.code(),
        first.amount,
        first.recorded.0,
        first.transaction.and_then(|number| i64::try_from(number).ok()).unwrap_or_default(),
    );
    if terms != recorded {
        return Err(format!("says {terms:?} and the record {recorded:?}"));
    }
    let (life, since) = replay(kept, steps)?;
    if (row.state.as_str(), row.state_since) != (life.state().as_str(), since) {
        return Err(format!("is {} and should be {}", row.state, life.state()));
    }
    let ended = steps.last().filter(|_| !life.state().is_in_flight()).and_then(|last| last.transaction);
    if row.ended_transaction != ended.and_then(|number| i64::try_from(number).ok()) {
        return Err("ended with another transaction than the record says".to_owned());
    }
    let reason = row.failure_reason.as_ref().map(|word| word.parse::<FailureReason>().is_ok());
    if reason != (life.state() == State::Failed).then_some(true) {
        return Err("has a reason for failing that does not fit its state".to_owned());
    }
    let valid = kept.approvals.iter().filter(|approval| approval.details_version == row.details_version).count();
    if valid != life.approvals().len() {
        return Err(format!("has {valid} approvals that count, and the record {}", life.approvals().len()));
    }
    let is_in_its_file = |batch: &String| {
        kept.items.iter().any(|item| item.batch_id == *batch && item.details_version == row.details_version)
    };
    if row.batch_id.as_ref().is_some_and(|batch| !is_in_its_file(batch)) {
        return Err("names a payment file in which it does not stand".to_owned());
    }
    Ok(())
}

/// Lives the payout's life again, by its events and the record side by side.
fn replay(kept: &Kept, steps: &[PayoutEntry]) -> Result<(Lifecycle<ApprovalMark>, i64), String> {
    let marks = Marks::of(kept)?;
    let mut life = Lifecycle::scheduled();
    let mut since = kept.row.scheduled_at;
    let mut steps = steps.iter();
    for (place, event) in (1..).zip(&kept.events) {
        if event.sequence != place {
            return Err(format!("event {place} is missing"));
        }
        let before = life.state();
        if UNRECORDED.contains(&event.event.as_str()) {
            let own = if event.event == UNRECORDED[0] { Event::PutIntoFile } else { Event::TakenOutOfFile };
            life = life.apply(own).map_err(|error| format!("event {place}: {error}"))?;
        } else {
            let step = steps.next().ok_or_else(|| format!("event {place} is not in the record"))?;
            if (event.event.as_str(), event.at) != (step.event.as_str(), step.recorded.0) {
                return Err(format!("event {place} is {} and the record says {}", event.event, step.event));
            }
            if let Some(next) = meaning(step)? {
                life = life.apply(next).map_err(|error| format!("event {place}: {error}"))?;
            }
            if step.mark.is_some()
                && step.mark != event.member_id.as_deref().and_then(|by| marks.of_approval(by, event.at))
            {
                return Err(format!("event {place} was approved by somebody else than the record says"));
            }
        }
        if event.state != life.state().as_str() {
            return Err(format!("event {place} led to {} and not to {}", life.state(), event.state));
        }
        if life.state() != before {
            since = event.at;
        }
    }
    if steps.next().is_some() || kept.events.is_empty() {
        return Err("the record has a step that is missing here".to_owned());
    }
    Ok((life, since))
}

fn meaning(step: &PayoutEntry) -> Result<Option<Event<ApprovalMark>>, String> {
    Ok(match step.event {
        PayoutEvent::Scheduled => None,
        PayoutEvent::Approval => Some(Event::Approval(step.mark.ok_or("an approval in the record has no mark")?)),
        PayoutEvent::ApprovalsVoid => Some(Event::DetailsChanged),
        PayoutEvent::Sent => Some(Event::Sent),
        PayoutEvent::Settled => Some(Event::Settled),
        PayoutEvent::Failed => Some(Event::Failed),
    })
}

/// The marks of the approvals that are kept, computed anew.
struct Marks<'k> {
    approvals: Vec<(&'k str, i64, ApprovalMark)>,
}

impl<'k> Marks<'k> {
    fn of(kept: &'k Kept) -> Result<Self, String> {
        let mut salt = [0; 32];
        hex::decode_to_slice(&kept.row.salt, &mut salt).map_err(|_| "has no salt")?;
        let salt = ApprovalSalt::new(salt);
        let id: PayoutId = kept.row.id.parse().map_err(|_| "has an id that is none")?;
        let mut approvals = Vec::new();
        for approval in &kept.approvals {
            let mark = salt.mark(&id, &approval.member_id);
            if approval.mark != mark.to_string() {
                return Err("has an approval whose mark is somebody else's".to_owned());
            }
            approvals.push((approval.member_id.as_str(), approval.at, mark));
        }
        let events = kept.events.iter().filter(|event| event.event == PayoutEvent::Approval.as_str()).count();
        if approvals.len() == events {
            Ok(Self { approvals })
        } else {
            Err("has an approval too many or too few".to_owned())
        }
    }

    fn of_approval(&self, by: &str, at: i64) -> Option<ApprovalMark> {
        self.approvals.iter().find(|(who, when, _)| *who == by && *when == at).map(|(_, _, mark)| *mark)
    }
}
