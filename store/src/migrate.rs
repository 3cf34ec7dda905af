//! Bringing the tables up to this version of the program: all that is due in one transaction, by one process at a time.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::{MigratorTrait, SchemaManager};

use crate::{Engine, Store, StoreError, migration::Migrator};

/// The table in which the migrations that were applied are written down.
const APPLIED: &str = "seaql_migrations";
/// What PostgreSQL's writers of tables queue up for. It means nothing but must never change: "blkout" in ASCII.
const POSTGRES_TURN: &str = "SELECT pg_advisory_xact_lock(108217798456692)";

impl Store {
    /// Brings the tables up to this version of the program. Safe to repeat, to interrupt at any moment and to do
    /// from several processes: everything that is due goes in whole or not at all.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when a newer program has been here, [`StoreError::Database`].
    pub async fn migrate(&self) -> Result<(), StoreError> {
        // Asked first by reading only: a start with nothing due does not wait for a writer.
        if !self.is_migrated().await? {
            // SQLite would otherwise take each statement for itself, and keep half of them after a power cut.
            let txn = self.begin_write().await?;
            if self.engine() == Engine::Postgres {
                txn.execute_unprepared(POSTGRES_TURN).await?;
            }
            Migrator::up(&txn, None).await?;
            txn.commit().await?;
        }
        self.refresh_data_version().await?;
        Ok(())
    }

    /// Whether every migration that this program knows has been applied. Only reads.
    ///
    /// # Errors
    /// [`StoreError::Newer`] when one has been applied that this program does not know, [`StoreError::Database`].
    pub async fn is_migrated(&self) -> Result<bool, StoreError> {
        let database = self.reader();
        if !self.has_tables().await? {
            return Ok(false);
        }
        let mut due: BTreeSet<String> =
            Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
        let sql = format!("SELECT version FROM {APPLIED} ORDER BY version");
        for row in database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await? {
            let applied: String = row.try_get("", "version")?;
            if !due.remove(&applied) {
                return Err(StoreError::Newer(applied));
            }
        }
        Ok(due.is_empty())
    }

    /// Whether this program, of any version, has made tables here.
    pub(crate) async fn has_tables(&self) -> Result<bool, StoreError> {
        Ok(SchemaManager::new(self.reader()).has_table(APPLIED).await?)
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::DatabaseConnection;
    use tempfile::TempDir;

    use super::*;

    async fn fresh() -> (TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::connect(&url(&folder)).await.unwrap();
        (folder, store)
    }

    fn url(folder: &TempDir) -> String {
        format!("sqlite://{}", folder.path().join("blkout.db").display())
    }

    /// Everything that is in the database, as SQLite describes it.
    async fn tables(database: &DatabaseConnection) -> Vec<String> {
        let sql = "SELECT name || ': ' || coalesce(sql, '') AS made FROM sqlite_schema ORDER BY type, name";
        let rows = database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap();
        rows.iter().map(|row| row.try_get("", "made").unwrap()).collect()
    }

    #[tokio::test]
    async fn what_fails_in_the_middle_leaves_nothing_behind() {
        let (_folder, store) = fresh().await;
        // It stands in the way of one of the later migrations.
        store.execute_for_tests("CREATE TABLE contact_checks (id INTEGER)").await.unwrap();
        let before = tables(store.reader()).await;
        assert!(store.migrate().await.is_err());
        assert_eq!(tables(store.reader()).await, before);
        store.execute_for_tests("DROP TABLE contact_checks").await.unwrap();
        store.migrate().await.unwrap();
        assert!(store.is_migrated().await.unwrap());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn several_at_the_same_moment_do_it_once() {
        let (folder, store) = fresh().await;
        let (other, third) =
            (Store::connect(&url(&folder)).await.unwrap(), Store::connect(&url(&folder)).await.unwrap());
        let (one, two, three) = tokio::join!(store.migrate(), other.migrate(), third.migrate());
        one.and(two).and(three).unwrap();
    }

    #[tokio::test]
    async fn every_older_version_becomes_the_same_as_a_new_database() {
        let (_folder, newest) = fresh().await;
        newest.migrate().await.unwrap();
        let newest = tables(newest.reader()).await;
        for steps in 1..u32::try_from(Migrator::migrations().len()).unwrap() {
            let (_folder, store) = fresh().await;
            Migrator::up(store.writer(), Some(steps)).await.unwrap();
            assert!(!store.is_migrated().await.unwrap());
            store.migrate().await.unwrap();
            assert_eq!(tables(store.reader()).await, newest, "after {steps} of the migrations");
        }
    }

    #[tokio::test]
    async fn a_database_of_a_newer_program_is_left_alone() {
        let (_folder, store) = fresh().await;
        store.migrate().await.unwrap();
        store.execute_for_tests("INSERT INTO seaql_migrations VALUES ('m9999_later', 1)").await.unwrap();
        let refused = store.migrate().await.unwrap_err();
        assert!(matches!(&refused, StoreError::Newer(later) if later == "m9999_later"), "{refused}");
    }
}
