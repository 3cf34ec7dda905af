//! The count of a vote and what follows from it, in exact integers (rules.md, Governance, Arithmetic).

use serde::{Deserialize, Serialize};

use super::UnknownWord;
use super::ballot::{CastBallot, Choice};
use super::kind::DecisionKind;

/// How many counted ballots said what. One per voter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// For.
    pub support: u64,
    /// Against.
    pub oppose: u64,
    /// Neither.
    pub abstain: u64,
    /// Standing blocks.
    pub block: u64,
    /// Those of `support` that creators cast.
    pub creators_support: u64,
    /// Those of `oppose` that creators cast.
    pub creators_oppose: u64,
    /// Ballots of every choice that creators cast.
    pub creators: u64,
}

impl Counts {
    fn add<V>(&mut self, ballot: &CastBallot<V>) {
        let creator = u64::from(ballot.creator);
        self.creators += creator;
        match ballot.choice {
            Choice::Support => {
                self.support += 1;
                self.creators_support += creator;
            }
            Choice::Oppose => {
                self.oppose += 1;
                self.creators_oppose += creator;
            }
            Choice::Abstain => self.abstain += 1,
            Choice::Block => self.block += 1,
        }
    }

    /// Whether the numbers of creators fit among the numbers of everybody.
    fn is_consistent(&self) -> bool {
        let creators_decided = u128::from(self.creators_support) + u128::from(self.creators_oppose);
        self.creators_support <= self.support
            && self.creators_oppose <= self.oppose
            && creators_decided <= u128::from(self.creators)
            && u128::from(self.creators) <= self.cast()
    }

    /// Ballots of every choice.
    fn cast(&self) -> u128 {
        [self.support, self.oppose, self.abstain, self.block].into_iter().map(u128::from).sum()
    }
}

/// What a closed vote decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Adopted.
    Passed,
    /// Not enough approval, or no decisive ballot.
    Failed,
    /// Too few took part, or nobody could.
    NoQuorum,
    /// A block stood at closing.
    Blocked,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Passed, Self::Failed, Self::NoQuorum, Self::Blocked];

    /// The word of files, the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NoQuorum => "no_quorum",
            Self::Blocked => "blocked",
        }
    }
}

impl std::str::FromStr for Outcome {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|outcome| outcome.as_str() == word)
            .ok_or(UnknownWord { what: "outcome", allowed: "passed, failed, no_quorum, blocked" })
    }
}

/// Why ballots cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TallyError {
    /// Every voter is a member of the electorate, so there cannot be more of them.
    #[error("{voters} voters are more than the electorate of {electorate}")]
    MoreVotersThanElectorate {
        /// Distinct voters.
        voters: u128,
        /// Members who may vote.
        electorate: u64,
    },
    /// Only consensus decisions know the block.
    #[error("a block is possible in consensus decisions only")]
    BlockOutsideConsensus,
    /// Two different ballots of one voter at one instant: which is the later one cannot be told.
    #[error("a voter has two different ballots at the same time")]
    TwoBallotsAtOnce,
    /// The ballots of creators are not a part of all ballots.
    #[error("there cannot be more ballots of creators than ballots")]
    CreatorsExceedBallots,
}

/// A finished count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    kind: DecisionKind,
    electorate: u64,
    affected_creators: u64,
    counts: Counts,
}

impl Tally {
    /// Takes counts that were made before, such as those kept with a closed vote.
    ///
    /// `affected_creators` says whether creators are asked separately (more than 0); how many of them
    /// there are does not enter the arithmetic.
    pub fn new(
        kind: DecisionKind,
        electorate: u64,
        affected_creators: u64,
        counts: Counts,
    ) -> Result<Self, TallyError> {
        if counts.block > 0 && !kind.rule().may_block {
            return Err(TallyError::BlockOutsideConsensus);
        }
        let voters = counts.cast();
        if voters > u128::from(electorate) {
            return Err(TallyError::MoreVotersThanElectorate { voters, electorate });
        }
        if !counts.is_consistent() {
            return Err(TallyError::CreatorsExceedBallots);
        }
        Ok(Self { kind, electorate, affected_creators, counts })
    }

    /// Counts ballots in any order. Of each voter the latest one counts.
    ///
    /// A replaced ballot does not count, but it must still have been possible: a block outside a
    /// consensus is refused even when it was replaced.
    pub fn count<V: Ord>(
        kind: DecisionKind,
        electorate: u64,
        affected_creators: u64,
        ballots: Vec<CastBallot<V>>,
    ) -> Result<Self, TallyError> {
        if ballots.iter().any(|ballot| !ballot.choice.allowed_in(kind)) {
            return Err(TallyError::BlockOutsideConsensus);
        }
        let mut counts = Counts::default();
        for ballot in latest_of_each_voter(ballots)? {
            counts.add(&ballot);
        }
        Self::new(kind, electorate, affected_creators, counts)
    }

    /// The kind of decision.
    pub const fn kind(&self) -> DecisionKind {
        self.kind
    }

    /// The counts.
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Ballots of every choice, and the electorate: a fraction that is never reduced.
    pub fn turnout(&self) -> (u64, u64) {
        let Counts { support, oppose, abstain, block, .. } = self.counts;
        // The sum is at most the electorate, which is what `new` checks.
        (support + oppose + abstain + block, self.electorate)
    }

    /// Support, and support, opposition and blocks together: a fraction that is never reduced.
    pub fn approval(&self) -> (u64, u64) {
        let Counts { support, oppose, block, .. } = self.counts;
        (support, support + oppose + block)
    }

    /// Whether creators are asked separately in this decision.
    pub const fn asks_affected_creators(&self) -> bool {
        self.kind.rule().asks_affected_creators && self.affected_creators > 0
    }

    /// What the vote decided.
    pub fn outcome(&self) -> Outcome {
        let rule = self.kind.rule();
        let (voters, electorate) = self.turnout();
        if electorate == 0 || !rule.quorum.reached_by(voters.into(), electorate.into()) {
            return Outcome::NoQuorum;
        }
        if self.counts.block > 0 {
            return Outcome::Blocked;
        }
        let (support, decisive) = self.approval();
        if decisive == 0 || !rule.threshold.met_by(support.into(), decisive.into()) {
            return Outcome::Failed;
        }
        if self.asks_affected_creators() && self.counts.creators_support <= self.counts.creators_oppose {
            return Outcome::Failed;
        }
        Outcome::Passed
    }
}

/// The ballot of each voter that counts, in the order of the voters.
///
/// Sorting by voter and time makes the result independent of the order in which ballots arrive; what is
/// left undecided by it, two different ballots at one instant, is an error and not a matter of luck.
pub fn latest_of_each_voter<V: Ord>(mut ballots: Vec<CastBallot<V>>) -> Result<Vec<CastBallot<V>>, TallyError> {
    ballots.sort_by(|one, other| one.voter.cmp(&other.voter).then(one.at.cmp(&other.at)));
    let mut latest: Vec<CastBallot<V>> = Vec::with_capacity(ballots.len());
    for ballot in ballots {
        match latest.last_mut() {
            Some(before) if before.voter == ballot.voter => {
                if before.at == ballot.at && *before != ballot {
                    return Err(TallyError::TwoBallotsAtOnce);
                }
                *before = ballot;
            }
            _ => latest.push(ballot),
        }
    }
    Ok(latest)
}

#[cfg(test)]
mod tests;
