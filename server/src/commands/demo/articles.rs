//! The invented articles of the newsroom.

use blkout_core::care::article::from_document;
use blkout_store::Store;

use crate::commands::CommandError;

/// The articles' files.
const DOCUMENTS: [&str; 0] = [];

/// Publishes them.
pub(super) async fn publish(store: &Store) -> Result<(), CommandError> {
    for document in DOCUMENTS {
        let article = from_document(document).map_err(|error| refused(&error))?;
        store.articles().publish(&article).await.map_err(|error| refused(&error))?;
    }
    Ok(())
}

fn refused(error: &dyn std::error::Error) -> CommandError {
    CommandError::Refused(format!("an invented article was refused: {error}"))
}
