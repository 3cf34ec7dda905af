//! `blkout member add`: lets the first people in, before anybody is there to vouch for them.

use std::io::{IsTerminal as _, Read as _, Write as _};
use std::process::ExitCode;

use blkout_core::membership::{Capabilities, ChosenName, MemberStatus, PASSWORD_MAX_BYTES};
use blkout_core::money::CreatorSlug;
use blkout_store::{AddMemberError, EmailAddress, MemberId, NewMember, PasswordDigest};

use super::{CommandError, migrate};
use crate::clock::Clock;
use crate::config::Config;
use crate::identity::password;

const EXAMPLES: &str = "\
Examples:
  blkout member add --email ada@example.org --name Ada --steward
  blkout member add --email bo@example.org --name Bo --creator bo < password.txt

The password is asked for twice. When standard input is not a terminal, its first line is the password.";

/// The arguments of `blkout member add`.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct MemberAddArgs {
    /// What they sign in with
    #[arg(long)]
    email: String,
    /// What they want to be called
    #[arg(long)]
    name: String,
    /// Their creator's account, as in /creators/SLUG
    #[arg(long, value_name = "SLUG")]
    creator: Option<String>,
    /// Looks after decisions and money
    #[arg(long)]
    steward: bool,
    /// Looks after conversations
    #[arg(long)]
    moderator: bool,
    /// Runs the machines
    #[arg(long)]
    admin: bool,
}

impl std::fmt::Debug for MemberAddArgs {
    /// Shows nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MemberAddArgs").finish_non_exhaustive()
    }
}

/// Adds one active member.
///
/// # Errors
/// [`CommandError`]; nothing is changed then.
pub async fn run(args: MemberAddArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let email = EmailAddress::parse(&args.email).map_err(|error| usage("--email", &error))?;
    let name = ChosenName::new(&args.name).map_err(|error| usage("--name", &error))?;
    let creator = args.creator.as_deref().map(CreatorSlug::for_address).transpose();
    let creator = creator.map_err(|error| usage("--creator", &error))?;
    let password = tokio::task::spawn_blocking(ask_password);
    let password = password.await.map_err(|error| CommandError::Refused(error.to_string()))??;
    let now = Clock::System.now();
    let store = migrate::open(config).await?;
    let member = NewMember {
        id: new_id(now)?,
        email,
        name,
        status: MemberStatus::Active,
        capabilities: Capabilities { moderator: args.moderator, steward: args.steward, admin: args.admin },
        creator,
        password,
        joined_at: now,
    };
    match store.members().add(member).await {
        Ok(_) => {
            // The command's own answer; that it cannot be written changes nothing.
            let _ = writeln!(std::io::stdout(), "added");
            Ok(ExitCode::SUCCESS)
        }
        Err(AddMemberError::Store(error)) => Err(error.into()),
        Err(taken) => Err(CommandError::Refused(format!("{taken}; nothing was changed"))),
    }
}

/// A new member's id.
///
/// # Errors
/// When the system has no randomness.
pub fn new_id(now: blkout_core::time::UtcMillis) -> Result<MemberId, CommandError> {
    let mut random = [0; 10];
    getrandom::fill(&mut random)
        .map_err(|error| CommandError::Refused(format!("the system gives no random bytes: {error}")))?;
    Ok(MemberId::new(now, random))
}

pub(super) fn usage(flag: &str, error: &dyn std::error::Error) -> CommandError {
    CommandError::Usage(format!("{flag}: {error}"))
}

/// The password from the terminal, twice, or from the first line of standard input: never from the command line,
/// which others on the machine can read.
pub(super) fn ask_password() -> Result<PasswordDigest, CommandError> {
    let asked = if std::io::stdin().is_terminal() { from_terminal()? } else { from_input(std::io::stdin().lock())? };
    password::check_length(&asked)
        .map_err(|refused| CommandError::Refused(format!("{refused}; nothing was changed")))?;
    password::digest(&asked).map_err(|fault| CommandError::Refused(fault.to_string()))
}

fn from_terminal() -> Result<String, CommandError> {
    let read = |words: &str| rpassword::prompt_password(words).map_err(CommandError::io("read the password"));
    let first = read("Password: ")?;
    if read("The same again: ")? == first {
        Ok(first)
    } else {
        Err(CommandError::Refused("the two passwords differ; nothing was changed".to_owned()))
    }
}

/// The first line, without its line break.
fn from_input(input: impl std::io::Read) -> Result<String, CommandError> {
    let mut text = String::new();
    let most = u64::try_from(PASSWORD_MAX_BYTES + 2).unwrap_or(u64::MAX);
    input.take(most).read_to_string(&mut text).map_err(CommandError::io("read the password from standard input"))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_password() {
        assert_eq!(from_input(&b"a long password\r\nmore"[..]).unwrap(), "a long password");
        assert_eq!(from_input(&b"spaces at the end  \n"[..]).unwrap(), "spaces at the end  ");
        assert_eq!(from_input(&b""[..]).unwrap(), "");
    }

    #[test]
    fn a_password_that_is_too_long_is_not_cut_short() {
        let long = "x".repeat(PASSWORD_MAX_BYTES * 2);
        let read = from_input(long.as_bytes()).unwrap();
        assert!(password::check_length(&read).is_err());
    }
}
