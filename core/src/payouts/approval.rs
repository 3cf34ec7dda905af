//! Who may act on a payout, and what the public record shows of it.

use std::fmt;

use sha2::{Digest as _, Sha256};

use super::PayoutId;
use crate::membership::MemberStatus;
use crate::money::CreatorSlug;
use crate::record::entry::ApprovalMark;

/// Comes before everything else in the digest, so that no other digest of the platform can be taken for a mark.
const MARK_DOMAIN: &[u8] = b"blkout payout approval v1\0";

/// 32 random bytes of one payout. Secret: with it, marks can be tried against the list of stewards.
#[derive(Clone, PartialEq, Eq)]
pub struct ApprovalSalt([u8; 32]);

impl ApprovalSalt {
    /// Takes bytes from the system's random source, or from the database.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be kept and never shown.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The mark of the member who approves `payout`: SHA-256 of a fixed text, the salt, the payout's id and the
    /// member's. The salt is the payout's own, so that one member has one mark in a payout and another in the next.
    pub fn mark(&self, payout: &PayoutId, member_id: &str) -> ApprovalMark {
        let digest = Sha256::new()
            .chain_update(MARK_DOMAIN)
            .chain_update(self.0)
            .chain_update(payout.as_str())
            .chain_update(member_id);
        ApprovalMark(digest.finalize().into())
    }
}

impl fmt::Debug for ApprovalSalt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApprovalSalt(secret)")
    }
}

/// What decides whether somebody may act on payouts.
#[derive(Clone, Copy, Debug)]
pub struct StewardStanding<'a> {
    /// Where they stand.
    pub status: MemberStatus,
    /// Whether they are a steward.
    pub is_steward: bool,
    /// Their own creator's account, if they have one.
    pub own_creator: Option<&'a CreatorSlug>,
}

/// Why somebody may not act on a payout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandingRefusal {
    /// Only active stewards do.
    #[error("payouts are looked after by active stewards")]
    NotSteward,
    /// It is their own money.
    #[error("this payout is your own, so other stewards look after it")]
    OwnPayout,
}

impl StewardStanding<'_> {
    /// Whether they may see and prepare payouts at all.
    ///
    /// # Errors
    /// [`StandingRefusal::NotSteward`]
    pub fn may_see(self) -> Result<(), StandingRefusal> {
        if self.is_steward && self.status == MemberStatus::Active { Ok(()) } else { Err(StandingRefusal::NotSteward) }
    }

    /// Whether they may approve the payout of `payee`, or say how it ended. Nobody does so for their own: not only
    /// the approval would pay them, also a false word that it had failed.
    ///
    /// # Errors
    /// [`StandingRefusal`]
    pub fn may_act(self, payee: &CreatorSlug) -> Result<(), StandingRefusal> {
        self.may_see()?;
        if self.own_creator == Some(payee) { Err(StandingRefusal::OwnPayout) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn a_mark_tells_two_people_apart_within_one_payout_and_nothing_across_payouts() {
        let payout = |last: char| format!("0199a4c2-7b1e-7c3d-9a55-01234567890{last}").parse::<PayoutId>().unwrap();
        let salt = ApprovalSalt::new([7; 32]);
        let mark = salt.mark(&payout('a'), "ada");
        assert_eq!(mark, salt.mark(&payout('a'), "ada"));
        for other in [
            salt.mark(&payout('a'), "bo"),
            salt.mark(&payout('b'), "ada"),
            ApprovalSalt::new([8; 32]).mark(&payout('a'), "ada"),
        ] {
            assert_ne!(mark, other);
        }
        assert_eq!(format!("{salt:?}"), "ApprovalSalt(secret)");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_active_stewards_act_and_never_on_their_own() {
        let (ada, bo) = (CreatorSlug::new("ada").unwrap(), CreatorSlug::new("bo").unwrap());
        for status in MemberStatus::ALL {
            for is_steward in [false, true] {
                for own_creator in [None, Some(&ada)] {
                    let standing = StewardStanding { status, is_steward, own_creator };
                    let is_active_steward = is_steward && status == MemberStatus::Active;
                    assert_eq!(standing.may_see().is_ok(), is_active_steward);
                    assert_eq!(standing.may_act(&bo).is_ok(), is_active_steward);
                    assert_eq!(standing.may_act(&ada).is_ok(), is_active_steward && own_creator.is_none());
                }
            }
        }
    }
}
