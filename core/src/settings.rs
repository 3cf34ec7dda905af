//! The protected settings (rules.md, Protected settings): what may change them, and what they cannot be.
//!
//! A forbidden state has no value here. There is no creator floor below 75 % and no weight of a vote, as there is no
//! [strength of protection](crate::care::preferences::Strength) called "off"; code that holds a setting need not check
//! for them. What may change by a decision asks for the [`PassedDecision`], which only a vote that passed can give.

use crate::governance::{DecisionKind, PassedDecision};
use crate::money::{CreatorShare, Money};
use crate::record::entry::PolicyEntry;
use crate::time::UtcMillis;

/// Why a setting stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// The decision was not of the kind that this setting asks for.
    #[error("this setting is changed by a decision of the kind {needed}, and this one was {given}")]
    WrongKind {
        /// The kind that may change it.
        needed: DecisionKind,
        /// The kind of the decision that was shown.
        given: DecisionKind,
    },
    /// The decision has lapsed or has not been made yet.
    #[error("the decision does not hold at this time")]
    NotInForce,
    /// A payout of nothing.
    #[error("the smallest payout is more than nothing")]
    NoMinimum,
    /// The floor goes up only.
    #[error("the creator floor can be raised, and this would not raise it")]
    FloorNotRaised,
}

fn check(decision: &PassedDecision, needed: DecisionKind, now: UtcMillis) -> Result<(), SettingError> {
    if decision.kind() != needed {
        return Err(SettingError::WrongKind { needed, given: decision.kind() });
    }
    if decision.is_in_force(now) { Ok(()) } else { Err(SettingError::NotInForce) }
}

/// The least share of a payment that its creators can be given: 75 % or what a protected vote raised it to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct CreatorFloor(CreatorShare);

impl CreatorFloor {
    /// The floor as a share.
    pub const fn share(self) -> CreatorShare {
        self.0
    }

    /// Raises the floor. There is no way down.
    pub fn raise(self, to: CreatorShare, by: &PassedDecision, now: UtcMillis) -> Result<Self, SettingError> {
        check(by, DecisionKind::Protected, now)?;
        if to > self.0 { Ok(Self(to)) } else { Err(SettingError::FloorNotRaised) }
    }
}

/// The policy that an ordinary decision makes: creators get the share `to` of payments from here on, and never less
/// than the floor, because there is no such share (rules.md, Money, "Creator pool").
///
/// # Errors
/// [`SettingError::WrongKind`] and [`SettingError::NotInForce`].
pub fn creator_share_policy(
    in_force: PolicyEntry,
    to: CreatorShare,
    by: &PassedDecision,
    now: UtcMillis,
) -> Result<PolicyEntry, SettingError> {
    check(by, DecisionKind::Ordinary, now)?;
    Ok(PolicyEntry { recorded: now, creators: to, decision: Some(by.id().to_string()), ..in_force })
}

/// The policy that an ordinary decision makes: payouts in the currency of `minimum` are of that amount at least from
/// here on (rules.md, Money, "Payout").
///
/// # Errors
/// [`SettingError::NoMinimum`] for less than one minor unit, [`SettingError::WrongKind`] and
/// [`SettingError::NotInForce`].
pub fn payout_minimum_policy(
    in_force: PolicyEntry,
    minimum: Money,
    by: &PassedDecision,
    now: UtcMillis,
) -> Result<PolicyEntry, SettingError> {
    check(by, DecisionKind::Ordinary, now)?;
    if minimum.minor < 1 {
        return Err(SettingError::NoMinimum);
    }
    let decided = PolicyEntry { recorded: now, decision: Some(by.id().to_string()), ..in_force };
    Ok(decided.with_minimum(minimum))
}

/// One member, one vote. It has one value, and nobody can change it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OneMemberOneVote;

impl OneMemberOneVote {
    /// What a member's ballot counts, whoever the member is.
    pub const BALLOTS_PER_MEMBER: u64 = 1;
}

/// Something that can be on or off for the whole community.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Switch {
    /// There.
    #[default]
    On,
    /// Not there.
    Off,
}

/// Whether the community decides on the platform: proposals and votes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GovernanceFeatures(Switch);

impl GovernanceFeatures {
    /// On or off.
    pub const fn switch(self) -> Switch {
        self.0
    }

    /// Sets the switch; takes a protected decision.
    pub fn set(self, to: Switch, by: &PassedDecision, now: UtcMillis) -> Result<Self, SettingError> {
        check(by, DecisionKind::Protected, now).map(|()| Self(to))
    }
}

/// Whether joyful moments are celebrated at all. Where they are, each person may hide them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CelebrationElements(Switch);

impl CelebrationElements {
    /// On or off.
    pub const fn switch(self) -> Switch {
        self.0
    }

