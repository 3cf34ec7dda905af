//! The check in a worker: takes a job as text, fetches what it needs, and answers with progress and a report.
//!
//! Messages to the page are text: `progress`, done, of how many, and what is counted, separated by tabs; in the end the
//! lines of a report. Stopping it needs no message: the page ends the worker.

mod fetch;

use blkout_core::record::tile::Resource;
use js_sys::{futures::spawn_local, global};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use web_sys::DedicatedWorkerGlobalScope;

use self::fetch::{Pieces, get};
use crate::{
    head::Head,
    job::Job,
    page_check::PageCheck,
    report::{Faults, Report},
    whole_check::WholeCheck,
};

/// Where the record is served.
const RECORD: &str = "/record/";
/// A signed note of a few lines, with room for the signatures of witnesses.
const MOST_CHECKPOINT_BYTES: u32 = 1_000_000;
/// A key is one line.
const MOST_KEY_BYTES: u32 = 1_000;
/// Progress is told this often, so that telling costs nothing.
const STEPS: u64 = 20;
/// Entries that are looked at again at a time.
const SETTLED_AT_A_TIME: u64 = 10_000;

/// Called with each message of the page.
#[wasm_bindgen]
pub fn check(job: &str) {
    let job = Job::parse(job);
    spawn_local(async move {
        let report = match job {
            Some(job) => checked(job).await.unwrap_or_else(|report| report),
            None => Report::unable("The page asked for something that this check does not know.".to_owned(), RELOAD),
        };
        tell(&report.to_string());
    });
}

/// What one can do when page and check do not fit.
const RELOAD: &str = "Load the page again and check again.";

async fn checked(job: Job) -> Result<Report, Report> {
    let key = if job.key.is_empty() { key().await? } else { job.key.clone() };
    let checkpoint = get(&format!("{RECORD}checkpoint"), MOST_CHECKPOINT_BYTES).await?;
    let head = Head::open(&checkpoint, &key)?;
    if job.is_whole { whole(job, head).await } else { page(job, head).await }
}

/// The key as the site gives it out, where the page does not show one.
async fn key() -> Result<String, Report> {
    let bytes = get(&format!("{RECORD}key"), MOST_KEY_BYTES).await?;
    String::from_utf8(bytes).map_err(|_| {
        let mut faults = Faults::default();
        faults.add("What the site gives out as its key is not text.".to_owned());
        Report::wrong("The key of the record cannot be read.", faults, Vec::new())
    })
}

async fn page(job: Job, head: Head) -> Result<Report, Report> {
    let mut check = PageCheck::begin(job, head)?;
    let wanted = check.wanted().to_vec();
    let mut progress = Progress::new(wanted.len() as u64, "pieces of the record fetched");
    let mut pieces = Pieces::new(RECORD, wanted);
    while let Some((piece, bytes)) = pieces.next().await? {
        check.take(piece, bytes);
        progress.step(1);
    }
    Ok(check.finish())
}

async fn whole(job: Job, head: Head) -> Result<Report, Report> {
    let mut check = WholeCheck::begin(job, head)?;
    let mut progress = Progress::new(check.size(), "entries checked");
    let mut pieces = Pieces::new(RECORD, check.bundles());
    while let Some((piece, bytes)) = pieces.next().await? {
        let before = check.read();
        check.take(piece, &bytes);
        progress.step(check.read() - before);
    }
    let mut pieces = Pieces::new(RECORD, check.tiles().map(Resource::Tile));
    while let Some((_, bytes)) = pieces.next().await? {
        check.take_tile(&bytes);
    }
    while !check.settle(SETTLED_AT_A_TIME) {}
    Ok(check.finish())
}

/// Tells the page how far it has come, a few times in all.
struct Progress {
    done: u64,
    of: u64,
    told: u64,
    what: &'static str,
}

impl Progress {
    fn new(of: u64, what: &'static str) -> Self {
        let progress = Self { done: 0, of, told: 0, what };
        progress.tell();
        progress
    }

    fn step(&mut self, done: u64) {
        self.done += done;
        let told = self.done.saturating_mul(STEPS) / self.of.max(1);
        if told > self.told {
            self.told = told;
            self.tell();
        }
    }

    fn tell(&self) {
        tell(&format!("progress\t{}\t{}\t{}", self.done, self.of, self.what));
    }
}

fn tell(text: &str) {
    // A page that is gone hears nothing; there is nobody else to tell.
    let _ = global().unchecked_into::<DedicatedWorkerGlobalScope>().post_message(&JsValue::from_str(text));
}
