//! Public pages for visitors who are not signed in, kept rendered while nothing has changed.
//!
//! A page is rendered once with a marker in the place of the nonce; each answer gets its own nonce spliced in. The
//! marker is random, made at the start and never sent to anybody, so no text that a person wrote can hold it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use blkout_core::care::preferences::Preferences;
use blkout_core::time::{SECOND_MS, UtcMillis};
use bytes::Bytes;

use super::nonce::CspNonce;

/// A kept page is rendered again after this time, in milliseconds, because the time of day is part of some pages:
/// a proposal that closes, a line that opens at ten.
const FRESH_MS: i64 = 2 * SECOND_MS;
/// Most pages kept.
const MOST_PAGES: usize = 512;
/// Most bytes kept, all pages together: 16 MiB.
const MOST_BYTES: usize = 16 << 20;
/// A larger page is not kept: 1 MiB.
const LARGEST_PAGE: usize = 1 << 20;

/// The memory. When it is full it is emptied: it fills again with what is asked for most.
#[derive(Debug)]
pub struct PageMemory {
    marker: CspNonce,
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    version: i64,
    bytes: usize,
    by_question: HashMap<(String, Preferences), Arc<KeptPage>>,
}

/// A rendered page, cut where its nonce belongs.
#[derive(Debug)]
pub struct KeptPage {
    pieces: Vec<String>,
    bytes: usize,
    rendered_at: UtcMillis,
}

impl KeptPage {
    fn cut(html: &str, marker: &CspNonce, rendered_at: UtcMillis) -> Self {
        let pieces = html.split(marker.as_str()).map(str::to_owned).collect();
        Self { pieces, bytes: html.len(), rendered_at }
    }

    /// The page with this answer's own nonce.
    pub fn with_nonce(&self, nonce: &CspNonce) -> Bytes {
        // The marker was a nonce too, so the length is the same.
        let mut html = String::with_capacity(self.bytes);
        for (number, piece) in self.pieces.iter().enumerate() {
            if number > 0 {
                html.push_str(nonce.as_str());
            }
            html.push_str(piece);
        }
        Bytes::from(html)
    }
}

impl PageMemory {
    /// An empty memory.
    ///
    /// # Errors
    /// When the system has no randomness for the marker.
    pub fn new() -> Result<Self, getrandom::Error> {
        Ok(Self { marker: CspNonce::generate()?, pages: Mutex::default() })
    }

    /// What to render with in the place of a nonce.
    pub fn marker(&self) -> &CspNonce {
        &self.marker
    }

    /// A page that was rendered with the marker and is for this one answer only.
    pub fn cut(&self, html: &str, now: UtcMillis) -> KeptPage {
        KeptPage::cut(html, &self.marker, now)
    }

    /// The page at a path for a reader with these preferences, if it was rendered at this version of the data and lately.
    pub fn recall(
        &self,
        (path, preferences): (&str, Preferences),
        version: i64,
        now: UtcMillis,
    ) -> Option<Arc<KeptPage>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let page = pages.by_question.get(&(path.to_owned(), preferences)).filter(|_| pages.version == version)?;
        (0..FRESH_MS).contains(&now.0.saturating_sub(page.rendered_at.0)).then(|| Arc::clone(page))
    }

    /// Keeps `html`, rendered with the marker from data of `version`, and answers it cut.
    pub fn keep(
        &self,
        (path, preferences): (&str, Preferences),
        version: i64,
        now: UtcMillis,
        html: &str,
    ) -> Arc<KeptPage> {
        let page = Arc::new(self.cut(html, now));
        if page.bytes > LARGEST_PAGE {
            return page;
        }
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if version < pages.version {
            return page;
        }
        let full = pages.by_question.len() >= MOST_PAGES || pages.bytes.saturating_add(page.bytes) > MOST_BYTES;
        if version > pages.version || full {
            *pages = Pages { version, ..Pages::default() };
        }
        let replaced = pages.by_question.insert((path.to_owned(), preferences), Arc::clone(&page));
        pages.bytes = pages.bytes.saturating_add(page.bytes).saturating_sub(replaced.map_or(0, |old| old.bytes));
        page
    }
}

