//! The errors of the store.

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
    Database(#[from] sea_orm::DbErr),
    /// Something to be written is too long for an entry of the record.
    #[error(transparent)]
    Entry(#[from] blkout_core::record::entry::EncodeError),
    /// Something read from the database does not keep the rules.
    #[error("the database holds something that cannot be: {0}")]
    Corrupt(String),
}

impl StoreError {
    /// A fault found in what was read.
    pub(crate) fn corrupt(what: impl std::fmt::Display) -> Self {
        Self::Corrupt(what.to_string())
    }
}
