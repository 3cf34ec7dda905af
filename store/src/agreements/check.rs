//! Holding agreements against the record: what binds payments here has to be what was agreed in public.

use std::collections::BTreeMap;

use blkout_core::{
    agreements::State,
    record::entry::{AgreementEntry, Entry},
};
use sea_orm::{EntityTrait, QueryOrder};

use super::{
    entities::{agreement, agreement_party},
    kept,
};
use crate::{Check, Store, StoreError};

/// An agreement as the record tells of it: its beginning, and its end if it has one.
type Told = (AgreementEntry, Option<AgreementEntry>);

/// Adds to `check` whatever the tables of agreements say otherwise than the record. Who proposed and when each of them
/// answered stands in the tables alone.
///
/// # Errors
/// [`StoreError`] when the database does not answer; what is wrong in it is a finding and no error.
pub(crate) async fn check_agreements(store: &Store, check: &mut Check) -> Result<(), StoreError> {
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    for entry in store.record().of_kind("agreement").await? {
        // One that cannot be read, or comes out of turn, is found where the record itself is checked.
        let Ok(Entry::Agreement(entry)) = Entry::decode(&entry.bytes) else { continue };
        match told.get_mut(&entry.agreement) {
            Some((_, end)) => *end = Some(entry),
            None => drop(told.insert(entry.agreement.clone(), (entry, None))),
        }
    }
    let rows = agreement::Entity::find().order_by_asc(agreement::Column::Id).all(store.reader()).await?;
    for (row, parties) in kept::with_parties(store.reader(), rows).await? {
        if let Err(what) = compare(&row, &parties, told.remove(&row.id)) {
            check.fault("agreements", &row.id, what);
        }
    }
    for id in told.into_keys() {
        check.fault("agreements", id, "is in the record and not here");
    }
    Ok(())
}

fn compare(row: &agreement::Model, parties: &[agreement_party::Model], told: Option<Told>) -> Result<(), &'static str> {
    let Ok(terms) = kept::terms(row.work.clone(), parties) else {
        return Err("has creators or weights that cannot be");
    };
    if !parties.iter().any(|party| party.creator == row.proposer) {
        return Err("was proposed by somebody who has no part in it");
    }
    let Some((began, ended)) = told else {
        let binds = [State::InForce, State::Ended].map(State::as_str).contains(&row.state.as_str());
        let is_open = row.since.is_none() && row.until.is_none();
        let is_known = row.state.parse::<State>().is_ok();
        return if !binds && is_open && is_known { Ok(()) } else { Err("binds payments and is not in the record") };
    };
    let state = if ended.is_some() { State::Ended } else { State::InForce };
    [
        (terms.work() == began.work, "is about another work than in the record"),
        (*terms.weights() == began.weights, "has other weights than in the record"),
        (row.since == Some(began.recorded.0), "is in force since another time than in the record"),
        (row.until == ended.map(|end| end.recorded.0), "ended at another time than in the record"),
        (row.state == state.as_str(), "is in another state than in the record"),
        (parties.iter().all(|party| party.accepted_at.is_some()), "binds somebody who has not accepted it"),
    ]
    .into_iter()
    .find_map(|(fits, what)| (!fits).then_some(Err(what)))
    .unwrap_or(Ok(()))
}
