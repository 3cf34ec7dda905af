//! `blkout migrate`: brings the database up to this version's tables.

use std::process::ExitCode;

use blkout_store::Store;

use super::CommandError;
use crate::config::Config;

/// The arguments of `blkout migrate`: none of its own.
#[derive(Debug, clap::Args)]
pub struct MigrateArgs {}

/// Opens the database, making it when it is a file that is not there yet, and migrates it. Safe to repeat.
///
/// # Errors
/// [`CommandError`]
pub async fn run(_args: MigrateArgs, config: &Config) -> Result<ExitCode, CommandError> {
    open(config).await?;
    tracing::info!("the database is up to date");
    Ok(ExitCode::SUCCESS)
}

/// Opens the configured database and migrates it.
///
/// # Errors
/// [`CommandError`]
pub async fn open(config: &Config) -> Result<Store, CommandError> {
    config.prepare_data_dir().map_err(|error| {
        CommandError::Refused(format!(
            "could not make the database's file in {} ({error}). Set BLKOUT_DATA_DIR to a folder that this user may \
             write to, such as /var/lib/blkout.",
            config.data_dir.display()
        ))
    })?;
    let store = Store::connect(&config.database_url).await?;
    store.migrate().await?;
    if store.is_demonstration() {
        tracing::warn!(
            "this database holds the demonstration, and whatever is added to it counts as invented; for a real \
             community set BLKOUT_DATA_DIR to a folder of its own"
        );
    }
    Ok(store)
}

/// Opens the configured database for a command that only makes sense where a community has begun. A slip in
/// `BLKOUT_DATA_DIR` must not be answered with a new, empty database that is "in order".
///
/// # Errors
/// [`CommandError`]; nothing was made then.
pub async fn open_existing(config: &Config) -> Result<Store, CommandError> {
    let store = Store::connect_existing(&config.database_url).await?;
    store.migrate().await?;
    Ok(store)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    #[tokio::test]
    async fn a_question_to_a_folder_that_is_not_there_is_refused_and_makes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let data_dir = folder.path().join("a-slip");
        let settings = Settings { data_dir: Some(data_dir.clone()), ..Settings::default() };
        let config = Config::resolve(&settings, |_| None).unwrap();
        let refused = open_existing(&config).await.unwrap_err().to_string();
        assert!(refused.contains("a-slip") && refused.contains("BLKOUT_DATA_DIR"), "{refused}");
        assert!(!data_dir.exists());
        open(&config).await.unwrap();
        open_existing(&config).await.unwrap();
    }
}
