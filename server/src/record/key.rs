//! The file with the key that signs the record: made at the first start, readable by this user only.
//!
//! `record.key` signs. During a change of keys `record.key.next` lies beside it until the change is in the record;
//! afterwards the old one is kept as `record.key.DATE`, so that nobody has to wonder where it went.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use blkout_core::record::note::{KeyError, KeyName, Signer};
use blkout_core::time::CalendarDate;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::secrets::private_file::{self, PrivateFileError};

/// The file of the key that signs, in the data folder.
pub const KEY_FILE: &str = "record.key";
/// The file of the key that will sign next.
pub const NEXT_KEY_FILE: &str = "record.key.next";
/// Most old keys that may be put away on one day.
const MOST_A_DAY: u32 = 100;

/// Why a key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// It cannot be read, or others can read it too.
    #[error(transparent)]
    File(#[from] PrivateFileError),
    /// It holds something else.
    #[error(
        "the key file {path} cannot be read: {problem}. Put back the file that was made at the first start; without \
         it nobody can go on signing this record."
    )]
    Content {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        problem: KeyError,
    },
    /// The system did not do it.
    #[error("could not put the new key in the place of {path}: {source}")]
    Place {
        /// The file that was to be replaced.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// The system has no randomness.
    #[error("the system gives no random bytes: {0}")]
    Random(#[from] getrandom::Error),
}

/// The key in the file at `path`; `None` when there is no such file.
///
/// # Errors
/// [`KeyFileError`]
pub fn read(path: &Path) -> Result<Option<Signer>, KeyFileError> {
    private_file::read(path)?.map(|text| parse(path, text)).transpose()
}

/// The key in the file at `path`, which is made when it is not there: whole or not at all, also when several make it
/// at the same moment. The name is used only when it is made; without one it is made from the key and ends in
/// `ending`, what the key is for.
///
/// # Errors
/// [`KeyFileError`]
pub fn read_or_make(path: &Path, name: Option<&KeyName>, ending: &str) -> Result<Signer, KeyFileError> {
    if let Some(signer) = read(path)? {
        return Ok(signer);
    }
    let mut seed = Zeroizing::new([0; 32]);
    getrandom::fill(seed.as_mut_slice())?;
    let name = match name {
        Some(name) => name.clone(),
        None => name_of(&seed, ending).map_err(|problem| KeyFileError::Content { path: path.to_owned(), problem })?,
    };
    let fresh = Zeroizing::new(format!("{}\n", *Zeroizing::new(Signer::from_seed(name, &seed).secret_text())));
    let text = private_file::read_or_create(path, &fresh)?;
    parse(path, text)
}

/// Lets the next key sign: puts the old file away under the day's date and the next one in its place. At every moment
/// one of the two has its name.
///
/// # Errors
/// [`KeyFileError::Place`]
pub fn put_next_in_place(folder: &Path, today: CalendarDate) -> Result<(), KeyFileError> {
    let path = folder.join(KEY_FILE);
    let placed = put_away(folder, &path, today)
        .and_then(|()| fs::rename(folder.join(NEXT_KEY_FILE), &path))
        .and_then(|()| File::open(folder)?.sync_all());
    placed.map_err(|source| KeyFileError::Place { path, source })
}

fn put_away(folder: &Path, path: &Path, today: CalendarDate) -> io::Result<()> {
    let day = format!("{KEY_FILE}.{:04}-{:02}-{:02}", today.year, today.month, today.day);
    for number in 1..=MOST_A_DAY {
        let name = if number == 1 { day.clone() } else { format!("{day}.{number}") };
        match fs::hard_link(path, folder.join(name)) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            // A start that finishes a change may find that the old file is gone already.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            done => return done,
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn parse(path: &Path, text: String) -> Result<Signer, KeyFileError> {
    let text = Zeroizing::new(text);
    Signer::from_secret_text(text.trim_end_matches(['\n', '\r']))
        .map_err(|problem| KeyFileError::Content { path: path.to_owned(), problem })
}

/// `blkout-XXXXXXXX/ENDING`, with the beginning of the public key's digest: no two have the same.
fn name_of(seed: &[u8; 32], ending: &str) -> Result<KeyName, KeyError> {
    let nameless = Signer::from_seed(KeyName::new("blkout")?, seed).verifier();
    let digest = Sha256::digest(nameless.public_key());
    KeyName::new(format!("blkout-{}/{ending}", hex::encode(&digest[..4])))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: CalendarDate = CalendarDate { year: 2026, month: 3, day: 9 };

    #[test]
    fn a_key_is_made_once_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(KEY_FILE);
        assert!(read(&path).unwrap().is_none());
        let made = read_or_make(&path, None, "record").unwrap().verifier();
        let digest = hex::encode(&Sha256::digest(made.public_key())[..4]);
        assert_eq!(made.name().as_str(), format!("blkout-{digest}/record"));
        let named = KeyName::new("example.com/record").unwrap();
        assert_eq!(read_or_make(&path, Some(&named), "record").unwrap().verifier(), made);
        let other = folder.path().join("other.key");
        assert_eq!(read_or_make(&other, Some(&named), "record").unwrap().name(), &named);
    }

    #[test]
    fn what_is_no_key_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(KEY_FILE);
        let whole = {
            read_or_make(&path, None, "record").unwrap();
            fs::read_to_string(&path).unwrap()
        };
        for wrong in ["", "hello\n", &whole[..whole.len() - 3], &format!("{whole}{whole}")] {
            fs::write(&path, wrong).unwrap();
            let refused = read_or_make(&path, None, "record").unwrap_err();
            assert!(matches!(refused, KeyFileError::Content { .. }), "{wrong:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), wrong);
        }
    }

    #[test]
    fn the_next_key_takes_the_place_and_the_old_one_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let key = |name: &str| read(&folder.path().join(name)).unwrap().map(|signer| signer.verifier());
        let first = read_or_make(&folder.path().join(KEY_FILE), None, "record").unwrap();
        for kept_as in ["record.key.2026-03-09", "record.key.2026-03-09.2"] {
            let old = key(KEY_FILE).unwrap();
            let next =
                read_or_make(&folder.path().join(NEXT_KEY_FILE), Some(first.name()), "record").unwrap().verifier();
            put_next_in_place(folder.path(), TODAY).unwrap();
            assert_eq!((key(KEY_FILE), key(NEXT_KEY_FILE), key(kept_as)), (Some(next), None, Some(old)));
        }
        assert!(matches!(put_next_in_place(folder.path(), TODAY), Err(KeyFileError::Place { .. })));
        assert!(key(KEY_FILE).is_some());
    }
}