    /// Sets the switch; takes an ordinary decision.
    pub fn set(self, to: Switch, by: &PassedDecision, now: UtcMillis) -> Result<Self, SettingError> {
        check(by, DecisionKind::Ordinary, now).map(|()| Self(to))
    }

    /// Whether somebody sees them who may have chosen to hide them.
    pub fn visible_to(self, hidden_by_reader: bool) -> bool {
        self.0 == Switch::On && !hidden_by_reader
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::{Lifecycle, State};
    use crate::money::Currency;
    use wasm_bindgen_test::wasm_bindgen_test;

    const NOW: UtcMillis = UtcMillis(1_767_432_771_000);

    fn decision(kind: DecisionKind) -> PassedDecision {
        let id = "0199a4c2-7b1e-7c3d-9a55-0123456789ab".parse().unwrap();
        Lifecycle::resume(kind, State::Passed, NOW, 0).passed_decision(&id).unwrap()
    }

    fn share(bps: i64) -> CreatorShare {
        CreatorShare::from_bps(bps).unwrap()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_a_protected_decision_moves_the_floor_and_only_upwards() {
        let floor = CreatorFloor::default();
        assert_eq!(floor.share(), CreatorShare::FLOOR);
        for kind in DecisionKind::ALL {
            let raised = floor.raise(share(8_000), &decision(kind), NOW);
            assert_eq!(raised.is_ok(), kind == DecisionKind::Protected, "{kind}");
        }
        let protected = decision(DecisionKind::Protected);
        let raised = floor.raise(share(8_000), &protected, NOW).unwrap();
        for lower in [7_500, 7_999, 8_000] {
            assert_eq!(raised.raise(share(lower), &protected, NOW), Err(SettingError::FloorNotRaised));
        }
        assert_eq!(raised.raise(share(8_001), &protected, NOW).unwrap().share(), share(8_001));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_decision_does_not_work_before_it_was_made() {
        let early = CreatorFloor::default().raise(share(8_000), &decision(DecisionKind::Protected), NOW.plus_ms(-1));
        assert_eq!(early, Err(SettingError::NotInForce));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn only_an_ordinary_decision_makes_the_creators_share() {
        for kind in DecisionKind::ALL {
            let made = creator_share_policy(began_with(), share(8_000), &decision(kind), NOW);
            assert_eq!(made.is_ok(), kind == DecisionKind::Ordinary, "{kind}");
        }
        let made = creator_share_policy(began_with(), share(8_000), &decision(DecisionKind::Ordinary), NOW).unwrap();
        assert_eq!((made.creators, made.recorded), (share(8_000), NOW));
        assert_eq!(made.decision.as_deref(), Some("0199a4c2-7b1e-7c3d-9a55-0123456789ab"));
    }

    fn began_with() -> PolicyEntry {
        PolicyEntry::of_rules(NOW.plus_ms(-1), CreatorShare::FLOOR, None)
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_decision_changes_one_setting_and_keeps_the_others() {
        let pounds = |minor| Money::new(minor, Currency::GBP);
        for kind in DecisionKind::ALL {
            let made = payout_minimum_policy(began_with(), pounds(2_500), &decision(kind), NOW);
            assert_eq!(made.is_ok(), kind == DecisionKind::Ordinary, "{kind}");
        }
        let ordinary = decision(DecisionKind::Ordinary);
        let nothing = payout_minimum_policy(began_with(), pounds(0), &ordinary, NOW);
        assert_eq!(nothing, Err(SettingError::NoMinimum));
        let shared = creator_share_policy(began_with(), share(8_000), &ordinary, NOW).unwrap();
        let both = payout_minimum_policy(shared, pounds(2_500), &ordinary, NOW).unwrap();
        assert_eq!((both.creators, both.minimum(Currency::GBP)), (share(8_000), 2_500));
        let yen: Currency = "jpy".parse().unwrap();
        let three = payout_minimum_policy(both, Money::new(500, yen), &ordinary, NOW).unwrap();
        let again = creator_share_policy(three, share(8_100), &ordinary, NOW).unwrap();
        assert_eq!((again.minimum(Currency::GBP), again.minimum(yen)), (2_500, 500));
        assert_eq!(again.minimum("eur".parse().unwrap()), 1_000, "not decided");
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn governance_and_celebration_have_their_own_keys() {
        for kind in DecisionKind::ALL {
            let governance = GovernanceFeatures::default().set(Switch::Off, &decision(kind), NOW);
            assert_eq!(governance.is_ok(), kind == DecisionKind::Protected, "{kind}");
            let celebration = CelebrationElements::default().set(Switch::Off, &decision(kind), NOW);
            assert_eq!(celebration.is_ok(), kind == DecisionKind::Ordinary, "{kind}");
        }
        assert!(CelebrationElements::default().visible_to(false));
        assert!(!CelebrationElements::default().visible_to(true));
    }
}
