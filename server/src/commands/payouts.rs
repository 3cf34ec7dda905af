//! `blkout payouts schedule` and `blkout payouts account`: setting aside what is due, from a timer for instance, and the
//! co-op's own account, from which payment files pay.

use std::io::{Read as _, Write as _};
use std::process::ExitCode;

use blkout_core::payouts::bank::{AccountHolder, AccountNumber, BankAccount, BankDetails, Bic, Iban, SortCode};
use blkout_store::{DetailsError, DetailsOwner};

use super::{CommandError, migrate};
use crate::clock::Clock;
use crate::config::Config;
use crate::forms::payouts::fresh_payout;
use crate::payouts::DetailsSafe;
use crate::secrets::Vault;

const ACCOUNT_EXAMPLES: &str = "\
Examples:
  printf 'The BLKOUT Co-operative\\n12-34-56\\n12345678\\n' | blkout payouts account
  printf 'The BLKOUT Co-operative\\nDE89370400440532013000\\nDEUTDEFF\\n' | blkout payouts account

Standard input has three lines: the name on the account; sort code or IBAN; account number or BIC. They do not come \
as arguments, because others on the machine can read those. They are kept encrypted.";

/// Most bytes of standard input that are read.
const MOST_BYTES: u64 = 1_024;

/// The arguments of `blkout payouts schedule`.
#[derive(Debug, clap::Args)]
pub struct ScheduleArgs {
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// The arguments of `blkout payouts account`: none; the account comes by standard input.
#[derive(Debug, clap::Args)]
#[command(after_help = ACCOUNT_EXAMPLES)]
pub struct AccountArgs {}

/// Schedules what is due. Safe to repeat: nobody has two payouts of one currency on their way.
///
/// # Errors
/// [`CommandError`]; then nothing has been scheduled.
pub async fn schedule(args: ScheduleArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = migrate::open_existing(config).await?;
    let scheduled = store.payouts().schedule_due(Clock::System.now(), fresh_payout).await;
    let scheduled = scheduled.map_err(|error| CommandError::Refused(format!("{error}; nothing was changed")))?;
    let (made, waiting) = (scheduled.payouts.len(), scheduled.without_details.len());
    let text = if args.json {
        let ids: Vec<_> = scheduled.payouts.iter().map(ToString::to_string).collect();
        format!("{}\n", serde_json::json!({ "scheduled": ids, "without_bank_details": waiting }))
    } else {
        format!("{made} scheduled, {waiting} waiting for bank details\n")
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(CommandError::io("write the answer"))?;
    Ok(ExitCode::SUCCESS)
}

/// Keeps the co-op's own account.
///
/// # Errors
/// [`CommandError`]; then nothing has been changed.
pub async fn account(_args: AccountArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let mut input = String::new();
    let reading = std::io::stdin().take(MOST_BYTES).read_to_string(&mut input);
    reading.map_err(CommandError::io("read the account from standard input"))?;
    let details = read(&input).map_err(|error| CommandError::Refused(format!("{error}; nothing was changed")))?;
    let store = migrate::open_existing(config).await?;
    let safe = DetailsSafe::new(Vault::new(config.secrets_key_file.clone()));
    let payouts = store.payouts();
    let version = payouts.bank_details(&DetailsOwner::CoOp).await?.map_or(0, |kept| kept.version) + 1;
    let sealed = safe.seal(&store, (DetailsOwner::CoOp, version), &details, Clock::System.now()).await;
    let sealed = sealed.map_err(|error| CommandError::Refused(format!("{error}; nothing was changed")))?;
    match payouts.change_co_op_details(sealed).await {
        Ok(()) => {}
        Err(DetailsError::Store(error)) => return Err(error.into()),
        Err(error) => return Err(CommandError::Refused(format!("{error}; nothing was changed"))),
    }
    let masked = details.masked();
    // The command's own answer; that it cannot be written changes nothing.
    let _ = writeln!(std::io::stdout(), "kept: {}, {}", masked.kind, masked.number);
    Ok(ExitCode::SUCCESS)
}

/// The account on three lines. What is wrong is said without repeating it.
fn read(input: &str) -> Result<BankDetails, String> {
    let mut lines = input.lines();
    let mut line = || lines.next().unwrap_or_default();
    let holder = AccountHolder::new(line()).map_err(|error| format!("line 1: {error}"))?;
    let (second, third) = (line(), line());
    let account = if second.trim_start().starts_with(|first: char| first.is_ascii_alphabetic()) {
        BankAccount::International {
            iban: Iban::new(second).map_err(|error| format!("line 2: {error}"))?,
            bic: Bic::new(third).map_err(|error| format!("line 3: {error}"))?,
        }
    } else {
        BankAccount::Uk {
            sort_code: SortCode::new(second).map_err(|error| format!("line 2: {error}"))?,
            number: AccountNumber::new(third).map_err(|error| format!("line 3: {error}"))?,
        }
    };
    Ok(BankDetails { holder, account })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_stands_on_three_lines() {
        assert_eq!(read("The co-op\r\n12-34-56\r\n12345678\r\n").unwrap().masked().number, "•••• 5678");
        assert_eq!(read("The co-op\nDE89370400440532013000\nDEUTDEFF").unwrap().masked().kind, "IBAN, DE");
        for (input, line) in [("", "line 1"), ("The co-op\n", "line 2"), ("The co-op\n123456\n1234567", "line 3")] {
            let refused = read(input).unwrap_err();
            assert!(refused.starts_with(line) && !refused.contains("1234567,"), "{refused}");
        }
    }
}
