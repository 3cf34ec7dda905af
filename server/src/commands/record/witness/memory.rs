//! What a witness remembers of a log: whose signature counts, and the newest checkpoint that it has cosigned.
//!
//! It is written before the cosignature leaves the house. A witness that forgot could be led to sign two records.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use blkout_core::record::checkpoint::Checkpoint;
use blkout_core::record::note::{LONGEST_NOTE, Note, Verifier};
use sha2::{Digest as _, Sha256};

/// The first line of the file.
const HEAD: &str = "blkout-witness/1";

/// The memory of one log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// The key whose signature counts from now on.
    pub log_key: Verifier,
    /// The key that signed the checkpoint below; another one only after a change of keys.
    pub seen_key: Verifier,
    /// The newest checkpoint, signed.
    pub seen: Note,
}

/// Where the memory of a log lies.
#[derive(Clone, Debug)]
pub enum StatePlace {
    /// In this file.
    File(PathBuf),
    /// In this folder, in a file for each log. Logs are told apart by their names, not by their addresses: two
    /// addresses may show one log, and must show the same one.
    Folder(PathBuf),
}

impl StatePlace {
    /// The file for the log of this name.
    pub fn of(&self, origin: &str) -> PathBuf {
        match self {
            Self::File(path) => path.clone(),
            Self::Folder(folder) => folder.join(format!("witness-{}.state", hex::encode(&Sha256::digest(origin)[..8]))),
        }
    }
}

/// Why the memory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// The file holds something else.
    #[error("{0} is not the memory of a witness, or was altered; nothing was signed")]
    Content(PathBuf),
    /// The system did not do it.
    #[error("could not {doing} {path}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// With which file.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
}

impl Memory {
    /// The checkpoint that was cosigned last; `None` when its signature is false, which no memory that was read has.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        self.seen.verify(&self.seen_key).ok()?;
        Checkpoint::parse(self.seen.text()).ok()
    }

    /// Waits until no other witness on this machine works with the file at `path`, and keeps them waiting until the
    /// answer is dropped. Two who read the same memory could sign two stories.
    ///
    /// # Errors
    /// [`MemoryError::Io`]
    pub fn hold(path: &Path) -> Result<File, MemoryError> {
        let fault = |source| MemoryError::Io { doing: "hold", path: path.to_owned(), source };
        fs::create_dir_all(folder_of(path)).map_err(fault)?;
        let file = File::create(beside(path, ".lock")).map_err(fault)?;
        file.lock().map_err(fault)?;
        Ok(file)
    }

    /// What the file at `path` says; `None` when there is none.
    ///
    /// # Errors
    /// [`MemoryError`]
    pub fn read(path: &Path) -> Result<Option<Self>, MemoryError> {
        let text = match fs::read_to_string(path) {
            Ok(text) if text.len() <= LONGEST_NOTE * 2 => text,
            Ok(_) => return Err(MemoryError::Content(path.to_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(MemoryError::Io { doing: "read", path: path.to_owned(), source }),
        };
        Self::parse(&text).map(Some).ok_or_else(|| MemoryError::Content(path.to_owned()))
    }

    /// Puts the memory into the place of the file at `path`, whole or not at all, and there to stay.
    ///
    /// # Errors
    /// [`MemoryError::Io`]
    pub fn write(&self, path: &Path) -> Result<(), MemoryError> {
        let fault = |doing| move |source| MemoryError::Io { doing, path: path.to_owned(), source };
        let folder = folder_of(path);
        fs::create_dir_all(folder).map_err(fault("make the folder of"))?;
        let unfinished = beside(path, ".new");
        let text = format!("{HEAD}\n{}\n{}\n\n{}", self.log_key, self.seen_key, self.seen);
        let mut file = File::create(&unfinished).map_err(fault("write"))?;
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(fault("write"))?;
        fs::rename(&unfinished, path).map_err(fault("replace"))?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault("keep the folder of"))
    }

    fn parse(text: &str) -> Option<Self> {
        let (head, note) = text.split_once("\n\n")?;
        let mut lines = head.split('\n');
        if lines.next() != Some(HEAD) {
            return None;
        }
        let (log_key, seen_key) = (lines.next()?.parse().ok()?, lines.next()?.parse().ok()?);
        let memory = Self { log_key, seen_key, seen: Note::parse(note.as_bytes()).ok()? };
        (lines.next().is_none() && memory.checkpoint().is_some()).then_some(memory)
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use blkout_core::record::note::{KeyName, Signer};
    use blkout_core::record::tree::empty_root;

    fn memory() -> Memory {
        let signer = Signer::from_seed(KeyName::new("example.org/record").unwrap(), &[1; 32]);
        let seen = Checkpoint::new("example.org/record", 0, empty_root()).unwrap().sign(&signer).unwrap();
        Memory { log_key: signer.verifier(), seen_key: signer.verifier(), seen }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("logs/example.state");
        assert_eq!(Memory::read(&path).unwrap(), None);
        for _ in 0..2 {
            memory().write(&path).unwrap();
            assert_eq!(Memory::read(&path).unwrap(), Some(memory()));
        }
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn one_works_with_a_memory_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/example.state");
        let held = Memory::hold(&path).unwrap();
        let other = File::open(beside(&path, ".lock")).unwrap();
        assert!(other.try_lock().is_err());
        drop(held);
        assert!(other.try_lock().is_ok());
    }

    #[test]
    fn an_altered_memory_is_no_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("example.state");
        memory().write(&path).unwrap();
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            for bytes in [altered.as_slice(), &whole[..at]] {
                fs::write(&path, bytes).unwrap();
                assert!(Memory::read(&path).is_err(), "{at}");
            }
        }
    }
}
