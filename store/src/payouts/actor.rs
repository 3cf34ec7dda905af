//! Who acts: looked at inside the write, as they are now and not as they were when the page was shown.

use blkout_core::{
    membership::MemberStatus,
    money::CreatorSlug,
    payouts::{StandingRefusal, StewardStanding},
};
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::PayoutError;
use crate::{Member, MemberId, members::entity as member};

/// What of a member decides what they may do.
#[derive(Debug)]
pub(super) struct Actor {
    is_steward: bool,
    status: MemberStatus,
    own_creator: Option<CreatorSlug>,
}

impl Actor {
    pub(super) async fn find(txn: &DatabaseTransaction, id: &MemberId) -> Result<Self, PayoutError> {
        let row = member::Entity::find_by_id(id.as_str()).one(txn).await?.ok_or(StandingRefusal::NotSteward)?;
        let Member { capabilities, status, creator, .. } = Member::try_from(row)?;
        Ok(Self { is_steward: capabilities.steward, status, own_creator: creator })
    }

    pub(super) fn standing(&self) -> StewardStanding<'_> {
        StewardStanding { status: self.status, is_steward: self.is_steward, own_creator: self.own_creator.as_ref() }
    }
}
