//! Files that only this user may read: made once, whole, and refused when others could look into them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// Most bytes that are read of such a file: keys are short.
const MOST_BYTES: u64 = 64 * 1_024;

/// Why a private file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PrivateFileError {
    /// Others than its owner may read or change it.
    #[error("{0} can be read by others; change that with `chmod 600 {0}`, and think of its key as known")]
    Open(PathBuf),
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

fn io_error(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PrivateFileError {
    let path = path.to_owned();
    move |source| PrivateFileError::Io { doing, path, source }
}

/// The text of the file at `path`; `None` when there is none.
///
/// # Errors
/// [`PrivateFileError`], also when the file can be read by others.
pub fn read(path: &Path) -> Result<Option<String>, PrivateFileError> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(io_error("open", path)(error)),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = file.metadata().map_err(io_error("look at", path))?.permissions().mode();
        if mode & 0o077 != 0 {
            return Err(PrivateFileError::Open(path.to_owned()));
        }
    }
    let mut text = String::new();
    file.take(MOST_BYTES).read_to_string(&mut text).map_err(io_error("read", path))?;
    Ok(Some(text))
}

/// The text of the file at `path`, which is made with `fresh` when there is none. Of several that make it at the same
/// moment one wins, and all get its text; nobody ever sees half a file.
///
/// # Errors
/// [`PrivateFileError`]
pub fn read_or_create(path: &Path, fresh: &str) -> Result<String, PrivateFileError> {
    if let Some(text) = read(path)? {
        return Ok(text);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    make_folder(folder).map_err(io_error("make the folder", folder))?;
    let unfinished = path.with_extension(format!("new-{}", std::process::id()));
    let written = write_private(&unfinished, fresh).and_then(|()| link(&unfinished, path));
    // What is left of it is of no use to anybody, whatever happened.
    let _ = fs::remove_file(&unfinished);
    written.map_err(io_error("write", path))?;
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io_error("keep the folder", folder))?;
    read(path)?.ok_or_else(|| io_error("find", path)(io::ErrorKind::NotFound.into()))
}

/// Gives the finished file its name, unless somebody else was faster.
fn link(unfinished: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(unfinished, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        done => done,
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_made_once_and_for_this_user_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/secrets.key");
        assert_eq!(read(&path).unwrap(), None);
        assert_eq!(read_or_create(&path, "first").unwrap(), "first");
        assert_eq!(read_or_create(&path, "second").unwrap(), "first");
        let left: Vec<_> =
            fs::read_dir(path.parent().unwrap()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(left, ["secrets.key"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            for mode in [0o640, 0o604, 0o620] {
                fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
                assert!(matches!(read(&path), Err(PrivateFileError::Open(_))), "{mode:o}");
            }
        }
    }

    #[test]
    fn who_comes_second_takes_what_the_first_one_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secrets.key");
        write_private(&path, "first").unwrap();
        let unfinished = folder.path().join("unfinished");
        write_private(&unfinished, "second").unwrap();
        link(&unfinished, &path).unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("first"));
    }
}
