//! Payouts as the rest of the house sees them, and how rows become them.

use std::collections::{BTreeMap, BTreeSet};

use blkout_core::{
    membership::ChosenName,
    money::{CreatorSlug, Money},
    payouts::{BatchId, FailureReason, Lifecycle, PayoutId, State},
    time::UtcMillis,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::{payout, payout_approval, payout_event};
use crate::{Member, MemberId, StoreError, members::entity as member};

/// Ids in one question, at most: below the limit of bound values of either engine.
const IDS_AT_ONCE: usize = 1_000;

/// A payout as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// Its id.
    pub id: PayoutId,
    /// Whose money it is.
    pub creator: CreatorSlug,
    /// How much.
    pub money: Money,
    /// State and valid approvals.
    pub lifecycle: Lifecycle<MemberId>,
    /// Who gave the valid approvals, in the order in which they did.
    pub approvals: Vec<Deed>,
    /// When it was scheduled.
    pub scheduled_at: UtcMillis,
    /// Since when it is in its state.
    pub since: UtcMillis,
    /// The version of the bank details that it is approved for and pays to.
    pub details_version: i64,
    /// The payment file in which it stands.
    pub batch: Option<BatchId>,
    /// Why it failed, if it did.
    pub failure: Option<FailureReason>,
}

/// Something that a person did, or that happened by itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Deed {
    /// Who; `None` for what happened by itself.
    pub by: Option<MemberId>,
    /// What they are called, if they are still here.
    pub name: Option<ChosenName>,
    /// When.
    pub at: UtcMillis,
}

impl std::fmt::Debug for Deed {
    /// Shows nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Deed").field("at", &self.at).finish_non_exhaustive()
    }
}

/// One event in the life of a payout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayoutHistoryLine {
    /// The event's word: that of the record, or `batched`, `unbatched`.
    pub event: String,
    /// The state that it led to.
    pub state: State,
    /// Who and when.
    pub deed: Deed,
}

/// What people are called, by id.
pub(super) type Names = BTreeMap<String, ChosenName>;

/// The names of members; who is not here any more has none.
pub(super) async fn names<'i>(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = &'i str>,
) -> Result<Names, StoreError> {
    let ids: BTreeSet<&str> = ids.into_iter().collect();
    let mut names = Names::new();
    for some in ids.into_iter().collect::<Vec<_>>().chunks(IDS_AT_ONCE) {
        let rows = member::Entity::find().filter(member::Column::Id.is_in(some.iter().copied())).all(db).await?;
        for row in rows {
            let member = Member::try_from(row)?;
            names.insert(member.id.as_str().to_owned(), member.name);
        }
    }
    Ok(names)
}

pub(super) fn deed(by: Option<&str>, at: i64, names: &Names) -> Result<Deed, StoreError> {
    Ok(Deed { name: by.and_then(|id| names.get(id)).cloned(), by: by.map(member_id).transpose()?, at: UtcMillis(at) })
}

pub(super) fn member_id(text: &str) -> Result<MemberId, StoreError> {
    MemberId::parse(text).ok_or_else(|| StoreError::corrupt("a member's id is not one"))
}

/// The approvals that count for a payout: those of its present version of the bank details.
pub(super) async fn approvals_of(
    db: &impl ConnectionTrait,
    row: &payout::Model,
) -> Result<Vec<payout_approval::Model>, StoreError> {
    let found = payout_approval::Entity::find()
        .filter(payout_approval::Column::PayoutId.eq(row.id.as_str()))
        .filter(payout_approval::Column::DetailsVersion.eq(row.details_version))
        .order_by_asc(payout_approval::Column::At)
        .order_by_asc(payout_approval::Column::MemberId);
    Ok(found.all(db).await?)
}

/// The lifecycle that a row and its valid approvals stand for.
pub(super) fn lifecycle(
    row: &payout::Model,
    approvals: &[payout_approval::Model],
) -> Result<Lifecycle<MemberId>, StoreError> {
    let state: State = row.state.parse().map_err(StoreError::corrupt)?;
    let who = approvals.iter().map(|approval| member_id(&approval.member_id)).collect::<Result<_, _>>()?;
    Ok(Lifecycle::resume(state, who, row.batch_id.is_some()))
}

pub(super) fn money(row: &payout::Model) -> Result<Money, StoreError> {
    Ok(Money::new(row.amount, row.currency.parse().map_err(StoreError::corrupt)?))
}

pub(super) fn creator(row: &payout::Model) -> Result<CreatorSlug, StoreError> {
    CreatorSlug::new(row.creator.as_str()).map_err(StoreError::corrupt)
}

/// Payouts from their rows, in the same order.
pub(super) async fn payouts(db: &impl ConnectionTrait, rows: Vec<payout::Model>) -> Result<Vec<Payout>, StoreError> {
    let mut approvals: BTreeMap<String, Vec<payout_approval::Model>> = BTreeMap::new();
    for some in rows.chunks(IDS_AT_ONCE) {
        let of_these = payout_approval::Column::PayoutId.is_in(some.iter().map(|row| row.id.as_str()));
        let found = payout_approval::Entity::find()
            .filter(of_these)
            .order_by_asc(payout_approval::Column::At)
            .order_by_asc(payout_approval::Column::MemberId);
        for approval in found.all(db).await? {
            approvals.entry(approval.payout_id.clone()).or_default().push(approval);
        }
    }
    let names = names(db, approvals.values().flatten().map(|approval| approval.member_id.as_str())).await?;
    let read = rows.into_iter().map(|row| {
        let mut valid = approvals.remove(&row.id).unwrap_or_default();
        valid.retain(|approval| approval.details_version == row.details_version);
        payout(row, &valid, &names)
    });
    read.collect()
}

fn payout(row: payout::Model, approvals: &[payout_approval::Model], names: &Names) -> Result<Payout, StoreError> {
    Ok(Payout {
        lifecycle: lifecycle(&row, approvals)?,
        approvals: approvals
            .iter()
            .map(|approval| deed(Some(&approval.member_id), approval.at, names))
            .collect::<Result<_, _>>()?,
        money: money(&row)?,
        creator: creator(&row)?,
        scheduled_at: UtcMillis(row.scheduled_at),
        since: UtcMillis(row.state_since),
        details_version: row.details_version,
        batch: row.batch_id.map(|id| id.parse().map_err(StoreError::corrupt)).transpose()?,
        failure: row.failure_reason.map(|word| word.parse().map_err(StoreError::corrupt)).transpose()?,
        id: row.id.parse().map_err(StoreError::corrupt)?,
    })
}

/// Everything that happened to a payout, in order.
pub(super) async fn history(db: &impl ConnectionTrait, id: &PayoutId) -> Result<Vec<PayoutHistoryLine>, StoreError> {
    let of_this = payout_event::Column::PayoutId.eq(id.as_str());
    let rows =
        payout_event::Entity::find().filter(of_this).order_by_asc(payout_event::Column::Sequence).all(db).await?;
    let names = names(db, rows.iter().filter_map(|row| row.member_id.as_deref())).await?;
    let lines = rows.into_iter().map(|row| {
        Ok(PayoutHistoryLine {
            state: row.state.parse().map_err(StoreError::corrupt)?,
            deed: deed(row.member_id.as_deref(), row.at, &names)?,
            event: row.event,
        })
    });
    lines.collect()
}
