//! What a ballot would mean, said before it is cast.
//!
//! It depends on the rule and the size of the electorate alone, never on other ballots: there is no
//! running tally to give away. The form shows it without scripts; the island shows the same words live.

use super::ballot::{BLOCK_REASON_MIN_CHARS, Choice};
use super::kind::DecisionKind;

/// The vote that a ballot would be cast in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VoteAtHand {
    /// The kind of decision.
    pub kind: DecisionKind,
    /// How many may vote.
    pub electorate: u64,
    /// Whether creators are affected and so counted a second time where the rule asks for it.
    pub affects_creators: bool,
}

/// What one choice does in one vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotMeaning {
    /// What it does for the quorum.
    pub quorum: String,
    /// What it does for the approval: the one line that stands under the choice.
    pub approval: String,
    /// When the proposal passes, for the choices that move the approval.
    pub rule: Option<String>,
    /// What it does among the creators, where they are counted a second time.
    pub creators: Option<String>,
    /// The smallest vote that passes, in numbers, for the choices that move the approval.
    pub example: Option<String>,
}

impl BallotMeaning {
    /// The pieces as one paragraph.
    pub fn paragraph(&self) -> String {
        let mut text = [self.approval.as_str(), self.quorum.as_str()].join(" ");
        for piece in [&self.rule, &self.creators, &self.example].into_iter().flatten() {
            text.push(' ');
            text.push_str(piece);
        }
        text
    }
}

/// What `choice` means in `vote`; `None` where the choice does not exist.
pub fn ballot_meaning(vote: VoteAtHand, choice: Choice) -> Option<BallotMeaning> {
    if !choice.allowed_in(vote.kind) {
        return None;
    }
    let approval = match choice {
        Choice::Support => "It counts for the proposal.".to_owned(),
        Choice::Oppose => "It counts against the proposal.".to_owned(),
        Choice::Abstain => "It is neither for nor against, and does not change how much support is needed.".to_owned(),
        Choice::Block => [
            "If it still stands when voting closes, and enough members took part, the proposal does not go ahead, ",
            "however many support it. Please say why, in ",
            &BLOCK_REASON_MIN_CHARS.to_string(),
            " characters or more.",
        ]
        .concat(),
    };
    let takes_sides = matches!(choice, Choice::Support | Choice::Oppose);
    Some(BallotMeaning {
        quorum: quorum_effect(vote),
        approval,
        creators: counts_creators_twice(vote).then(|| creators_effect(choice)),
        rule: takes_sides.then(|| passes_when(vote.kind)),
        example: takes_sides.then(|| example(vote)).flatten(),
    })
}

fn counts_creators_twice(vote: VoteAtHand) -> bool {
    vote.kind.rule().asks_affected_creators && vote.affects_creators
}

/// How few could decide, in numbers.
fn example(vote: VoteAtHand) -> Option<String> {
    let rule = vote.kind.rule();
    let fewest = rule.quorum.smallest_part(vote.electorate).max(1);
    (vote.electorate > 1).then(|| {
        [
            "For example: if ",
            &fewest.to_string(),
            if fewest == 1 { " member votes" } else { " members vote" },
            if rule.may_block { " and nobody abstains or blocks, " } else { " and nobody abstains, " },
            &rule.threshold.smallest_support(fewest).to_string(),
            " in support would be enough",
            if counts_creators_twice(vote) { ", with more creators for it than against it." } else { "." },
        ]
        .concat()
    })
}

/// When a decision of `kind` passes, as one sentence.
pub fn passes_when(kind: DecisionKind) -> String {
    let rule = kind.rule();
    let words = rule.threshold.in_words();
    if rule.may_block {
        ["It passes when nobody blocks it and ", &words, " of the ballots for and against are for it."].concat()
    } else {
        ["It passes when ", &words, " of the ballots for and against are for it."].concat()
    }
}

fn quorum_effect(vote: VoteAtHand) -> String {
    let needed = vote.kind.rule().quorum.smallest_part(vote.electorate);
    match (needed, vote.electorate) {
        (_, 0) => "Nobody may vote here, so there can be no quorum.".to_owned(),
        (_, 1) => "Your ballot makes the quorum: nobody else may vote.".to_owned(),
        (needed, electorate) => [
            "Your ballot counts towards the quorum: ",
            &needed.to_string(),
            " of ",
            &electorate.to_string(),
            " members have to take part.",
        ]
        .concat(),
    }
}

fn creators_effect(choice: Choice) -> String {
    let rule = "This touches creators, so their ballots are counted a second time among themselves: more must support it than oppose it.";
    let own = match choice {
        Choice::Support => " If you are a creator, yours is one of those in support.",
        Choice::Oppose => " If you are a creator, yours is one of those against.",
        Choice::Abstain | Choice::Block => " If you are a creator, yours is on neither side.",
    };
    [rule, own].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn say(kind: DecisionKind, choice: Choice) -> String {
        let vote = VoteAtHand { kind, electorate: 41, affects_creators: true };
        ballot_meaning(vote, choice).map(|meaning| meaning.paragraph()).unwrap_or_default()
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_quorum_is_the_ceiling_of_the_share() {
        assert!(say(DecisionKind::Ordinary, Choice::Abstain).contains("13 of 41 members"));
        assert!(say(DecisionKind::Protected, Choice::Abstain).contains("21 of 41 members"));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn every_possible_choice_is_explained_and_no_other() {
        for kind in DecisionKind::ALL {
            for choice in Choice::ALL {
                assert_eq!(say(kind, choice).is_empty(), !choice.allowed_in(kind), "{kind} {choice}");
            }
        }
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn approval_is_said_for_the_choices_that_move_it() {
        assert!(say(DecisionKind::Supermajority, Choice::Support).contains("at least two thirds"));
        assert!(say(DecisionKind::Consensus, Choice::Oppose).contains("nobody blocks it and at least four fifths"));
        assert!(!say(DecisionKind::Ordinary, Choice::Abstain).contains("half"));
        assert!(!say(DecisionKind::Consensus, Choice::Block).contains("example"));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn creators_are_mentioned_where_they_are_counted_twice() {
        assert!(say(DecisionKind::Protected, Choice::Support).contains("creator"));
        assert!(!say(DecisionKind::Ordinary, Choice::Support).contains("creator"));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn very_small_electorates_are_not_told_nonsense() {
        let alone = |electorate| {
            let vote = VoteAtHand { kind: DecisionKind::Ordinary, electorate, affects_creators: false };
            ballot_meaning(vote, Choice::Support).unwrap().quorum
        };
        assert!(alone(0).starts_with("Nobody"));
        assert!(alone(1).contains("nobody else"));
        assert!(alone(2).contains("1 of 2 members"));
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn the_example_is_the_smallest_vote_that_passes() {
        let ordinary = say(DecisionKind::Ordinary, Choice::Support);
        assert!(ordinary.contains("if 13 members vote and nobody abstains, 7 in support"), "{ordinary}");
        let emergency = say(DecisionKind::Emergency, Choice::Oppose);
        assert!(
            emergency.contains("if 5 members vote and nobody abstains, 4 in support would be enough."),
            "{emergency}"
        );
        assert!(say(DecisionKind::Consensus, Choice::Support).contains("nobody abstains or blocks, 14 in support"));
        assert!(say(DecisionKind::Protected, Choice::Support).ends_with("with more creators for it than against it."));
    }
}
