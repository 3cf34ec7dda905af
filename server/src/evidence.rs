//! The report of this build's tests: found in the site's folder, and believed only when it names this very program.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use blkout_core::care::report::{Evidence, LONGEST_BYTES};
use blkout_web::FindEvidence;
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

/// The report's name in the site's folder.
pub const REPORT_FILE: &str = "care-report.json";
/// How much of the program is read at a time, in bytes.
const READ_BYTES: usize = 1 << 16;

/// The report, and the program's own fingerprint, which is worked out once and only when there is a report.
#[derive(Clone, Debug)]
pub struct BuildEvidence {
    report: PathBuf,
    build: Arc<OnceCell<String>>,
}

impl BuildEvidence {
    /// Over the site built into `site_dir`.
    pub fn new(site_dir: &Path) -> Self {
        Self { report: site_dir.join(REPORT_FILE), build: Arc::default() }
    }

    async fn look(&self) -> Evidence {
        let report = self.report.clone();
        let text = match away(move || read(&report)).await {
            Ok(Some(text)) => text,
            Ok(None) => return Evidence::Missing,
            Err(error) => return unreadable(&error),
        };
        let Ok(report) = serde_json::from_str(&text) else { return Evidence::Unreadable };
        match self.build.get_or_try_init(|| away(fingerprint)).await {
            Ok(build) => Evidence::of(report, build),
            Err(error) => unreadable(&error),
        }
    }
}

impl FindEvidence for BuildEvidence {
    fn find(&self) -> Pin<Box<dyn Future<Output = Evidence> + Send + '_>> {
        Box::pin(self.look())
    }
}

fn unreadable(error: &io::Error) -> Evidence {
    tracing::error!(%error, "the report of the tests cannot be compared with this program");
    Evidence::Unreadable
}

/// Works on a thread that may wait.
async fn away<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

/// The report's text; nothing where there is none. One that is too long is cut, and then is none.
fn read(report: &Path) -> io::Result<Option<String>> {
    let file = match File::open(report) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LONGEST_BYTES).read_to_end(&mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// SHA-256 of the program that runs, in lower-case hex.
fn fingerprint() -> io::Result<String> {
    // The link leads to the program that runs, also after another one was put in its place.
    let mut program = File::open("/proc/self/exe").or_else(|_| File::open(std::env::current_exe()?))?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; READ_BYTES];
    loop {
        let read = program.read(&mut buffer)?;
        let Some(part) = buffer.get(..read).filter(|part| !part.is_empty()) else { break };
        hash.update(part);
    }
    Ok(hex::encode(hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(build: &str) -> String {
        format!(
            r#"{{"format":1,"build":"{build}","finished_at":"2026-11-21T10:00:00Z",
            "checks":[{{"id":"axe","name":"axe","routes":1,"states":2,"violations":0}}]}}"#
        )
    }

    #[tokio::test]
    async fn only_a_report_of_this_very_program_counts() {
        let folder = tempfile::tempdir().unwrap();
        let evidence = BuildEvidence::new(folder.path());
        assert_eq!(evidence.find().await, Evidence::Missing);
        assert!(evidence.build.get().is_none(), "the program was read for nothing");

        let file = folder.path().join(REPORT_FILE);
        std::fs::write(&file, report(&"0".repeat(64))).unwrap();
        assert_eq!(evidence.find().await, Evidence::OtherBuild);

        let program = std::fs::read(std::env::current_exe().unwrap()).unwrap();
        let build = hex::encode(Sha256::digest(&program));
        std::fs::write(&file, report(&build)).unwrap();
        assert!(matches!(evidence.find().await, Evidence::Tested(_)));

        std::fs::write(&file, "{").unwrap();
        assert_eq!(evidence.find().await, Evidence::Unreadable);
        std::fs::write(&file, format!("{}{}", " ".repeat(300 * 1024), report(&build))).unwrap();
        assert_eq!(evidence.find().await, Evidence::Unreadable);
    }
}
