//! Writing: one transaction at a time, and the version that tells readers that something has changed.

use std::{pin::Pin, sync::atomic::Ordering};

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseTransaction, IsolationLevel, SqliteTransactionMode, Statement,
    TransactionOptions, TransactionTrait,
};

use crate::{Engine, Store, StoreError};

/// The work of one transaction.
pub(crate) type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

impl Store {
    /// A number that grows with every committed change that a visitor could see. What was rendered at one version
    /// is still right while the version stays. Knows this process's writes at once, those of other processes after
    /// the next [`Store::refresh_data_version`].
    pub fn data_version(&self) -> i64 {
        self.seen_version.load(Ordering::Acquire)
    }

    /// Asks the database for its data version.
    ///
    /// # Errors
    /// [`StoreError::Database`] when it does not answer.
    pub async fn refresh_data_version(&self) -> Result<i64, StoreError> {
        let sql = "SELECT version, is_demonstration FROM data_versions WHERE id = 1";
        let statement = Statement::from_string(self.reader().get_database_backend(), sql);
        let Some(row) = self.reader().query_one_raw(statement).await? else { return Ok(0) };
        let version = row.try_get("", "version")?;
        self.demonstration.store(row.try_get("", "is_demonstration")?, Ordering::Release);
        self.seen_version.fetch_max(version, Ordering::AcqRel);
        Ok(version)
    }

    /// Whether the data is a demonstration, as of the last [`Store::refresh_data_version`].
    pub fn is_demonstration(&self) -> bool {
        self.demonstration.load(Ordering::Acquire)
    }

    /// Marks the data as a demonstration, for good: every page says so from now on.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn mark_as_demonstration(&self) -> Result<(), StoreError> {
        self.write(|txn| {
            Box::pin(async move {
                let sql = "UPDATE data_versions SET is_demonstration = TRUE WHERE id = 1";
                txn.execute_unprepared(sql).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await?;
        self.refresh_data_version().await?;
        Ok(())
    }

    /// Starts a transaction that writes. Until it ends, no other writer gets a turn: on SQLite because there is one
    /// writing connection, on PostgreSQL because each begins by locking the row of the data version.
    pub(crate) async fn begin_write(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.writer().begin_with_options(options).await?)
    }

    /// Starts a transaction that only reads: all that is read in it is of one moment, whatever is written meanwhile.
    pub(crate) async fn begin_read(&self) -> Result<DatabaseTransaction, StoreError> {
        let options = match self.engine() {
            // From its first read on, a transaction there sees what was committed before.
            Engine::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
                ..TransactionOptions::default()
            },
            Engine::Postgres => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(self.reader().begin_with_options(options).await?)
    }

    /// Raises the data version inside `txn` and answers the new one; takes the writers' turn on PostgreSQL.
    pub(crate) async fn raise_version(txn: &DatabaseTransaction) -> Result<i64, StoreError> {
        let sql = "UPDATE data_versions SET version = version + 1 WHERE id = 1 RETURNING version";
        let row = txn.query_one_raw(Statement::from_string(txn.get_database_backend(), sql)).await?;
        let row = row.ok_or_else(|| StoreError::corrupt("the data version is missing; run `blkout migrate`"))?;
        Ok(row.try_get("", "version")?)
    }

    /// Tells this process that `version` has been committed.
    pub(crate) fn note_version(&self, version: i64) {
        self.seen_version.fetch_max(version, Ordering::AcqRel);
    }

    /// Does `work` in one transaction that is committed if it succeeds and undone if it does not. Raises the data
    /// version, so that pages kept in memory are rendered anew.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send,
        E: From<StoreError> + Send,
        F: for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E> + Send,
    {
        let txn = self.begin_write().await?;
        let version = Self::raise_version(&txn).await?;
        let done = work(&txn).await?;
        txn.commit().await.map_err(StoreError::from)?;
        self.note_version(version);
        Ok(done)
    }

    /// Like [`Store::write`] for what no visitor sees, such as sessions: leaves the data version as it is.
    pub(crate) async fn write_unseen<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send,
        E: From<StoreError> + Send,
        F: for<'t> FnOnce(&'t DatabaseTransaction) -> Work<'t, T, E> + Send,
    {
        let txn = self.begin_write().await?;
        let done = work(&txn).await?;
        txn.commit().await.map_err(StoreError::from)?;
        Ok(done)
    }
}
