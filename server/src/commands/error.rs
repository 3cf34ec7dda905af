//! Why a command could not do what it was asked, and with which exit code it says so.

use std::process::ExitCode;

use blkout_store::StoreError;

use crate::config::ConfigError;

/// The exit code for "I was called wrongly", as clap uses it too.
pub const EXIT_USAGE: u8 = 2;

/// A command's failure. Its text goes to standard error and says what to do next.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The command line, a setting or an argument is wrong. Exit code 2.
    #[error("{0}")]
    Usage(String),
    /// What was asked for is not allowed or did not succeed. Exit code 1.
    #[error("{0}")]
    Refused(String),
    /// A setting is wrong or missing. Exit code 2.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The database did not do it. Exit code 1.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The operating system did not do it. Exit code 1.
    #[error("could not {doing}: {source}")]
    Io {
        /// What was being done, as in "read payments.csv".
        doing: String,
        /// What the system answered.
        source: std::io::Error,
    },
}

impl CommandError {
    /// Wraps an error of the operating system: `.map_err(CommandError::io("read payments.csv"))`.
    pub fn io(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }

    /// The exit code of the program after this failure: 2 for wrong usage, 1 for everything else.
    pub fn exit_code(&self) -> ExitCode {
        match self {
            Self::Usage(_) | Self::Config(_) => ExitCode::from(EXIT_USAGE),
            Self::Refused(_) | Self::Store(_) | Self::Io { .. } => ExitCode::FAILURE,
        }
    }
}
