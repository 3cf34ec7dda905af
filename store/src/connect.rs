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
    sqlx::{
        postgres::PgConnectOptions,
        sqlite::{SqliteJournalMode, SqliteSynchronous},
    },
};

use crate::{Store, StoreError, kept::Kept};

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
    /// [`StoreError::Address`] for another kind of address, [`StoreError::NotOpened`] when it does not open. Neither
    /// tells what is in the address beyond the place, because there may be a password in it.
    pub async fn connect(url: &str) -> Result<Self, StoreError> {
        Self::open(url, true).await
    }

    /// Opens the database at `url` for a question about what is in it: one that is not there is not made, because
    /// an empty one answers that all is well.
    ///
    /// # Errors
    /// As [`Store::connect`], and [`StoreError::NothingThere`] when no program has made its tables there.
    pub async fn connect_existing(url: &str) -> Result<Self, StoreError> {
        let store = Self::open(url, false).await?;
        if store.has_tables().await? { Ok(store) } else { Err(StoreError::NothingThere(place(url)?)) }
    }

    async fn open(url: &str, may_make: bool) -> Result<Self, StoreError> {
        let place = place(url)?;
        let opened = |error| StoreError::not_opened(&place, error);
        let (readers, writer, engine) = if url.starts_with("sqlite:") {
            let writer = Database::connect(sqlite(url, 1, may_make)).await.map_err(opened)?;
            let readers = Database::connect(sqlite(url, SQLITE_READERS, may_make)).await.map_err(opened)?;
            (readers, writer, Engine::Sqlite)
        } else {
            let pool = Database::connect(postgres(url)).await.map_err(opened)?;
            (pool.clone(), pool, Engine::Postgres)
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

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// [`StoreError::Database`] when there is none.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.readers.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Closes the database: SQLite then puts what lies beside its file into it, so that the one file is whole. What is
    /// asked afterwards fails.
    pub async fn close(&self) {
        for connection in [&self.readers, &self.writer] {
            // Everything that was acknowledged is on the disk; a file more or less beside the database is no failure.
            let _ = connection.close_by_ref().await;
        }
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }
}

/// Where the database at `url` is, in words that hold no password.
fn place(url: &str) -> Result<String, StoreError> {
    if let Some(file) = url.strip_prefix("sqlite:") {
        return Ok(file.trim_start_matches("//").to_owned());
    }
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        return Err(StoreError::Address);
    }
    let options: PgConnectOptions = url.parse().map_err(|_| StoreError::Address)?;
    let (host, port) = (options.get_host(), options.get_port());
    Ok(format!("{} on PostgreSQL at {host}:{port}", options.get_database().unwrap_or("a database without a name")))
}

fn sqlite(url: &str, connections: u32, may_make: bool) -> ConnectOptions {
    let mut options = common(url);
    options.max_connections(connections).min_connections(1).map_sqlx_sqlite_opts(move |options| {
        options
            .create_if_missing(may_make)
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
    // A server that was started again leaves dead connections here; each would cost somebody a failed request.
    options.max_connections(POSTGRES_CONNECTIONS).min_connections(1).test_before_acquire(true);
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

#[cfg(test)]
mod tests {
    use super::*;

    async fn refused(url: &str) -> String {
        Store::connect(url).await.unwrap_err().to_string()
    }

    #[tokio::test]
    async fn no_refusal_repeats_a_password() {
        for url in [
            "postgres://ada:hush hush@host name/%%",
            "postgres://ada:hush/hush@host/name",
            "postgres://ada:hush#hush@host:port/name",
            "mysql://ada:hush@host/name",
            "postgres:ada:hush@host/name",
            "hush",
        ] {
            let error = refused(url).await;
            assert!(!error.contains("hush") && error.contains("BLKOUT_DATABASE_URL"), "{url} {error}");
        }
        assert_eq!(place("postgres://ada:hush@db.example:5433/ours").unwrap(), "ours on PostgreSQL at db.example:5433");
    }

    #[tokio::test]
    async fn a_question_makes_no_database() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("blkout.db");
        let url = format!("sqlite://{}", file.display());
        assert!(matches!(Store::connect_existing(&url).await, Err(StoreError::NotOpened { .. })));
        assert!(!file.exists());
        std::fs::write(&file, "").unwrap();
        assert!(matches!(Store::connect_existing(&url).await, Err(StoreError::NothingThere(_))));
        Store::connect(&url).await.unwrap().migrate().await.unwrap();
        Store::connect_existing(&url).await.unwrap();
    }

    #[tokio::test]
    async fn a_closed_database_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::connect(&format!("sqlite://{}", folder.path().join("blkout.db").display())).await.unwrap();
        store.migrate().await.unwrap();
        store.close().await;
        let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, ["blkout.db"]);
    }

    #[tokio::test]
    async fn what_is_no_database_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("blkout.db");
        std::fs::write(&file, "a letter, not a database").unwrap();
        for url in [format!("sqlite://{}", file.display()), format!("sqlite://{}", folder.path().display())] {
            let error = refused(&url).await;
            assert!(error.contains(&*folder.path().to_string_lossy()) && error.contains("BLKOUT_DATA_DIR"), "{error}");
        }
    }
}
