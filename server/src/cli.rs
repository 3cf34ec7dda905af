//! The command line: what `blkout --help` shows, and the way from arguments to a command and an exit code.

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

use crate::commands::{
    CommandError, demo, design, import, ledger, member, migrate, password, payouts, policy, record, routes, serve,
    split, tally, waiting,
};
use crate::config::{Config, Settings};

const AFTER_HELP: &str = "\
Examples:
  blkout serve                                     the site on http://127.0.0.1:3000
  blkout migrate && blkout member add --email ada@example.org --name Ada --steward
  blkout import payments payments.csv --dry-run    check a file, change nothing
  blkout ledger totals --json
  blkout split --help                              repeat the arithmetic of one payment

Settings may be flags or BLKOUT_* variables; a flag wins.
Exit codes: 0 done, 1 refused or failed (the reason is on standard error), 2 wrong usage or setting.";

/// How long handing back what a command has used may take. All that was acknowledged is on the disk by then, so
/// nothing is lost where a connection to the database is never handed back, and nobody waits for ever.
const TIDYING: Duration = Duration::from_secs(2);

/// Runs a BLKOUT community: its site, its ledger and its votes, from one program.
#[derive(Debug, Parser)]
#[command(name = "blkout", version, after_help = AFTER_HELP, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Where things are.
    #[command(flatten)]
    pub settings: Settings,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the site until told to stop (SIGTERM or Ctrl-C)
    Serve(serve::ServeArgs),
    /// Fill a database with an invented community to look at
    Demo(demo::DemoArgs),
    /// Bring the database up to this version's tables
    Migrate(migrate::MigrateArgs),
    /// Add people to the community
    #[command(subcommand)]
    Member(MemberCommand),
    /// Read files into the ledger
    #[command(subcommand)]
    Import(ImportCommand),
    /// Read from the ledger
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Pay creators what they have earned
    #[command(subcommand)]
    Payouts(PayoutsCommand),
    /// Carry out what a passed proposal decided
    #[command(subcommand)]
    Policy(PolicyCommand),
    /// Look after the public record
    #[command(subcommand)]
    Record(RecordCommand),
    /// Check a saved record, or this machine's own database
    Verify(record::verify::VerifyArgs),
    /// Watch a public record from outside, and cosign what it shows
    Witness(record::witness::WitnessArgs),
    /// List the address pattern of every page, one to a line
    Routes(routes::RoutesArgs),
    /// Write the gallery of components to a folder, as files that open from a disk
    Design(design::DesignArgs),
    /// Work out how one payment is split, or many from standard input
    Split(split::SplitArgs),
    /// Count one vote, or many from standard input
    Tally(tally::TallyArgs),
}

/// `blkout member ...`
#[derive(Debug, Subcommand)]
pub enum MemberCommand {
    /// Add one active member; the password is asked for, or read from standard input
    Add(member::MemberAddArgs),
    /// Give a member another password and end their sessions; it is asked for, or read from standard input
    Password(password::PasswordArgs),
}

/// `blkout import ...`
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Import the payment processor's itemised CSV, whole or not at all
    Payments(import::ImportArgs),
}

/// `blkout ledger ...`
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// Totals per currency, in minor units
    Totals(ledger::LedgerArgs),
    /// What the processor's events told and what has waited for over a day to fit
    Waiting(waiting::WaitingArgs),
}

/// `blkout payouts ...`
#[derive(Debug, Subcommand)]
pub enum PayoutsCommand {
    /// Set aside what is due, to wait for two stewards' approval
    Schedule(payouts::ScheduleArgs),
    /// Say from which account of the co-op payouts are paid; reads standard input
    Account(payouts::AccountArgs),
}

/// `blkout policy ...`
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Set the creators' share of new payments, by an ordinary decision
    CreatorShare(policy::CreatorShareArgs),
    /// Set the smallest payout in a currency, by an ordinary decision
    PayoutMinimum(policy::PayoutMinimumArgs),
}

/// `blkout record ...`
#[derive(Debug, Subcommand)]
pub enum RecordCommand {
    /// Write the whole record to a file that anybody can keep and check
    Export(record::export::ExportArgs),
    /// Sign the record with a new key from now on
    RotateKey(record::rotate::RotateKeyArgs),
}

/// Reads the arguments, runs the command and says with which code the program ends.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(code) => code,
        Err(error) => {
            // Nothing sensible is left to do when even standard error is gone.
            let _ = writeln!(std::io::stderr(), "blkout: {error}");
            error.exit_code()
        }
    }
}

fn dispatch(cli: Cli) -> Result<ExitCode, CommandError> {
    // A saved record is checked without any setting: whoever checks one has nothing else of ours.
    if let Command::Verify(args) = &cli.command
        && let Some(path) = &args.file
    {
        return record::verify::run_file(args, path);
    }
    match cli.command {
        // These two are pure arithmetic: no setting can stop them.
        Command::Split(args) => return split::run(args),
        Command::Tally(args) => return tally::run(args),
        _ => {}
    }
    let config = Config::resolve(&cli.settings, |name| std::env::var_os(name))?;
    crate::log::start(&config);
    crate::config::typo::warn_about_unknown_settings();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(config.workers)
        .enable_all()
        .build()
        .map_err(CommandError::io("start the worker threads"))?;
    let answer = runtime.block_on(async {
        match cli.command {
            Command::Serve(args) => serve::run(args, &config).await,
            Command::Demo(args) => demo::run(args, &config).await,
            Command::Migrate(args) => migrate::run(args, &config).await,
            Command::Member(MemberCommand::Add(args)) => member::run(args, &config).await,
            Command::Member(MemberCommand::Password(args)) => password::run(args, &config).await,
            Command::Import(ImportCommand::Payments(args)) => import::run(args, &config).await,
            Command::Ledger(LedgerCommand::Totals(args)) => ledger::run(args, &config).await,
            Command::Ledger(LedgerCommand::Waiting(args)) => waiting::run(args, &config).await,
            Command::Payouts(PayoutsCommand::Schedule(args)) => payouts::schedule(args, &config).await,
            Command::Payouts(PayoutsCommand::Account(args)) => payouts::account(args, &config).await,
            Command::Policy(PolicyCommand::CreatorShare(args)) => policy::creator_share(args, &config).await,
            Command::Policy(PolicyCommand::PayoutMinimum(args)) => policy::payout_minimum(args, &config).await,
            Command::Record(RecordCommand::Export(args)) => record::export::run(args, &config).await,
            Command::Verify(args) => record::verify::run_database(&args, &config).await,
            Command::Record(RecordCommand::RotateKey(args)) => record::rotate::run(args, &config).await,
            Command::Witness(args) => record::witness::run(args, &config).await,
            Command::Routes(args) => routes::run(args, &config).await,
            Command::Design(args) => design::run(args, &config).await,
            Command::Split(args) => split::run(args),
            Command::Tally(args) => tally::run(args),
        }
    });
    runtime.shutdown_timeout(TIDYING);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn help_never_shows_the_value_of_a_secret_setting() {
        let help = Cli::command().render_long_help().to_string();
        assert!(help.contains("BLKOUT_DATABASE_URL"));
        assert!(!help.contains("BLKOUT_DATABASE_URL="));
    }

    #[test]
    fn settings_may_stand_after_the_command() {
        let cli = Cli::try_parse_from(["blkout", "serve", "--address", "127.0.0.1:1"]).unwrap();
        assert_eq!(cli.settings.address.as_deref(), Some("127.0.0.1:1"));
    }
}
