//! The five kinds of decision and their numbers, each named once (rules.md, Governance, table).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownWord;
use super::fraction::{Fraction, Threshold};
use crate::time::{DAY_MS, HOUR_MS};

/// Share of the electorate that must take part in an ordinary decision.
pub const ORDINARY_QUORUM: Fraction = Fraction::new(30, 100);
/// Share of the electorate that must take part in a rule change.
pub const SUPERMAJORITY_QUORUM: Fraction = Fraction::new(40, 100);
/// Share of the electorate that must take part in a consensus decision.
pub const CONSENSUS_QUORUM: Fraction = Fraction::new(40, 100);
/// Share of the electorate that must take part where a protected setting is touched.
pub const PROTECTED_QUORUM: Fraction = Fraction::new(50, 100);
/// Share of the electorate that must take part in an emergency.
pub const EMERGENCY_QUORUM: Fraction = Fraction::new(10, 100);

/// Approval that an ordinary decision needs.
pub const ORDINARY_THRESHOLD: Threshold = Threshold::MoreThan(Fraction::new(1, 2));
/// Approval that a rule change needs.
pub const SUPERMAJORITY_THRESHOLD: Threshold = Threshold::AtLeast(Fraction::new(2, 3));
/// Approval that a consensus decision needs; a standing block decides before it.
pub const CONSENSUS_THRESHOLD: Threshold = Threshold::AtLeast(Fraction::new(4, 5));
/// Approval that a change of a protected setting needs, besides that of the affected creators.
pub const PROTECTED_THRESHOLD: Threshold = Threshold::AtLeast(Fraction::new(3, 4));
/// Approval that an emergency decision needs.
pub const EMERGENCY_THRESHOLD: Threshold = Threshold::AtLeast(Fraction::new(4, 5));

/// How long a proposal can be read and talked about before voting opens, in milliseconds.
pub const REVIEW_MS: i64 = 48 * HOUR_MS;
/// An emergency opens at once, in milliseconds.
pub const EMERGENCY_REVIEW_MS: i64 = 0;
/// How long an ordinary or a consensus vote is open, in milliseconds.
pub const VOTING_MS: i64 = 7 * DAY_MS;
/// How long a vote on a rule or a protected setting is open, in milliseconds.
pub const LONG_VOTING_MS: i64 = 14 * DAY_MS;
/// How long an emergency vote is open, in milliseconds.
pub const EMERGENCY_VOTING_MS: i64 = 24 * HOUR_MS;
/// How long a passed emergency decision holds unless an ordinary vote confirms it, in milliseconds.
pub const EMERGENCY_LAPSE_MS: i64 = 14 * DAY_MS;

/// What is being decided, and so how much agreement it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// Day-to-day matters.
    Ordinary,
    /// Changes of the rules.
    Supermajority,
    /// Matters on which any member may stand in the way, with a reason.
    Consensus,
    /// Anything that touches the creator floor, one member one vote, or protection features.
    Protected,
    /// What cannot wait for a review; it lapses by itself.
    Emergency,
}

/// The numbers of one kind of decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecisionRule {
    /// Share of the electorate whose ballots, of every choice, are needed.
    pub quorum: Fraction,
    /// Support over support, opposition and blocks together.
    pub threshold: Threshold,
    /// Whether a ballot may block.
    pub may_block: bool,
    /// Whether affected creators are counted a second time, among themselves.
    pub asks_affected_creators: bool,
    /// Least time between submission and opening, in milliseconds.
    pub review_ms: i64,
    /// Time between opening and closing, in milliseconds.
    pub voting_ms: i64,
    /// How long the decision holds after it passed, in milliseconds; `None`: until it is changed.
    pub lapses_after_ms: Option<i64>,
}

const ORDINARY: DecisionRule = DecisionRule {
    quorum: ORDINARY_QUORUM,
    threshold: ORDINARY_THRESHOLD,
    may_block: false,
    asks_affected_creators: false,
    review_ms: REVIEW_MS,
    voting_ms: VOTING_MS,
    lapses_after_ms: None,
};
const SUPERMAJORITY: DecisionRule = DecisionRule {
    quorum: SUPERMAJORITY_QUORUM,
    threshold: SUPERMAJORITY_THRESHOLD,
    voting_ms: LONG_VOTING_MS,
    ..ORDINARY
};
const CONSENSUS: DecisionRule =
    DecisionRule { quorum: CONSENSUS_QUORUM, threshold: CONSENSUS_THRESHOLD, may_block: true, ..ORDINARY };
const PROTECTED: DecisionRule = DecisionRule {
    quorum: PROTECTED_QUORUM,
    threshold: PROTECTED_THRESHOLD,
    asks_affected_creators: true,
    voting_ms: LONG_VOTING_MS,
    ..ORDINARY
};
const EMERGENCY: DecisionRule = DecisionRule {
    quorum: EMERGENCY_QUORUM,
    threshold: EMERGENCY_THRESHOLD,
    review_ms: EMERGENCY_REVIEW_MS,
    voting_ms: EMERGENCY_VOTING_MS,
    lapses_after_ms: Some(EMERGENCY_LAPSE_MS),
    ..ORDINARY
};

impl DecisionKind {
    /// Every kind, in the order of the table in rules.md.
    pub const ALL: [Self; 5] = [Self::Ordinary, Self::Supermajority, Self::Consensus, Self::Protected, Self::Emergency];

    /// The numbers of this kind.
    pub const fn rule(self) -> DecisionRule {
        match self {
            Self::Ordinary => ORDINARY,
            Self::Supermajority => SUPERMAJORITY,
            Self::Consensus => CONSENSUS,
            Self::Protected => PROTECTED,
            Self::Emergency => EMERGENCY,
        }
    }

    /// The word of files, the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Supermajority => "supermajority",
            Self::Consensus => "consensus",
            Self::Protected => "protected",
            Self::Emergency => "emergency",
        }
    }
}

impl FromStr for DecisionKind {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or(UnknownWord { what: "kind", allowed: "ordinary, supermajority, consensus, protected, emergency" })
    }
}

impl fmt::Display for DecisionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn every_kind_is_read_back_from_its_word() {
        for kind in DecisionKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("Ordinary".parse::<DecisionKind>().is_err());
        assert!("".parse::<DecisionKind>().is_err());
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_numbers_are_those_of_the_rules() {
        let table = DecisionKind::ALL.map(|kind| {
            let rule = kind.rule();
            let (review_hours, voting_days) = (rule.review_ms / HOUR_MS, rule.voting_ms / DAY_MS);
            (rule.quorum.percent().unwrap_or(0), rule.threshold.to_string(), review_hours, voting_days)
        });
        let expected = [
            (30, "more than 1/2", 48, 7),
            (40, "at least 2/3", 48, 14),
            (40, "at least 4/5", 48, 7),
            (50, "at least 3/4", 48, 14),
            (10, "at least 4/5", 0, 1),
        ]
        .map(|(quorum, threshold, review, voting)| (quorum, threshold.to_owned(), review, voting));
        assert_eq!(table, expected);
    }
}
