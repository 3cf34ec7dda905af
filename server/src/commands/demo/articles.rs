//! The invented articles of the newsroom.

use blkout_core::care::article::from_document;
use blkout_store::Store;

use crate::commands::CommandError;

/// The articles' files.
const DOCUMENTS: [&str; 5] = [
    include_str!("../demo_articles/zine-fair.md"),
    include_str!("../demo_articles/back-room.md"),
    include_str!("../demo_articles/six-keys.md"),
    include_str!("../demo_articles/the-clinic-on-thursdays.md"),
    include_str!("../demo_articles/one-member-one-vote.md"),
];

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
