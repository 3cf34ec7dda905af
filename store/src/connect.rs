//! Opening the database, with the settings that make "acknowledged" mean "durable".

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64},
    },
    time::Duration,
};

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

use crate::{Store, StoreError, kept::Kept, migration::Migrator};

/// Connections for reading a SQLite database.
const SQLITE_READERS: u32 = 4;
/// Connections to a PostgreSQL database, for reading and writing together.
const POSTGRES_CONNECTIONS: u32 = 10;
/// How long a statement waits for a writer of another process on SQLite, in milliseconds.
const BUSY_TIMEOUT_MS: u64 = 10_000;
/// How long a request waits for a free connection, in milliseconds.
const ACQUIRE_TIMEOUT_MS: u64 = 10_000;
/// Statements kept prepared on each connection.
const STATEMENT_CACHE: usize = 256;

/// The database engines that the store speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file, the default.
    Sqlite,
    /// A server, for when one machine is not enough.
    Postgres,
}

impl Store {
    /// Opens the database at `url`: `sqlite:///path/to/file.db` (made if it is not there) or `postgres://…`.
    /// Does not migrate; see [`Store::migrate`].
    ///
    /// # Errors
    /// [`StoreError::Address`] for another kind of address, [`StoreError::Database`] when it does not open.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        let (readers, writer, engine) = if url.starts_with("sqlite:") {
            let writer = Database::connect(sqlite(url, 1)).await?;
            let readers = Database::connect(sqlite(url, SQLITE_READERS)).await?;
            (readers, writer, Engine::Sqlite)
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let pool = Database::connect(postgres(url)).await?;
            (pool.clone(), pool, Engine::Postgres)
        } else {
            return Err(StoreError::Address(url.split('@').next_back().unwrap_or_default().to_owned()));
        };
        let (seen_version, demonstration) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicBool::new(false)));
        Ok(Self {
            readers,
            writer,
            engine,
            seen_version,
            demonstration,
            kept_totals: Kept::default(),
            kept_lowest: Kept::default(),
            kept_policies: Kept::default(),
            kept_pages: Kept::default(),
            kept_checks: Kept::default(),
            kept_under_way: Kept::default(),
        })
    }

    /// Brings the tables up to this version of the program. Safe to repeat.
    ///
    /// # Errors
    /// [`StoreError::Database`]; a migration goes in whole or not at all.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Migrator::up(&self.writer, None).await?;
        self.refresh_data_version().await?;
        Ok(())
    }

    /// Whether every migration that this program knows has been applied.
    ///
    /// # Errors
    /// [`StoreError::Database`] when the database does not answer.
    pub async fn is_migrated(&self) -> Result<bool, StoreError> {
        Ok(Migrator::get_pending_migrations(&self.readers).await?.is_empty())
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreError::Database`] when there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.readers.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = common(url);
    options.max_connections(connections).min_connections(1).map_sqlx_sqlite_opts(|options| {
        options
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged write survives a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_millis(BUSY_TIMEOUT_MS))
            .statement_cache_capacity(STATEMENT_CACHE)
            // Without it, INSERT OR REPLACE would delete a row without asking the append-only triggers.
            .pragma("recursive_triggers", "ON")
    });
    options
}

fn postgres(url: &str) -> ConnectOptions {
    let mut options = common(url);
    options.max_connections(POSTGRES_CONNECTIONS).min_connections(1);
    options
}

fn common(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url.to_owned());
    options
        .acquire_timeout(Duration::from_millis(ACQUIRE_TIMEOUT_MS))
        .test_before_acquire(false)
        // Statements can hold personal data; they never reach the log.
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

impl Store {
    /// The bare connection, for tests that try to get past the rules. Not for the product.
    #[doc(hidden)]
    pub fn raw_for_tests(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Runs a statement past every rule, for tests of what happens when the database fails. Not for the product.
    ///
    /// # Errors
    /// [`StoreError::Database`]
    #[doc(hidden)]
    pub async fn execute_for_tests(&self, sql: &str) -> Result<(), StoreError> {
        self.writer.execute_unprepared(sql).await?;
        Ok(())
    }
}
