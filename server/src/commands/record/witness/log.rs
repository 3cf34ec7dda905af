//! The log as a witness meets it: a few small files over HTTP, each of a known largest size.

use std::time::Duration;

use blkout_core::record::note::LONGEST_NOTE;
use blkout_core::record::tile::{TILE_WIDTH, Tile, TileSet};
use blkout_core::record::tree::Hash;
use ureq::http::{Response, StatusCode, Uri, header};
use ureq::{Agent, Body};

/// How long one answer may take, from the name's address to the last byte.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);
/// The longest key or answer to a cosignature that is read, in bytes.
const LONGEST_LINE: u64 = 4_096;
/// Where a BLKOUT community serves its record.
const OUR_PREFIX: &str = "/record";

/// The address of a log, below which its files lie.
#[derive(Debug)]
pub struct Log {
    agent: Agent,
    prefix: String,
}

/// Why the log did not answer as it should.
#[derive(Debug, thiserror::Error)]
pub enum LogError {
    /// Not the address of a log.
    #[error("{0} is not an address to watch; write one like https://example.org/record")]
    Address(String),
    /// No answer.
    #[error("{url} did not answer: {source}")]
    Silent {
        /// What was asked for.
        url: String,
        /// What the network said.
        source: Box<ureq::Error>,
    },
    /// Another answer than the file.
    #[error("{url} answered {status}{location}")]
    Status {
        /// What was asked for.
        url: String,
        /// The status.
        status: StatusCode,
        /// Where a redirect would have led; none is followed.
        location: String,
    },
    /// The tile has another length.
    #[error("{url} is not the tile that it should be: {problem}")]
    Tile {
        /// What was asked for.
        url: String,
        /// What is wrong.
        problem: String,
    },
}

impl Log {
    /// The log below `url`. Where that is a whole site, its record is meant, unless a log lies at the root.
    ///
    /// # Errors
    /// [`LogError`]
    pub fn at(url: &str) -> Result<Self, LogError> {
        let wrong = || LogError::Address(url.to_owned());
        let uri: Uri = url.parse().map_err(|_| wrong())?;
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        if !is_web || uri.host().is_none() || uri.query().is_some() {
            return Err(wrong());
        }
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            // Whoever answers for a log answers at its address.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(ANSWER_TIMEOUT))
            .user_agent(concat!("blkout-witness/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent();
        let mut log = Self { agent, prefix: url.trim_end_matches('/').to_owned() };
        if matches!(uri.path(), "" | "/") && log.get("checkpoint", LONGEST_NOTE as u64)?.is_none() {
            log.prefix.push_str(OUR_PREFIX);
        }
        Ok(log)
    }

    /// The address that everything lies below.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// The newest checkpoint, not checked yet.
    ///
    /// # Errors
    /// [`LogError`]
    pub fn checkpoint(&self) -> Result<Vec<u8>, LogError> {
        let found = self.get("checkpoint", LONGEST_NOTE as u64)?;
        found.ok_or_else(|| self.status("checkpoint", StatusCode::NOT_FOUND, String::new()))
    }

    /// The key that the log says is its own; `None` when it does not say.
    ///
    /// # Errors
    /// [`LogError`]
    pub fn key(&self) -> Result<Option<String>, LogError> {
        let key = self.get("key", LONGEST_LINE)?;
        Ok(key.map(|bytes| String::from_utf8_lossy(&bytes).trim_end().to_owned()))
    }

    /// Fetches a tile into `tiles`; where a partial one is gone, the full one that took its place.
    ///
    /// # Errors
    /// [`LogError`]
    pub fn tile(&self, tile: Tile, tiles: &mut TileSet) -> Result<(), LogError> {
        let full = Tile { width: TILE_WIDTH, ..tile };
        for tile in [tile, full] {
            let path = tile.to_string();
            let longest = u64::from(tile.width) * Hash::BYTES as u64;
            if let Some(bytes) = self.get(&path, longest)? {
                let taken = tiles.insert(tile, bytes);
                return taken.map_err(|error| LogError::Tile { url: self.url(&path), problem: error.to_string() });
            }
        }
        Err(self.status(&tile.to_string(), StatusCode::NOT_FOUND, String::new()))
    }

    /// Returns a cosignature; answers what the log says, and whether it took it. `None` when it takes none here.
    ///
    /// # Errors
    /// [`LogError`]
    pub fn cosign(&self, body: &str) -> Result<Option<(bool, String)>, LogError> {
        let url = self.url("cosignature");
        let answer = self.agent.post(&url).content_type("text/plain; charset=utf-8").send(body);
        let mut answer = answer.map_err(|error| LogError::Silent { url: url.clone(), source: Box::new(error) })?;
        let status = answer.status();
        if matches!(status, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) {
            return Ok(None);
        }
        let words = read(&mut answer, LONGEST_LINE).unwrap_or_default();
        Ok(Some((status == StatusCode::OK, String::from_utf8_lossy(&words).trim_end().to_owned())))
    }

    /// The file at `path`, of at most `longest` bytes; `None` when there is none.
    fn get(&self, path: &str, longest: u64) -> Result<Option<Vec<u8>>, LogError> {
        let url = self.url(path);
        let silent = |error| LogError::Silent { url: url.clone(), source: Box::new(error) };
        let mut answer = self.agent.get(&url).call().map_err(silent)?;
        match answer.status() {
            StatusCode::OK => read(&mut answer, longest).map(Some).map_err(silent),
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
            status => {
                let location = answer.headers().get(header::LOCATION).and_then(|to| to.to_str().ok());
                let location = location.map(|to| format!(", pointing to {}", to.escape_debug())).unwrap_or_default();
                Err(self.status(path, status, location))
            }
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.prefix)
    }

    fn status(&self, path: &str, status: StatusCode, location: String) -> LogError {
        LogError::Status { url: self.url(path), status, location }
    }
}

/// Reads at most `longest` bytes and one more, so that a file of exactly that length is told from a longer one.
fn read(answer: &mut Response<Body>, longest: u64) -> Result<Vec<u8>, ureq::Error> {
    answer.body_mut().with_config().limit(longest.saturating_add(1)).read_to_vec()
}