#[cfg(test)]
mod tests {
    use blkout_core::care::preferences::Theme;

    use super::*;

    const NOW: UtcMillis = UtcMillis(1_700_000_000_000);

    fn plain(path: &str) -> (&str, Preferences) {
        (path, Preferences::default())
    }

    fn memory() -> PageMemory {
        PageMemory::new().unwrap()
    }

    #[test]
    fn every_answer_has_its_own_nonce_and_the_marker_stays_inside() {
        let memory = memory();
        let html =
            format!("<script nonce=\"{0}\">1</script><script nonce=\"{0}\">2</script>", memory.marker().as_str());
        let page = memory.keep(plain("/"), 1, NOW, &html);
        for _ in 0..2 {
            let nonce = CspNonce::generate().unwrap();
            let answer = String::from_utf8(page.with_nonce(&nonce).to_vec()).unwrap();
            assert_eq!(answer.matches(nonce.as_str()).count(), 2);
            assert!(!answer.contains(memory.marker().as_str()));
        }
    }

    #[test]
    fn a_change_of_the_data_makes_every_page_old() {
        let memory = memory();
        memory.keep(plain("/"), 1, NOW, "old");
        assert!(memory.recall(plain("/"), 1, NOW).is_some());
        assert!(memory.recall(plain("/"), 2, NOW).is_none());
        memory.keep(plain("/ledger"), 2, NOW, "new");
        assert!(memory.recall(plain("/"), 2, NOW).is_none());
        // A slow rendering of the old data arrives late and is not kept.
        memory.keep(plain("/"), 1, NOW, "old");
        assert!(memory.recall(plain("/"), 1, NOW).is_none() && memory.recall(plain("/ledger"), 2, NOW).is_some());
    }

    #[test]
    fn a_page_is_old_after_a_while() {
        let memory = memory();
        memory.keep(plain("/"), 1, NOW, "page");
        assert!(memory.recall(plain("/"), 1, UtcMillis(NOW.0 + FRESH_MS - 1)).is_some());
        assert!(memory.recall(plain("/"), 1, UtcMillis(NOW.0 + FRESH_MS)).is_none());
        assert!(memory.recall(plain("/"), 1, UtcMillis(NOW.0 - 1)).is_none());
    }

    #[test]
    fn neither_many_pages_nor_large_ones_fill_it() {
        let memory = memory();
        for number in 0..(MOST_PAGES * 3) {
            memory.keep(plain(&format!("/{number}")), 1, NOW, "page");
        }
        let large = "x".repeat(LARGEST_PAGE);
        for number in 0..40 {
            memory.keep(plain(&format!("/large/{number}")), 1, NOW, &large);
        }
        memory.keep(plain("/larger"), 1, NOW, &"x".repeat(LARGEST_PAGE + 1));
        assert!(memory.recall(plain("/larger"), 1, NOW).is_none());
        let pages = memory.pages.lock().unwrap();
        assert!(pages.by_question.len() <= MOST_PAGES && pages.bytes <= MOST_BYTES);
        assert_eq!(pages.bytes, pages.by_question.values().map(|page| page.bytes).sum::<usize>());
    }

    #[test]
    fn a_page_rendered_again_is_counted_once() {
        let memory = memory();
        memory.keep(plain("/"), 1, NOW, "page");
        memory.keep(plain("/"), 1, NOW, "pages");
        assert_eq!(memory.pages.lock().unwrap().bytes, 5);
    }

    #[test]
    fn a_page_is_for_readers_with_the_same_preferences() {
        let memory = memory();
        let dark = Preferences { theme: Theme::Dark, ..Preferences::default() };
        memory.keep(("/", dark), 1, NOW, "dark");
        assert!(memory.recall(plain("/"), 1, NOW).is_none());
        assert!(memory.recall(("/", dark), 1, NOW).is_some());
    }
}
