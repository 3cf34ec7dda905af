//! The errors of the store.

use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// What the engines answer when the disk takes nothing more: SQLite's `FULL`, `IOERR_WRITE`, `IOERR_FSYNC` and
/// `IOERR_SHMSIZE`, and PostgreSQL's `disk_full`.
const NO_ROOM: [&str; 5] = ["13", "778", "1034", "4874", "53100"];

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address of the database is not one. It is not repeated, because it may hold a password.
    #[error(
        "the setting BLKOUT_DATABASE_URL (--database-url) is not the address of a database. Write \
         sqlite:///path/to/blkout.db or postgres://user:password@host/name; in a password, write everything but \
         letters and digits in the way of addresses (`/` is %2F, `@` is %40, `#` is %23)."
    )]
    Address,
    /// The database is not there, or will not have us.
    #[error(
        "the database did not open ({place}): {reason}. See that it is there and that this user may use it; \
         BLKOUT_DATA_DIR and BLKOUT_DATABASE_URL say where it is. Nothing was changed."
    )]
    NotOpened {
        /// Where it was looked for, without any password.
        place: String,
        /// What the system or the database answered.
        reason: String,
    },
    /// Nobody has begun a community there.
    #[error(
        "there is no community's data yet in {0}. BLKOUT_DATA_DIR and BLKOUT_DATABASE_URL say where it is; \
         `blkout migrate` begins a new one."
    )]
    NothingThere(String),
    /// A newer version of the program has been here.
    #[error(
        "this database was brought up to a newer version of blkout (its tables know `{0}`, this program does not), so \
         nothing was started and nothing changed. Run the newer program, or put back the copy of the database from \
         before the upgrade."
    )]
    Newer(String),
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
    /// Why the database at `place` did not open.
    pub(crate) fn not_opened(place: &str, error: DbErr) -> Self {
        let reason = match error {
            DbErr::Conn(RuntimeErr::SqlxError(error)) => match (&*error, error.as_database_error()) {
                // The pool goes on trying until its time is over, and then tells only this.
                (SqlxError::PoolTimedOut, _) => "nothing answered there within ten seconds".to_owned(),
                (_, Some(answer)) => answer.message().to_owned(),
                (error, None) => error.to_string(),
            },
            error => error.to_string(),
        };
        Self::NotOpened { place: place.to_owned(), reason }
    }

    /// A fault found in what was read.
    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }
}
