//! What one member can say in one vote. There is no weight in the type: one member, one vote.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownWord;
use super::kind::DecisionKind;
use crate::time::UtcMillis;

/// Least length of the reason for a block, in characters (rules.md, Governance, Ballot).
pub const BLOCK_REASON_MIN_CHARS: usize = 10;
/// Greatest length of the reason for a block, in characters: a page of text.
pub const BLOCK_REASON_MAX_CHARS: usize = 2_000;

/// The four words of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// For the proposal.
    Support,
    /// Against the proposal.
    Oppose,
    /// Present, and neither for nor against: counts for the quorum only.
    Abstain,
    /// Stands in the way of a consensus.
    Block,
}

impl Choice {
    /// Every choice, in the order of forms and answers.
    pub const ALL: [Self; 4] = [Self::Support, Self::Oppose, Self::Abstain, Self::Block];

    /// The word of files, the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Oppose => "oppose",
            Self::Abstain => "abstain",
            Self::Block => "block",
        }
    }

    /// The name that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Support => "Support",
            Self::Oppose => "Oppose",
            Self::Abstain => "Abstain",
            Self::Block => "Block",
        }
    }

    /// Whether a ballot in a decision of `kind` may say this.
    pub const fn allowed_in(self, kind: DecisionKind) -> bool {
        !matches!(self, Self::Block) || kind.rule().may_block
    }
}

impl FromStr for Choice {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|choice| choice.as_str() == word)
            .ok_or(UnknownWord { what: "choice", allowed: "support, oppose, abstain, block" })
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a member blocks: 10 to 2 000 characters, without surrounding white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockReason(String);

impl BlockReason {
    /// Checks the length of the trimmed text.
    pub fn new(text: &str) -> Result<Self, BallotError> {
        let text = super::proposal::tidy(text);
        match text.chars().count() {
            ..BLOCK_REASON_MIN_CHARS => Err(BallotError::ReasonTooShort),
            BLOCK_REASON_MIN_CHARS..=BLOCK_REASON_MAX_CHARS => Ok(Self(text)),
            _ => Err(BallotError::ReasonTooLong),
        }
    }

    /// The words of the member.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A ballot as it may be cast. A block without a reason cannot be expressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ballot {
    /// For the proposal.
    Support,
    /// Against the proposal.
    Oppose,
    /// Counts for the quorum only.
    Abstain,
    /// Stands in the way, and says why.
    Block(BlockReason),
}

/// Why a ballot cannot be cast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BallotError {
    /// Only consensus decisions know the block.
    #[error("a block is possible in consensus decisions only")]
    BlockOutsideConsensus,
    /// Shorter than [`BLOCK_REASON_MIN_CHARS`].
    #[error("a block needs a reason of at least {BLOCK_REASON_MIN_CHARS} characters")]
    ReasonTooShort,
    /// Longer than [`BLOCK_REASON_MAX_CHARS`].
    #[error("the reason for a block can have {BLOCK_REASON_MAX_CHARS} characters at most")]
    ReasonTooLong,
}

impl Ballot {
    /// Makes a ballot of what a form says. `reason` is looked at for a block only.
    pub fn new(kind: DecisionKind, choice: Choice, reason: &str) -> Result<Self, BallotError> {
        if !choice.allowed_in(kind) {
            return Err(BallotError::BlockOutsideConsensus);
        }
        Ok(match choice {
            Choice::Support => Self::Support,
            Choice::Oppose => Self::Oppose,
            Choice::Abstain => Self::Abstain,
            Choice::Block => Self::Block(BlockReason::new(reason)?),
        })
    }

    /// The ballot's one word.
    pub const fn choice(&self) -> Choice {
        match self {
            Self::Support => Choice::Support,
            Self::Oppose => Choice::Oppose,
            Self::Abstain => Choice::Abstain,
            Self::Block(_) => Choice::Block,
        }
    }

    /// The reason of a block.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Block(reason) => Some(reason.as_str()),
            Self::Support | Self::Oppose | Self::Abstain => None,
        }
    }
}

/// A ballot as a count reads it. `V` is whatever tells voters apart: a mark, never a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastBallot<V> {
    /// Who voted.
    pub voter: V,
    /// What they said.
    pub choice: Choice,
    /// When; a later ballot of the same voter replaces an earlier one.
    pub at: UtcMillis,
    /// Whether the voter was among the creators when the electorate was frozen.
    pub creator: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test(unsupported = test)]
    fn only_a_consensus_can_be_blocked() {
        for kind in DecisionKind::ALL {
            let ballot = Ballot::new(kind, Choice::Block, "It would out people.");
            assert_eq!(ballot.is_ok(), kind == DecisionKind::Consensus, "{kind}");
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_reason_is_counted_in_characters_without_the_space_around_it() {
        let block = |reason: &str| Ballot::new(DecisionKind::Consensus, Choice::Block, reason);
        assert_eq!(block("   123456789    "), Err(BallotError::ReasonTooShort));
        assert_eq!(block("éééééééééé").map(|b| b.choice()), Ok(Choice::Block));
        assert!(block(&"a".repeat(BLOCK_REASON_MAX_CHARS)).is_ok());
        assert_eq!(block(&"a".repeat(BLOCK_REASON_MAX_CHARS + 1)), Err(BallotError::ReasonTooLong));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_reason_is_kept_with_a_block_and_nowhere_else() {
        let support = Ballot::new(DecisionKind::Consensus, Choice::Support, "because it is good").unwrap();
        assert_eq!(support.reason(), None);
        let block = Ballot::new(DecisionKind::Consensus, Choice::Block, " because it harms ").unwrap();
        assert_eq!(block.reason(), Some("because it harms"));
    }
}
