//! `blkout tally`: repeats the arithmetic of one vote, or of a million, for anybody who doubts it.

use std::borrow::Cow;
use std::process::ExitCode;

use blkout_core::governance::{CastBallot, Choice, Counts, DecisionKind, Outcome, Tally};
use blkout_core::time::UtcMillis;
use serde::{Deserialize, Serialize};

use super::CommandError;
use super::json_lines::{ErrorAnswer, Object, answer_one_case, answer_standard_input, write_json};

/// The arguments of `blkout tally`. Without any, cases are read as JSON lines from standard input.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct TallyArgs {
    /// Kind of decision: ordinary, supermajority, consensus, protected or emergency
    #[arg(long, requires = "electorate")]
    kind: Option<String>,
    /// How many members may vote
    #[arg(long, requires = "kind", allow_hyphen_values = true, value_name = "NUMBER")]
    electorate: Option<String>,
    /// How many creators the decision affects
    #[arg(long, requires = "kind", allow_hyphen_values = true, value_name = "NUMBER")]
    affected_creators: Option<String>,
    /// A ballot; may be given many times, and a later one of the same voter replaces the earlier one
    #[arg(long = "ballot", requires = "kind", value_name = "VOTER=CHOICE[:creator]")]
    ballots: Vec<String>,
    /// Ballots in support, instead of single ballots
    #[arg(long, requires = "kind", conflicts_with = "ballots", allow_hyphen_values = true, value_name = "NUMBER")]
    support: Option<String>,
    /// Ballots that oppose
    #[arg(long, requires = "kind", conflicts_with = "ballots", allow_hyphen_values = true, value_name = "NUMBER")]
    oppose: Option<String>,
    /// Ballots that abstain
    #[arg(long, requires = "kind", conflicts_with = "ballots", allow_hyphen_values = true, value_name = "NUMBER")]
    abstain: Option<String>,
    /// Ballots that block
    #[arg(long, requires = "kind", conflicts_with = "ballots", allow_hyphen_values = true, value_name = "NUMBER")]
    block: Option<String>,
    /// Those of the ballots in support that creators cast
    #[arg(long, requires = "support", allow_hyphen_values = true, value_name = "NUMBER")]
    creators_support: Option<String>,
    /// Those of the opposing ballots that creators cast
    #[arg(long, requires = "oppose", allow_hyphen_values = true, value_name = "NUMBER")]
    creators_oppose: Option<String>,
}

const AFTER_HELP: &str = r#"Each line of standard input is one case, and gets one line of answer:
  {"kind":"protected","electorate":100,"affected_creators":3,
   "ballots":[{"voter":"m1","choice":"support","at":1,"creator":true}]}
(on one line; "at" in milliseconds: a later ballot of the same voter replaces an earlier one). The answer:
  {"support":1,"oppose":0,"abstain":0,"block":0,"turnout":[1,100],"approval":[1,1],"outcome":"no_quorum"}
or {"error":"..."} for a case that is not allowed.

By flags, one case; the exit code is then 1 for a case that is not allowed:
  blkout tally --kind ordinary --electorate 40 --support 7 --oppose 5
  blkout tally --kind ordinary --electorate 3 --ballot ada=support --ballot bo=oppose"#;

#[derive(Deserialize)]
struct Case<'a> {
    #[serde(borrow)]
    kind: Cow<'a, str>,
    electorate: u64,
    #[serde(default)]
    affected_creators: u64,
    #[serde(borrow)]
    ballots: Vec<Object<BallotLine<'a>>>,
}

#[derive(Deserialize)]
struct BallotLine<'a> {
    #[serde(borrow)]
    voter: Cow<'a, str>,
    #[serde(borrow)]
    choice: Cow<'a, str>,
    at: u64,
    #[serde(default)]
    creator: bool,
}

/// The answer to a case, in the order of its fields. Fractions are never reduced.
#[derive(Debug, Serialize)]
struct Answer {
    support: u64,
    oppose: u64,
    abstain: u64,
    block: u64,
    turnout: [u64; 2],
    approval: [u64; 2],
    outcome: Outcome,
}

impl From<Tally> for Answer {
    fn from(tally: Tally) -> Self {
        let Counts { support, oppose, abstain, block, .. } = *tally.counts();
        let (voters, electorate) = tally.turnout();
        let (approving, decisive) = tally.approval();
        let (turnout, approval) = ([voters, electorate], [approving, decisive]);
        Self { support, oppose, abstain, block, turnout, approval, outcome: tally.outcome() }
    }
}

