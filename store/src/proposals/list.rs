//! Finding proposals, one or many, with how far their votes have come.

use std::collections::BTreeMap;

use blkout_core::governance::{ProposalId, State};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::Proposals;
use super::entities::{ballot, count, electorate, proposal};
use super::records::{Proposal, ProposalSummary, Vote, lifecycle, round};
use crate::{MemberId, StoreError};

/// The most proposals in one list.
const LISTED_MAX: u64 = 100;

#[derive(FromQueryResult)]
struct Voters {
    proposal_id: String,
    round: i16,
    distinct: i64,
}

impl Proposals<'_> {
    /// One proposal with its text; drafts and withdrawn ones too, so that who may see it is the page's question.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn find(&self, id: &ProposalId) -> Result<Option<Proposal>, StoreError> {
        let found = proposal::Entity::find_by_id(id.as_str()).one(self.store.reader()).await?;
        let Some(row) = found else { return Ok(None) };
        let text = row.body.clone();
        let author_id =
            MemberId::parse(&row.author_id).ok_or_else(|| StoreError::corrupt("an author without an id"))?;
        let summary = self.with_votes(vec![row]).await?.pop();
        Ok(summary.map(|summary| Proposal { summary, text, author_id }))
    }

    /// Proposals that are open to votes, then those in review; what is due first comes first. At most 100.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn under_way(&self) -> Result<Vec<ProposalSummary>, StoreError> {
        self.store.kept_under_way.get(self.store.data_version(), (), self.read_under_way()).await
    }

    async fn read_under_way(&self) -> Result<Vec<ProposalSummary>, StoreError> {
        let rows = proposal::Entity::find()
            .filter(proposal::Column::State.is_in([State::Open, State::Review].map(State::as_str)))
            // "open" comes before "review" in the alphabet as well as in the list.
            .order_by_asc(proposal::Column::State)
            .order_by_asc(proposal::Column::DueAt)
            .order_by_asc(proposal::Column::Id)
            .limit(LISTED_MAX)
            .all(self.store.reader())
            .await?;
        self.with_votes(rows).await
    }

    /// Proposals whose vote is over, newest first, `limit` (at most 100) older than `before`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn decided(&self, before: Option<&ProposalId>, limit: u64) -> Result<Vec<ProposalSummary>, StoreError> {
        let decided = State::ALL.into_iter().filter(|state| state.is_decided()).map(State::as_str);
        let mut query = proposal::Entity::find().filter(proposal::Column::State.is_in(decided));
        if let Some(before) = before {
            query = query.filter(proposal::Column::Id.lt(before.as_str()));
        }
        let rows = query
            .order_by_desc(proposal::Column::Id)
            .limit(Ord::min(limit, LISTED_MAX))
            .all(self.store.reader())
            .await?;
        self.with_votes(rows).await
    }

    /// The rows as summaries, in their order, each with its latest round.
    async fn with_votes(&self, rows: Vec<proposal::Model>) -> Result<Vec<ProposalSummary>, StoreError> {
        let db = self.store.reader();
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        let frozen = electorate::Entity::find()
            .filter(electorate::Column::ProposalId.is_in(ids.iter().copied()))
            .all(db)
            .await?;
        let frozen: BTreeMap<_, _> =
            frozen.into_iter().map(|row| ((row.proposal_id.clone(), row.round), row)).collect();
        let counted =
            count::Entity::find().filter(count::Column::ProposalId.is_in(ids.iter().copied())).all(db).await?;
        let counted: BTreeMap<_, _> =
            counted.into_iter().map(|row| ((row.proposal_id.clone(), row.round), row)).collect();
        let voters = ballot::Entity::find()
            .select_only()
            .column(ballot::Column::ProposalId)
            .column(ballot::Column::Round)
            .column_as(Expr::expr(Func::count_distinct(Expr::col(ballot::Column::Mark))), "distinct")
            .filter(ballot::Column::ProposalId.is_in(ids))
            .group_by(ballot::Column::ProposalId)
            .group_by(ballot::Column::Round)
            .into_model::<Voters>()
            .all(db)
            .await?;
        let voters: BTreeMap<_, _> =
            voters.into_iter().map(|row| ((row.proposal_id, row.round), row.distinct)).collect();
        rows.iter()
            .map(|row| {
                let key = (row.id.clone(), round(&lifecycle(row)?));
                let kind = row.kind.parse().map_err(StoreError::corrupt)?;
                let vote = frozen
                    .get(&key)
                    .map(|frozen| {
                        let voters = voters.get(&key).copied().unwrap_or(0);
                        Vote::from_rows(kind, frozen, voters, counted.get(&key))
                    })
                    .transpose()?;
                ProposalSummary::from_row(row, vote)
            })
            .collect()
    }
}
