//! `blkout member password`: for somebody who has forgotten theirs, or whose device is in other hands.

use std::io::Write as _;
use std::process::ExitCode;

use blkout_store::EmailAddress;

use super::{CommandError, member, migrate};
use crate::config::Config;

const NOTES: &str = "\
The password is asked for twice. When standard input is not a terminal, its first line is the password. Whoever was \
signed in as this member is signed out everywhere.";

/// The arguments of `blkout member password`.
#[derive(clap::Args)]
#[command(after_help = NOTES)]
pub struct PasswordArgs {
    /// What they sign in with
    #[arg(long)]
    email: String,
}

impl std::fmt::Debug for PasswordArgs {
    /// Shows nobody.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordArgs").finish_non_exhaustive()
    }
}

/// Gives a member another password and ends their sessions.
///
/// # Errors
/// [`CommandError`]; nothing is changed then.
pub async fn run(args: PasswordArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let email = EmailAddress::parse(&args.email).map_err(|error| member::usage("--email", &error))?;
    let store = migrate::open_existing(config).await?;
    let password = tokio::task::spawn_blocking(member::ask_password);
    let password = password.await.map_err(|error| CommandError::Refused(error.to_string()))??;
    if !store.members().change_password(&email, password).await? {
        return Err(CommandError::Refused("nobody here has this email address; nothing was changed".to_owned()));
    }
    // The command's own answer; that it cannot be written changes nothing.
    let _ = writeln!(std::io::stdout(), "changed; every session of theirs is over");
    Ok(ExitCode::SUCCESS)
}
