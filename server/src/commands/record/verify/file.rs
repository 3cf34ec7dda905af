//! Checks a saved record: every byte of the file, and every rule.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    os::unix::fs::{FileExt as _, OpenOptionsExt as _},
    path::Path,
};

use blkout_core::{
    money::CreatorSlug,
    record::{
        audit::Fault,
        export::{ExportError, Head, Item, Reader},
        note::Verifier,
    },
};

use super::{
    super::progress::Progress,
    look::{Found, Look, SumsError},
    places::Places,
};

/// Bytes read at a time.
const PIECE_BYTES: usize = 256 << 10;

/// Why a saved record is not in order, or could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum FileFault {
    /// The system did not read it.
    #[error("the file could not be read to its end: {0}")]
    Read(#[from] io::Error),
    /// The file is not as it was signed.
    #[error("{error}{}", .why.as_ref().map(|fault| format!(". As it stands there, {fault}")).unwrap_or_default())]
    Changed {
        /// What does not fit.
        error: ExportError,
        /// What is wrong with the refused entry by itself, if anything.
        why: Option<Box<Fault>>,
    },
    /// The file is as it was signed, and says something that the rules do not allow.
    #[error(transparent)]
    Rule(Box<Fault>),
    /// The sums do not fit together.
    #[error(transparent)]
    Sums(#[from] SumsError),
    /// Signed by another key than the last that the record names.
    #[error("the file is signed by {signed}, and the last key that the record names is {last}")]
    NotTheLastKey {
        /// The key of the signature.
        signed: Box<Verifier>,
        /// The last key that the entries name.
        last: String,
    },
    /// Not the key that was asked for.
    #[error("the file is signed by {signed}, and its entries do not lead there from the key that you gave")]
    OtherKey {
        /// The key of the signature.
        signed: Box<Verifier>,
    },
}

impl FileFault {
    /// The entry that is wrong, if it is one.
    pub(super) fn entry(&self) -> Option<u64> {
        match self {
            Self::Changed { error: ExportError::Entry(index), .. } => Some(*index),
            Self::Rule(fault) => Some(fault.index),
            _ => None,
        }
    }
}

impl From<ExportError> for FileFault {
    fn from(error: ExportError) -> Self {
        Self::Changed { error, why: None }
    }
}

impl From<Fault> for FileFault {
    fn from(fault: Fault) -> Self {
        Self::Rule(Box::new(fault))
    }
}

/// Opens the file, or keeps what comes through a pipe in a nameless file of its own: a part of it is read twice.
pub(super) fn open(path: &Path) -> io::Result<File> {
    if path.as_os_str() == "-" {
        return kept(&mut io::stdin().lock());
    }
    let mut file = File::open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { kept(&mut file) }
}

fn kept(input: &mut impl Read) -> io::Result<File> {
    let mut name = [0; 8];
    getrandom::fill(&mut name).map_err(io::Error::other)?;
    let path = std::env::temp_dir().join(format!("blkout-verify-{}", hex::encode(name)));
    let mut file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(&path)?;
    fs::remove_file(&path)?;
    io::copy(input, &mut file)?;
    Ok(file)
}

/// Checks the file; `given` is the key that the reader knows.
pub(super) fn check(
    file: &File,
    given: Option<&Verifier>,
    creator: Option<CreatorSlug>,
) -> Result<(Head, Found), FileFault> {
    let (mut places, mut look) = (Places::of(file), Look::with_statement_of(creator));
    let mut progress = Progress::new("checked");
    let done = each_entry(file, |index, offset, bytes| {
        places.note(offset, bytes);
        progress.show(index);
        look.at(index, bytes, &mut places)
    });
    progress.clear();
    if let Some(trouble) = places.trouble() {
        return Err(trouble.into());
    }
    let head = done?;
    look.audit.finish()?;
    if look.audit.needs_second_pass() {
        each_entry(file, |index, _, bytes| look.audit.second_pass(index, bytes))?;
    }
    let found = look.found()?;
    check_key(head.key(), given, &found.keys)?;
    Ok((head, found))
}

/// Reads the file from its beginning to its end and calls `look` with each entry: its index, its place in the file and
/// its bytes. An entry that is not what its hash says is looked at as well, for what else is wrong with it.
fn each_entry(file: &File, mut look: impl FnMut(u64, u64, &[u8]) -> Result<(), Fault>) -> Result<Head, FileFault> {
    let (mut reader, mut at) = (Reader::new(), 0);
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let read = match file.read_at(&mut piece, at) {
            Ok(0) => return Ok(reader.finish()?),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        };
        at += read as u64;
        reader.feed(&piece[..read]);
        loop {
            match reader.next() {
                Ok(None) => break,
                Ok(Some(Item::Head(_))) => {}
                Ok(Some(Item::Entry { index, offset, bytes })) => look(index, offset, bytes)?,
                Err(error) => {
                    let why = match (&error, reader.refused()) {
                        (ExportError::Entry(index), Some(bytes)) => look(*index, at, bytes).err().map(Box::new),
                        _ => None,
                    };
                    return Err(FileFault::Changed { error, why });
                }
            }
        }
    }
}

/// The signature is by the last key that the record names, and leads back to the one that was given.
fn check_key(signed: &Verifier, given: Option<&Verifier>, chain: &[String]) -> Result<(), FileFault> {
    let text = signed.to_string();
    if let Some(last) = chain.last().filter(|last| **last != text) {
        return Err(FileFault::NotTheLastKey { signed: Box::new(signed.clone()), last: last.clone() });
    }
    match given {
        Some(given) if given != signed && !chain.contains(&given.to_string()) => {
            Err(FileFault::OtherKey { signed: Box::new(signed.clone()) })
        }
        _ => Ok(()),
    }
}
