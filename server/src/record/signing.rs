//! Who signs the record here: the key of the file, held against the one that the database names.
//!
//! Several processes may serve one database, each with its own copy of the file. One that has another key, or none,
//! must not sign: two keys for one record would look like two records to whoever watches it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blkout_core::record::checkpoint::{Checkpoint, CheckpointError};
use blkout_core::record::note::{KeyName, Note, Signer, Verifier};
use blkout_store::{RecordHead, Store, StoreError};
use tokio::sync::Mutex;

use super::key::{self, KEY_FILE, KeyFileError, NEXT_KEY_FILE};
use crate::clock::Clock;
use crate::config::Config;

/// The key of the record and what it signed last. Cheap to clone; every clone is the same.
#[derive(Clone, Debug)]
pub struct RecordKey(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    clock: Clock,
    folder: PathBuf,
    name: Option<KeyName>,
    held: Mutex<Option<Held>>,
}

/// The key in use, and the last checkpoint.
#[derive(Debug)]
struct Held {
    signer: Arc<Signer>,
    signed: Option<(RecordHead, Note)>,
}

/// Why nothing can be signed here.
#[derive(Debug, thiserror::Error)]
pub enum RecordKeyError {
    /// The key file cannot be used.
    #[error(transparent)]
    File(#[from] KeyFileError),
    /// The database names another key than the file holds.
    #[error(
        "the record in this database is signed with the key {current}, and {path} {found}. Put the file with that key \
         there (it may lie on another machine of this community, or in the copy that was made of it); nothing was changed."
    )]
    OtherKey {
        /// The public half of the key that signs.
        current: Box<Verifier>,
        /// Where it should be.
        path: PathBuf,
        /// What is there instead.
        found: &'static str,
    },
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The head of the record cannot be written as a checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

impl RecordKey {
    /// The key of `config`'s data folder, for the record in `store`. Nothing is read or made yet.
    pub fn new(store: Store, clock: Clock, config: &Config) -> Self {
        let (folder, name) = (config.data_dir.clone(), config.record_name.clone());
        Self(Arc::new(Parts { store, clock, folder, name, held: Mutex::default() }))
    }

    /// The key that signs now, as the database and the file agree on it. Makes the file when neither has a key.
    ///
    /// # Errors
    /// [`RecordKeyError`]; nothing can be signed then.
    pub async fn signer(&self) -> Result<Arc<Signer>, RecordKeyError> {
        let mut held = self.0.held.lock().await;
        self.settle(&mut held).await
    }

    /// The newest checkpoint of the record with the log's own signature. The same head gives the same note.
    ///
    /// # Errors
    /// [`RecordKeyError`]
    pub async fn checkpoint(&self) -> Result<Note, RecordKeyError> {
        let head = self.0.store.record().head().await?;
        let mut kept = self.0.held.lock().await;
        if let Some(Held { signed: Some((signed, note)), .. }) = kept.as_ref()
            && *signed == head
        {
            return Ok(note.clone());
        }
        // A change of keys is an entry, so that a new key never hides behind an old head.
        let signer = self.settle(&mut kept).await?;
        let note = Checkpoint::new(signer.name().as_str(), head.size, head.root)?.sign(&signer)?;
        if let Some(held) = kept.as_mut() {
            held.signed = Some((head, note.clone()));
        }
        Ok(note)
    }

    async fn settle(&self, held: &mut Option<Held>) -> Result<Arc<Signer>, RecordKeyError> {
        let parts = &self.0;
        let current = match (parts.store.record_keys().current().await?, held.as_ref()) {
            (Some(current), Some(held)) if held.signer.verifier() == current => return Ok(Arc::clone(&held.signer)),
            (current, _) => current,
        };
        let signer = Arc::new(if let Some(current) = current {
            self.find(&current)?
        } else {
            let signer = key::read_or_make(&parts.folder.join(KEY_FILE), parts.name.as_ref(), "record")?;
            let current = parts.store.record_keys().begin_with(&signer.verifier(), parts.clock.now()).await?;
            if signer.verifier() == current { signer } else { self.find(&current)? }
        });
        *held = Some(Held { signer: Arc::clone(&signer), signed: None });
        Ok(signer)
    }

    /// The key whose public half is `current`: in its file, or in that of the next key when a change was interrupted.
    fn find(&self, current: &Verifier) -> Result<Signer, RecordKeyError> {
        let (path, next) = (self.0.folder.join(KEY_FILE), self.0.folder.join(NEXT_KEY_FILE));
        let there = key::read(&path)?;
        let found = if there.is_some() { "holds another one" } else { "is not there" };
        if let Some(signer) = there.filter(|signer| signer.verifier() == *current) {
            return Ok(signer);
        }
        // Where the change of keys is being made, its file is left to whoever makes it.
        match key::read(&next)?.filter(|signer| signer.verifier() == *current) {
            Some(signer) => Ok(signer),
            None => Err(RecordKeyError::OtherKey { current: Box::new(current.clone()), path, found }),
        }
    }

    /// Finishes a change of keys that was interrupted after it had gone into the record. For a start: while the
    /// change is being made, its own command does this.
    ///
    /// # Errors
    /// [`RecordKeyError`]
    pub async fn finish_rotation(&self) -> Result<(), RecordKeyError> {
        let current = self.signer().await?.verifier();
        let there = key::read(&self.0.folder.join(KEY_FILE))?;
        if there.is_none_or(|there| there.verifier() != current) {
            key::put_next_in_place(&self.0.folder, self.0.clock.now().date())?;
            tracing::info!("finished a change of the record's key that had been interrupted");
        }
        Ok(())
    }

    /// The folder of the key files.
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }
}