/// Runs the command.
///
/// # Errors
/// When standard input cannot be read or standard output cannot be written.
pub fn run(mut args: TallyArgs) -> Result<ExitCode, CommandError> {
    match args.kind.take() {
        Some(kind) => answer_one_case(case_by_flags(&kind, &args).map(Answer::from)),
        None => answer_standard_input(answer_line),
    }
}

/// Appends the answer to one line.
fn answer_line(line: &[u8], answers: &mut Vec<u8>) {
    match case_by_json(line) {
        Ok(tally) => write_json(&Answer::from(tally), answers),
        Err(error) => write_json(&ErrorAnswer { error }, answers),
    }
}

fn case_by_json(line: &[u8]) -> Result<Tally, String> {
    let Object(case) = serde_json::from_slice::<Object<Case<'_>>>(line).map_err(|error| error.to_string())?;
    let kind = case.kind.parse::<DecisionKind>().map_err(|error| error.to_string())?;
    let ballots = case.ballots.into_iter().map(|Object(ballot)| cast_ballot(ballot)).collect::<Result<Vec<_>, _>>()?;
    Tally::count(kind, case.electorate, case.affected_creators, ballots).map_err(|error| error.to_string())
}

fn cast_ballot(ballot: BallotLine<'_>) -> Result<CastBallot<Cow<'_, str>>, String> {
    let choice = ballot.choice.parse::<Choice>().map_err(|error| error.to_string())?;
    let at = i64::try_from(ballot.at).map_err(|_| format!("at is {} milliseconds at most", i64::MAX))?;
    Ok(CastBallot { voter: ballot.voter, choice, at: UtcMillis(at), creator: ballot.creator })
}

fn case_by_flags(kind: &str, args: &TallyArgs) -> Result<Tally, String> {
    let kind = kind.parse::<DecisionKind>().map_err(|error| error.to_string())?;
    let number = |name: &str, given: &Option<String>| match given {
        None => Ok(0),
        Some(text) => text.parse::<u64>().map_err(|_| format!("{name} must be a whole number from 0 to {}", u64::MAX)),
    };
    let electorate = number("electorate", &args.electorate)?;
    let affected_creators = number("affected-creators", &args.affected_creators)?;
    let tally = if args.ballots.is_empty() {
        let creators_support = number("creators-support", &args.creators_support)?;
        let creators_oppose = number("creators-oppose", &args.creators_oppose)?;
        let counts = Counts {
            support: number("support", &args.support)?,
            oppose: number("oppose", &args.oppose)?,
            abstain: number("abstain", &args.abstain)?,
            block: number("block", &args.block)?,
            creators_support,
            creators_oppose,
            creators: creators_support.saturating_add(creators_oppose),
        };
        Tally::new(kind, electorate, affected_creators, counts)
    } else {
        let ballots = (0..).zip(&args.ballots).map(|(at, text)| ballot_by_flag(text, UtcMillis(at)));
        Tally::count(kind, electorate, affected_creators, ballots.collect::<Result<_, _>>()?)
    };
    tally.map_err(|error| error.to_string())
}

/// Reads `VOTER=CHOICE` or `VOTER=CHOICE:creator`.
fn ballot_by_flag(text: &str, at: UtcMillis) -> Result<CastBallot<&str>, String> {
    let form = || format!("a ballot is written as VOTER=CHOICE or VOTER=CHOICE:creator, not as {text}");
    let (voter, said) = text.rsplit_once('=').ok_or_else(form)?;
    let (word, creator) = match said.split_once(':') {
        None => (said, false),
        Some((word, "creator")) => (word, true),
        Some(_) => return Err(form()),
    };
    let choice = word.parse::<Choice>().map_err(|error| error.to_string())?;
    Ok(CastBallot { voter, choice, at, creator })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(line: &str) -> String {
        let mut answers = Vec::new();
        answer_line(line.as_bytes(), &mut answers);
        String::from_utf8(answers).unwrap()
    }

    fn case(kind: &str, electorate: u64, ballots: &str) -> String {
        answer(&format!(r#"{{"kind":"{kind}","electorate":{electorate},"ballots":[{ballots}]}}"#))
    }

    fn is_error(answer: &str) -> bool {
        serde_json::from_str::<std::collections::BTreeMap<String, String>>(answer)
            .is_ok_and(|fields| fields.keys().eq(["error"]))
    }

    #[test]
    fn the_example_of_the_help_is_answered_as_it_says() {
        let line = r#"{"kind":"protected","electorate":100,"affected_creators":3,"ballots":[{"voter":"m1","choice":"support","at":1,"creator":true}]}"#;
        let expected = r#"{"support":1,"oppose":0,"abstain":0,"block":0,"turnout":[1,100],"approval":[1,1],"outcome":"no_quorum"}"#;
        assert_eq!(answer(line), expected);
        assert!(AFTER_HELP.contains(expected));
    }

    #[test]
    fn fractions_are_not_reduced_and_later_ballots_replace() {
        let ballots = r#"{"voter":"a","choice":"oppose","at":2},{"voter":"b","choice":"support","at":1},
            {"voter":"a","choice":"support","at":3,"note":"ignored"},{"voter":"c","choice":"abstain","at":0}"#;
        let expected =
            r#"{"support":2,"oppose":0,"abstain":1,"block":0,"turnout":[3,6],"approval":[2,2],"outcome":"passed"}"#;
        assert_eq!(case("ordinary", 6, ballots), expected);
    }

    #[test]
    fn an_empty_electorate_is_a_fraction_of_nothing() {
        let expected =
            r#"{"support":0,"oppose":0,"abstain":0,"block":0,"turnout":[0,0],"approval":[0,0],"outcome":"no_quorum"}"#;
        assert_eq!(case("emergency", 0, ""), expected);
    }

    #[test]
    fn what_is_not_allowed_is_one_line_of_error() {
        let ballot = |choice: &str, at: &str| format!(r#"{{"voter":"a","choice":"{choice}","at":{at}}}"#);
        for line in [
            case("majority", 1, ""),
            case("Ordinary", 1, ""),
            case("ordinary", 0, &ballot("support", "1")),
            case("ordinary", 1, &ballot("block", "1")),
            case("ordinary", 1, &[ballot("block", "1"), ballot("support", "2")].join(",")),
            case("ordinary", 1, &[ballot("oppose", "1"), ballot("support", "1")].join(",")),
            case("ordinary", 1, &ballot("yes", "1")),
            case("ordinary", 1, &ballot("support", "-1")),
            case("ordinary", 1, &ballot("support", "1.0")),
            case("ordinary", 1, &ballot("support", "9223372036854775808")),
            case("ordinary", 1, r#"["a","support",1,false]"#),
            answer(r#"{"kind":"ordinary","electorate":-1,"ballots":[]}"#),
            answer(r#"{"kind":"ordinary","electorate":18446744073709551616,"ballots":[]}"#),
            answer(r#"{"kind":{"ordinary":null},"electorate":1,"ballots":[]}"#),
            answer(r#"{"kind":"ordinary","electorate":1}"#),
            answer(r#"["ordinary",1,0,[]]"#),
            answer("\u{feff}"),
            answer("{"),
            answer(&"[".repeat(100_000)),
        ] {
            assert!(is_error(&line), "{line}");
        }
    }

    #[test]
    fn identical_repeats_are_one_ballot() {
        let ballot = r#"{"voter":"a","choice":"support","at":1}"#;
        assert!(case("ordinary", 1, &[ballot, ballot].join(",")).contains(r#""turnout":[1,1]"#));
    }

    #[test]
    fn names_with_escapes_are_the_same_names() {
        let ballots = r#"{"voter":"\u0061","choice":"oppose","at":1},{"voter":"a","choice":"support","at":2}"#;
        assert!(case("ordinary", 1, ballots).contains(r#""support":1,"oppose":0"#));
    }

    #[test]
    fn flags_and_lines_say_the_same() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        let args = TallyArgs {
            electorate: Some("4".to_owned()),
            affected_creators: Some("1".to_owned()),
            ballots: words(&["a=oppose", "b=support:creator", "a=support"]),
            ..TallyArgs::default()
        };
        let tally = case_by_flags("protected", &args).unwrap();
        assert_eq!((tally.outcome(), tally.turnout()), (Outcome::Passed, (2, 4)));
        for wrong in ["a", "a=yes", "a=support:artist", "a=block"] {
            let args = TallyArgs { ballots: words(&[wrong]), ..TallyArgs::default() };
            assert!(case_by_flags("ordinary", &args).is_err(), "{wrong}");
        }
        let counted = TallyArgs {
            electorate: Some(u64::MAX.to_string()),
            support: Some(u64::MAX.to_string()),
            ..TallyArgs::default()
        };
        assert_eq!(case_by_flags("ordinary", &counted).unwrap().outcome(), Outcome::Passed);
        let negative = TallyArgs { support: Some("-1".to_owned()), ..TallyArgs::default() };
        assert!(case_by_flags("ordinary", &negative).is_err());
    }
}
