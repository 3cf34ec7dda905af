//! Properties of the count, and its edges for every kind of decision.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::time::UtcMillis;

/// The table of rules.md, written a second time: quorum in per cent, approval as (numerator,
/// denominator, whether exactly that share is enough).
const RULES: [(DecisionKind, u128, (u128, u128, bool)); 5] = [
    (DecisionKind::Ordinary, 30, (1, 2, false)),
    (DecisionKind::Supermajority, 40, (2, 3, true)),
    (DecisionKind::Consensus, 40, (4, 5, true)),
    (DecisionKind::Protected, 50, (3, 4, true)),
    (DecisionKind::Emergency, 10, (4, 5, true)),
];

fn sizes() -> impl Iterator<Item = u64> {
    let large = [9_999_999_967, u64::MAX / 100, u64::MAX / 5, u64::MAX - 1, u64::MAX];
    (1..=300).chain([999, 1_000, 1_001, 65_537]).chain(large)
}

fn outcome(kind: DecisionKind, electorate: u64, counts: Counts) -> Outcome {
    Tally::new(kind, electorate, 0, counts).unwrap().outcome()
}

fn small(count: u128) -> u64 {
    u64::try_from(count).unwrap()
}

#[wasm_bindgen_test(unsupported = test)]
fn the_quorum_is_exact_at_n_and_missed_at_n_minus_1() {
    for (kind, percent, _) in RULES {
        for electorate in sizes() {
            let n = (u128::from(electorate) * percent).div_ceil(100);
            let at = |voters: u128| {
                let counts = Counts { support: small(voters), ..Counts::default() };
                outcome(kind, electorate, counts)
            };
            assert_eq!(at(n), Outcome::Passed, "{kind} {n} of {electorate}");
            assert_eq!(at(n - 1), Outcome::NoQuorum, "{kind} {} of {electorate}", n - 1);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_approval_is_exact_at_n_and_missed_at_n_minus_1() {
    for (kind, _, (numerator, denominator, exactly_is_enough)) in RULES {
        for decisive in sizes() {
            let whole = u128::from(decisive) * numerator;
            let n = if exactly_is_enough { whole.div_ceil(denominator) } else { whole / denominator + 1 };
            let at = |support: u128| {
                let oppose = small(u128::from(decisive) - support);
                outcome(kind, decisive, Counts { support: small(support), oppose, ..Counts::default() })
            };
            assert_eq!(at(n), Outcome::Passed, "{kind} {n} of {decisive}");
            assert_eq!(at(n - 1), Outcome::Failed, "{kind} {} of {decisive}", n - 1);
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn an_electorate_of_nobody_has_no_quorum() {
    for kind in DecisionKind::ALL {
        let tally = Tally::count::<u8>(kind, 0, 0, vec![]).unwrap();
        assert_eq!((tally.outcome(), tally.turnout()), (Outcome::NoQuorum, (0, 0)));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn abstentions_make_a_quorum_and_never_a_decision() {
    for kind in DecisionKind::ALL {
        assert_eq!(outcome(kind, 10, Counts { abstain: 10, ..Counts::default() }), Outcome::Failed, "{kind}");
        let one = Counts { abstain: 9, support: 1, ..Counts::default() };
        assert_eq!(outcome(kind, 10, one), Outcome::Passed, "{kind}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_standing_block_decides_after_the_quorum_and_before_the_approval() {
    let counts = |support, block| Counts { support, block, ..Counts::default() };
    assert_eq!(outcome(DecisionKind::Consensus, 100, counts(99, 1)), Outcome::Blocked);
    assert_eq!(outcome(DecisionKind::Consensus, 100, counts(39, 1)), Outcome::Blocked);
    assert_eq!(outcome(DecisionKind::Consensus, 100, counts(38, 1)), Outcome::NoQuorum);
    assert_eq!(outcome(DecisionKind::Consensus, 1, counts(0, 1)), Outcome::Blocked);
    for kind in DecisionKind::ALL.into_iter().filter(|kind| *kind != DecisionKind::Consensus) {
        assert_eq!(Tally::new(kind, 100, 0, counts(99, 1)), Err(TallyError::BlockOutsideConsensus));
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn affected_creators_need_a_strict_majority_of_their_own() {
    let with = |affected, creators_support, creators_oppose| {
        let creators = creators_support + creators_oppose;
        let counts =
            Counts { support: 90, oppose: 10, creators_support, creators_oppose, creators, ..Counts::default() };
        Tally::new(DecisionKind::Protected, 100, affected, counts).unwrap().outcome()
    };
    assert_eq!(with(3, 2, 1), Outcome::Passed);
    assert_eq!(with(3, 1, 1), Outcome::Failed);
    assert_eq!(with(3, 0, 0), Outcome::Failed);
    assert_eq!(with(0, 1, 2), Outcome::Passed);
    let counts = Counts { support: 2, oppose: 1, creators: 1, creators_oppose: 1, ..Counts::default() };
    assert_eq!(Tally::new(DecisionKind::Ordinary, 3, 1, counts).unwrap().outcome(), Outcome::Passed);
}

#[wasm_bindgen_test(unsupported = test)]
fn impossible_counts_are_refused() {
    let all = Counts { support: u64::MAX, oppose: 1, ..Counts::default() };
    let voters = u128::from(u64::MAX) + 1;
    assert_eq!(
        Tally::new(DecisionKind::Ordinary, u64::MAX, 0, all),
        Err(TallyError::MoreVotersThanElectorate { voters, electorate: u64::MAX })
    );
    let creators = Counts { support: 1, creators: 2, creators_support: 2, ..Counts::default() };
    assert_eq!(Tally::new(DecisionKind::Protected, 9, 2, creators), Err(TallyError::CreatorsExceedBallots));
}

fn ballot(voter: u8, choice: Choice, at: i64) -> CastBallot<u8> {
    CastBallot { voter, choice, at: UtcMillis(at), creator: voter.is_multiple_of(2) }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_latest_ballot_counts_and_two_at_once_are_an_error() {
    let count = |ballots| Tally::count(DecisionKind::Consensus, 9, 0, ballots);
    let replaced =
        count(vec![ballot(1, Choice::Block, 2), ballot(1, Choice::Oppose, 1), ballot(1, Choice::Support, 3)]);
    assert_eq!(*replaced.unwrap().counts(), Counts { support: 1, ..Counts::default() });
    let repeated = count(vec![ballot(1, Choice::Oppose, 1), ballot(1, Choice::Oppose, 1)]);
    assert_eq!(*repeated.unwrap().counts(), Counts { oppose: 1, ..Counts::default() });
    let undecided =
        count(vec![ballot(1, Choice::Oppose, 1), ballot(1, Choice::Support, 1), ballot(1, Choice::Abstain, 5)]);
    assert_eq!(undecided, Err(TallyError::TwoBallotsAtOnce));
    let hidden = vec![ballot(1, Choice::Block, 1), ballot(1, Choice::Support, 2)];
    let refused = Tally::count(DecisionKind::Ordinary, 9, 0, hidden);
    assert_eq!(refused, Err(TallyError::BlockOutsideConsensus));
}

/// Ballots of up to 12 voters, each with its own instant, and the order in which they arrive.
fn ballots_and_order() -> impl Strategy<Value = (Vec<CastBallot<u8>>, Vec<CastBallot<u8>>)> {
    let one = (0_u8..12, proptest::sample::select(Choice::ALL.to_vec()));
    proptest::collection::vec(one, 0..40).prop_flat_map(|drawn| {
        let timed: Vec<_> = (0_i64..).zip(drawn).map(|(at, (voter, choice))| ballot(voter, choice, at)).collect();
        (Just(timed.clone()), Just(timed).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, rng_seed: RngSeed::Fixed(47), ..ProptestConfig::default()
    })]

    #[wasm_bindgen_test(unsupported = test)]
    fn the_count_does_not_depend_on_the_order_of_ballots((cast, shuffled) in ballots_and_order()) {
        let one = Tally::count(DecisionKind::Consensus, 12, 0, cast);
        let other = Tally::count(DecisionKind::Consensus, 12, 0, shuffled);
        prop_assert_eq!(one, other);
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn each_voter_counts_once_with_the_last_word((cast, _) in ballots_and_order()) {
        let mut last = [None; 12];
        for ballot in &cast {
            last[usize::from(ballot.voter)] = Some(ballot.choice);
        }
        let said = |choice| last.iter().filter(|word| **word == Some(choice)).count() as u64;
        let counts = *Tally::count(DecisionKind::Consensus, 12, 0, cast).unwrap().counts();
        prop_assert_eq!(
            [counts.support, counts.oppose, counts.abstain, counts.block],
            Choice::ALL.map(said)
        );
    }

    #[wasm_bindgen_test(unsupported = test)]
    fn no_count_overflows(
        electorate in any::<u64>(), support in any::<u64>(), oppose in any::<u64>(), abstain in any::<u64>()
    ) {
        for kind in DecisionKind::ALL {
            let counts = Counts { support, oppose, abstain, ..Counts::default() };
            if let Ok(tally) = Tally::new(kind, electorate, 1, counts) {
                let (voters, of) = tally.turnout();
                prop_assert!(voters <= of);
                tally.outcome();
            }
        }
    }
}
