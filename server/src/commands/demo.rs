//! `blkout demo`: an invented community to look at. It goes through the same doors as real data, and every page of
//! such a database says that it is a demonstration.

mod articles;
mod dice;
mod payments;
mod payouts;
mod people;
mod votes;

use std::{
    fs::OpenOptions,
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use blkout_core::{membership::MemberStatus, time::UtcMillis};
use blkout_store::Store;

use super::{
    CommandError,
    import::{Progress, import},
    migrate,
};
use crate::{clock::Clock, config::Config, identity::password};

/// Random bytes of a demonstration's password.
const PASSWORD_BYTES: usize = 12;
/// The file, beside the database, that says how to sign in.
const SIGN_IN_FILE: &str = "demo-sign-in.txt";

/// The arguments of `blkout demo`.
#[derive(clap::Args)]
#[command(after_help = "\
Every person, payment and vote of the demonstration is invented, and every page says so. It is written only into \
an empty database; start with a new BLKOUT_DATA_DIR for a real community.")]
pub struct DemoArgs {
    /// When the database has data already, say so and leave it, instead of refusing
    #[arg(long)]
    if_empty: bool,
    /// The password of the invented members; a random one if not given
    #[arg(long, env = "BLKOUT_DEMO_PASSWORD", hide_env_values = true)]
    password: Option<String>,
}

impl std::fmt::Debug for DemoArgs {
    /// Never shows the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DemoArgs").field("if_empty", &self.if_empty).finish_non_exhaustive()
    }
}

/// Fills an empty database and says how to sign in.
///
/// # Errors
/// [`CommandError::Refused`] when the database is not empty.
pub async fn run(args: DemoArgs, config: &Config) -> Result<ExitCode, CommandError> {
    let store = migrate::open(config).await?;
    let file = config.data_dir.join(SIGN_IN_FILE);
    if !is_empty(&store).await? {
        let hint = if file.is_file() {
            format!(" How to sign in: {}", file.display())
        } else if store.is_demonstration() {
            let folder = config.data_dir.display();
            format!(
                " It is a demonstration that was probably interrupted. If nothing in it matters to you, remove {folder} \
                 and start again."
            )
        } else {
            String::new()
        };
        if args.if_empty {
            return say(&format!("The database has data already; it stays as it is.{hint}\n"));
        }
        return Err(CommandError::Refused(
            "the database has data already, and a demonstration never mixes with it. Choose an empty BLKOUT_DATA_DIR."
                .to_owned(),
        ));
    }
    let password = args.password.map_or_else(random_password, Ok)?;
    password::check_length(&password).map_err(|refused| CommandError::Refused(refused.to_string()))?;
    let now = Clock::System.now();
    fill(&store, &password, now).await?;
    payouts::arrange(&store, config, now).await?;
    let text = format!(
        "A demonstration is ready; everybody and everything in it is invented.\n\
         Sign in as {} (member and creator) or {} (steward).\nPassword: {password}\n",
        people::CREATOR_EMAIL,
        people::STEWARD_EMAIL,
    );
    keep(&file, &text).map_err(CommandError::io(format!("write {}", file.display())))?;
    say(&text)
}

async fn is_empty(store: &Store) -> Result<bool, CommandError> {
    Ok(store.members().count(MemberStatus::Active).await? == 0 && store.ledger().totals().await?.is_empty())
}

/// Writes the whole demonstration, as of `now`.
async fn fill(store: &Store, password: &str, now: UtcMillis) -> Result<(), CommandError> {
    // First of all, so that nothing invented is ever shown without saying so.
    store.mark_as_demonstration().await?;
    let members = people::add(store, password, now).await?;
    let report = payments::report(now);
    import(store, report.as_bytes(), &Clock::System, false, &mut Progress::silent())
        .await
        .map_err(|error| CommandError::Refused(format!("the invented payments were refused: {error}")))?;
    votes::hold(store, &members, now).await?;
    articles::publish(store).await
}

fn random_password() -> Result<String, CommandError> {
    let mut random = [0; PASSWORD_BYTES];
    getrandom::fill(&mut random)
        .map_err(|error| CommandError::Refused(format!("the system gives no random bytes: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(random))
}

fn keep(file: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(text.as_bytes())
}

fn say(text: &str) -> Result<ExitCode, CommandError> {
    io::stdout().write_all(text.as_bytes()).map_err(CommandError::io("write the answer"))?;
    Ok(ExitCode::SUCCESS)
}
