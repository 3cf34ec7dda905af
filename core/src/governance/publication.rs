//! What may be shown of a vote, and when (rules.md, Governance, Secrecy).

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::UnknownWord;
use super::tally::Tally;

/// The fewest ballots of a secret vote whose openings are published. With fewer, a count says too much
/// about a person.
pub const FEWEST_PUBLISHED_BALLOTS: u64 = 10;

/// Whether ballots are connected to members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// Nobody is shown who voted what. The rule.
    Secret,
    /// Delegates answer for their votes by name; the page says so before one votes.
    RollCall,
}

impl Secrecy {
    /// The word of files, the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::RollCall => "roll_call",
        }
    }
}

impl FromStr for Secrecy {
    type Err = UnknownWord;

    fn from_str(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "secret" => Ok(Self::Secret),
            "roll_call" => Ok(Self::RollCall),
            _ => Err(UnknownWord { what: "secrecy", allowed: "secret, roll_call" }),
        }
    }
}

/// How much of a closed vote is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publication {
    /// The outcome, the counts, and every counted ballot under its mark, so that anybody can recount.
    Full,
    /// The outcome alone. The count rests on trust, and the page says so.
    OutcomeOnly,
}

/// What is published of a closed vote.
///
/// Where creators are counted a second time, the ballots come out in two groups, and each group has to
/// be large enough to hide one person (or be empty): the reason of the rule holds for a group as it does
/// for the whole.
pub fn publication(secrecy: Secrecy, tally: &Tally) -> Publication {
    let (ballots, _) = tally.turnout();
    let hides_one = |group: u64| group >= FEWEST_PUBLISHED_BALLOTS;
    let enough = hides_one(ballots)
        && (!tally.asks_affected_creators()
            || [tally.counts().creators, ballots - tally.counts().creators]
                .into_iter()
                .all(|group| group == 0 || hides_one(group)));
    match secrecy {
        Secrecy::RollCall => Publication::Full,
        Secrecy::Secret if enough => Publication::Full,
        Secrecy::Secret => Publication::OutcomeOnly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::{Counts, DecisionKind};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn vote(kind: DecisionKind, support: u64, creators: u64) -> Tally {
        let counts = Counts { support, creators, creators_support: creators, ..Counts::default() };
        Tally::new(kind, 100, 5, counts).unwrap()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn nine_ballots_are_withheld_and_ten_are_published() {
        let of = |ballots| publication(Secrecy::Secret, &vote(DecisionKind::Ordinary, ballots, 0));
        assert_eq!(of(0), Publication::OutcomeOnly);
        assert_eq!(of(9), Publication::OutcomeOnly);
        assert_eq!(of(10), Publication::Full);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_small_group_of_creators_is_withheld_where_it_is_counted_apart() {
        let of = |kind, ballots, creators| publication(Secrecy::Secret, &vote(kind, ballots, creators));
        assert_eq!(of(DecisionKind::Protected, 60, 9), Publication::OutcomeOnly);
        assert_eq!(of(DecisionKind::Protected, 60, 10), Publication::Full);
        assert_eq!(of(DecisionKind::Protected, 60, 51), Publication::OutcomeOnly);
        assert_eq!(of(DecisionKind::Protected, 60, 60), Publication::Full);
        assert_eq!(of(DecisionKind::Protected, 60, 0), Publication::Full);
        assert_eq!(of(DecisionKind::Ordinary, 60, 9), Publication::Full);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn a_roll_call_is_published_whatever_its_size() {
        assert_eq!(publication(Secrecy::RollCall, &vote(DecisionKind::Ordinary, 1, 0)), Publication::Full);
    }
}
