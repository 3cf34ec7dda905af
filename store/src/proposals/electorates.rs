//! Freezing who may vote, at the moment when voting opens.

use std::collections::BTreeSet;

use blkout_core::governance::{DecisionKind, Electorate, ElectorateSalt, Secrecy};
use blkout_core::membership::MemberStatus;
use blkout_core::time::UtcMillis;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};

use super::entities::{electorate, electorate_mark, proposal};
use super::records::signed;
use crate::members::entity as member;
use crate::{MemberId, StoreError};

/// Rows in one statement; five bound values each stay below the limit of either engine (32 766 on SQLite).
const ROWS_AT_ONCE: usize = 4_000;

/// Since when somebody who is active now has been a member; `None` for anybody else.
pub(super) async fn active_since(
    txn: &DatabaseTransaction,
    member_id: &MemberId,
) -> Result<Option<UtcMillis>, StoreError> {
    let found = member::Entity::find_by_id(member_id.as_str()).one(txn).await?;
    let active = found.filter(|row| row.status == MemberStatus::Active.as_str());
    Ok(active.map(|row| UtcMillis(row.joined_at)))
}

/// Freezes the members who are active now as the electorate of `round`.
pub(super) async fn freeze(
    txn: &DatabaseTransaction,
    row: &proposal::Model,
    round: i16,
    salt: ElectorateSalt,
    now: UtcMillis,
) -> Result<(), StoreError> {
    let active: Vec<(String, Option<String>)> = member::Entity::find()
        .select_only()
        .columns([member::Column::Id, member::Column::CreatorSlug])
        .filter(member::Column::Status.eq(MemberStatus::Active.as_str()))
        .into_tuple()
        .all(txn)
        .await?;
    let kind: DecisionKind = row.kind.parse().map_err(StoreError::corrupt)?;
    let secrecy: Secrecy = row.secrecy.parse().map_err(StoreError::corrupt)?;
    // The flag is kept only where the count needs it: it would tell ballots apart for nothing.
    let asks_creators = row.affects_creators && kind.rule().asks_affected_creators;
    let creators: BTreeSet<String> = active
        .iter()
        .filter(|(_, creator_slug)| asks_creators && creator_slug.is_some())
        .map(|(id, _)| id.clone())
        .collect();
    let electorate = Electorate::freeze(active.into_iter().map(|(id, _)| id), salt.clone());
    let frozen = electorate::Model {
        proposal_id: row.id.clone(),
        round,
        members: signed(electorate.count())?,
        affected_creators: signed(creators.len() as u64)?,
        salt: hex::encode(salt.as_bytes()),
        commitment: electorate.commitment().to_string(),
        frozen_at: now.0,
    };
    electorate::Entity::insert(frozen.into_active_model()).exec_without_returning(txn).await?;
    let mut marks: Vec<_> = electorate
        .marks()
        .map(|(member_id, mark)| electorate_mark::Model {
            proposal_id: row.id.clone(),
            round,
            mark: mark.to_string(),
            creator: creators.contains(member_id),
            roll_call_member_id: (secrecy == Secrecy::RollCall).then(|| member_id.to_owned()),
        })
        .collect();
    // In the order of the marks, so that the order of the rows does not follow the list of members.
    marks.sort_by(|one, other| one.mark.cmp(&other.mark));
    for chunk in marks.chunks(ROWS_AT_ONCE) {
        let rows = chunk.iter().cloned().map(IntoActiveModel::into_active_model);
        electorate_mark::Entity::insert_many::<electorate_mark::ActiveModel, _>(rows)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}
