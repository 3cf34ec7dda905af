//! `blkout split`: repeats the arithmetic of one payment's split, or of a million of them.

use std::{collections::BTreeMap, process::ExitCode};

use blkout_core::money::{CreatorShare, CreatorSlug, Split, Weights, split};
use serde::{Deserialize, Serialize};

use super::{
    CommandError,
    json_lines::{ErrorAnswer, Object, answer_one_case, answer_standard_input, write_json},
};

/// The arguments of `blkout split`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  blkout split --payment-id ch_1 --gross 1999 --creator ada:2 --creator bo:1
  blkout split < cases.jsonl

Each line of standard input is one case, answered by one line:
  {\"payment_id\":\"ch_1\",\"gross\":1999,\"creator_bps\":7500,\"creators\":[[\"ada\",2],[\"bo\",1]]}
  {\"creator_pool\":1500,\"platform\":199,\"community\":300,\"creators\":{\"ada\":1000,\"bo\":500}}
What is not allowed is answered with {\"error\":\"…\"}. Amounts are in minor units (pence).")]
pub struct SplitArgs {
    /// The processor's charge id, which decides who gets a leftover penny
    #[arg(long, requires = "gross", value_name = "ID")]
    payment_id: Option<String>,
    /// What was paid, in minor units
    #[arg(long, requires = "payment_id", value_name = "MINOR_UNITS", allow_negative_numbers = true)]
    gross: Option<String>,
    /// The creators' share in basis points
    #[arg(long, default_value = "7500", value_name = "BPS", allow_negative_numbers = true)]
    creator_bps: String,
    /// A creator and their weight; repeat for each; none at all makes it a gift
    #[arg(long = "creator", requires = "gross", value_name = "SLUG:WEIGHT")]
    creators: Vec<String>,
}

/// One payment to split.
#[derive(Debug, Deserialize)]
struct Case {
    payment_id: String,
    gross: i64,
    creator_bps: i64,
    creators: Vec<(String, u64)>,
}

/// The split of one payment.
#[derive(Debug, Serialize)]
struct Answer {
    creator_pool: i64,
    platform: i64,
    community: i64,
    creators: BTreeMap<CreatorSlug, i64>,
}

impl From<Split> for Answer {
    fn from(split: Split) -> Self {
        Self {
            creator_pool: split.creator_pool,
            platform: split.platform,
            community: split.community,
            creators: split.creators.into_iter().collect(),
        }
    }
}

/// Splits the one payment of the flags, or each line of standard input.
///
/// # Errors
/// When standard input or output fails; a case that is not allowed is an answer, not an error.
pub fn run(args: SplitArgs) -> Result<ExitCode, CommandError> {
    match (args.payment_id, args.gross) {
        (Some(payment_id), Some(gross)) => answer_one_case(
            from_flags(payment_id, &gross, &args.creator_bps, &args.creators).and_then(|case| answer(&case)),
        ),
        _ => answer_standard_input(answer_line),
    }
}

fn answer_line(line: &[u8], output: &mut Vec<u8>) {
    let read = serde_json::from_slice::<Object<Case>>(line);
    let answered =
        read.map_err(|error| format!("this is not a case to split: {error}")).and_then(|case| answer(&case.0));
    match answered {
        Ok(answer) => write_json(&answer, output),
        Err(error) => write_json(&ErrorAnswer { error }, output),
    }
}

fn answer(case: &Case) -> Result<Answer, String> {
    let share = CreatorShare::from_bps(case.creator_bps).map_err(|error| error.to_string())?;
    let pairs = case.creators.iter().map(|(creator, weight)| Ok((CreatorSlug::new(creator.as_str())?, *weight)));
    let pairs = pairs.collect::<Result<Vec<_>, blkout_core::money::SlugError>>().map_err(|error| error.to_string())?;
    let weights = Weights::new(pairs).map_err(|error| error.to_string())?;
    let split = split(&case.payment_id, case.gross, share, &weights).map_err(|error| error.to_string())?;
    Ok(split.into())
}

fn from_flags(payment_id: String, gross: &str, bps: &str, creators: &[String]) -> Result<Case, String> {
    let whole = |name: &str, text: &str| -> Result<i64, String> {
        text.parse().map_err(|_| format!("{name} must be a whole number of at most 64 bits; `{text}` is not"))
    };
    let pair = |text: &String| -> Result<(String, u64), String> {
        let parsed =
            text.rsplit_once(':').and_then(|(creator, weight)| Some((creator.to_owned(), weight.parse().ok()?)));
        parsed.ok_or_else(|| format!("--creator must be of the form slug:weight, such as ada:2; `{text}` is not"))
    };
    Ok(Case {
        payment_id,
        gross: whole("--gross", gross)?,
        creator_bps: whole("--creator-bps", bps)?,
        creators: creators.iter().map(pair).collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(line: &str) -> String {
        let mut output = Vec::new();
        answer_line(line.as_bytes(), &mut output);
        String::from_utf8(output).unwrap()
    }

    #[test]
    fn the_example_of_the_help_is_right() {
        let line = r#"{"payment_id":"ch_1","gross":1999,"creator_bps":7500,"creators":[["ada",2],["bo",1]]}"#;
        let expected = r#"{"creator_pool":1500,"platform":199,"community":300,"creators":{"ada":1000,"bo":500}}"#;
        assert_eq!(answered(line), expected);
    }

    #[test]
    fn what_is_not_allowed_is_answered_with_an_error() {
        let with = |gross: &str, bps: &str, creators: &str| {
            answered(&format!(r#"{{"payment_id":"ch_1","gross":{gross},"creator_bps":{bps},"creators":{creators}}}"#))
        };
        let one = r#"[["ada",1]]"#;
        for answer in [
            with("-1", "7500", one),
            with("1.5", "7500", one),
            with("9223372036854775808", "7500", one),
            with("100", "7499", one),
            with("100", "10001", one),
            with("100", "-7500", one),
            with("100", "7500", r#"[["ada",0]]"#),
            with("100", "7500", r#"[["ada",-1]]"#),
            with("100", "7500", r#"[["ada",1],["ada",2]]"#),
            with("100", "7500", r#"[["",1]]"#),
            with("\"100\"", "7500", one),
            with("100", "7500", "null"),
            answered("[]"),
            answered("\u{0}"),
            answered(r#"{"payment_id":"ch_1","gross":1}"#),
        ] {
            assert!(answer.starts_with(r#"{"error":""#), "{answer}");
        }
    }

    #[test]
    fn a_gift_goes_to_the_community_whole() {
        let answer = answered(r#"{"payment_id":"x","gross":7,"creator_bps":7500,"creators":[]}"#);
        assert_eq!(answer, r#"{"creator_pool":0,"platform":0,"community":7,"creators":{}}"#);
    }

    #[test]
    fn flags_say_the_same_as_lines() {
        let case = from_flags("ch_1".into(), "1999", "7500", &["ada:2".into(), "bo:1".into()]).unwrap();
        assert_eq!(answer(&case).unwrap().creators.values().copied().collect::<Vec<_>>(), [1_000, 500]);
        assert!(from_flags("ch_1".into(), "12.50", "7500", &[]).is_err());
        assert!(from_flags("ch_1".into(), "1", "7500", &["ada".into()]).is_err());
    }
}
