//! The errors of the store.

use sea_orm::{DbErr, RuntimeErr};

/// What the engines answer when the disk takes nothing more: SQLite's `FULL`, `IOERR_WRITE`, `IOERR_FSYNC` and
/// `IOERR_SHMSIZE`, and PostgreSQL's `disk_full`.
const NO_ROOM: [&str; 5] = ["13", "778", "1034", "4874", "53100"];

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address of the database is not one.
    #[error(
        "`{0}` is not the address of a database; use sqlite:///path/to/blkout.db or postgres://user:password@host/name"
    )]
    Address(String),
    /// The database did not answer or refused.
    #[error("the database did not do what was asked: {0}")]
    Database(DbErr),
    /// There is no room where the database lies.
    #[error(
        "the disk of the database is full or takes nothing more ({0}). Nothing was changed and nothing is lost; make \
         room, then do it again."
    )]
    NoRoom(DbErr),
    /// Something to be written is too long for an entry of the record.
    #[error(transparent)]
    Entry(#[from] blkout_core::record::entry::EncodeError),
    /// Something read from the database does not keep the rules.
    #[error("the database holds something that cannot be: {0}")]
    Corrupt(String),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if is_no_room(&error) { Self::NoRoom(error) } else { Self::Database(error) }
    }
}

fn is_no_room(error: &DbErr) -> bool {
    let (DbErr::Conn(RuntimeErr::SqlxError(error))
    | DbErr::Exec(RuntimeErr::SqlxError(error))
    | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    error
        .as_database_error()
        .and_then(sea_orm::sqlx::error::DatabaseError::code)
        .is_some_and(|code| NO_ROOM.contains(&code.as_ref()))
}

impl StoreError {
    /// A fault found in what was read.
    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }
}
