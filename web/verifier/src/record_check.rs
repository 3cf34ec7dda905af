//! Every entry of the record, one after the other: each followed from the rules, and all added up.

use blkout_core::record::audit::{Audit, Summary, What};

use crate::{
    kept::Kept,
    report::{Faults, count},
};

/// A check of the whole record under way. Feed it with every entry, then [`RecordCheck::settle`] until it is done,
/// then [`RecordCheck::finish`].
#[derive(Debug)]
pub struct RecordCheck {
    audit: Audit,
    kept: Kept,
    read: u64,
    settled: u64,
    /// How many entries the record had when the page was made.
    page_size: u64,
    at_page: Option<Result<Summary, What>>,
    /// The first entry that is wrong; nothing is said of those after it.
    fault: Option<String>,
}

/// What came out of it.
#[derive(Debug)]
pub struct Checked {
    /// What the whole record adds up to; `None` when an entry is wrong.
    pub summary: Option<Summary>,
    /// What it added up to when the page was made; `None` when an entry is wrong.
    pub at_page: Option<Summary>,
    /// The first entry that is wrong, if there is one.
    pub faults: Faults,
    /// The keys that the record names, from the first to the one in force; empty when there was never a change.
    pub keys: Vec<String>,
}

impl RecordCheck {
    /// A check of `size` entries. The totals on the page are those of the first `page_size` of them; 0 means all.
    pub fn new(size: u64, page_size: u64) -> Self {
        Self {
            audit: Audit::for_entries(size),
            kept: Kept::default(),
            read: 0,
            settled: 0,
            page_size: if page_size == 0 { size } else { page_size },
            at_page: None,
            fault: None,
        }
    }

    /// How many entries were read.
    pub fn read(&self) -> u64 {
        self.read
    }

    /// Looks at the next entry.
    pub fn push(&mut self, bytes: &[u8]) {
        let index = self.read;
        self.read += 1;
        if self.fault.is_some() {
            return;
        }
        match self.audit.push(index, bytes, &mut self.kept) {
            Ok(entry) => self.kept.push(bytes, entry.as_ref()),
            Err(fault) => self.fault = Some(sentence(&fault)),
        }
        if self.fault.is_none() && self.read == self.page_size {
            self.at_page = Some(self.audit.summary());
        }
    }

    /// After the last entry: looks again at the next `most` entries, where the first look could not tell whether an id
    /// came twice. Answers whether that is done.
    pub fn settle(&mut self, most: u64) -> bool {
        if self.fault.is_some() || !self.audit.needs_second_pass() {
            return true;
        }
        let until = self.settled.saturating_add(most).min(self.read);
        while self.settled < until {
            let bytes = self.kept.entry(self.settled).unwrap_or_default();
            if let Err(fault) = self.audit.second_pass(self.settled, bytes) {
                self.fault = Some(sentence(&fault));
                return true;
            }
            self.settled += 1;
        }
        self.settled == self.read
    }

    /// What came out. `key` is the key that signed the head: it must be the last one that the record names.
    pub fn finish(mut self, key: &str) -> Checked {
        if self.fault.is_none()
            && let Err(fault) = self.audit.finish()
        {
            self.fault = Some(sentence(&fault));
        }
        let in_force = self.audit.keys().last();
        if self.fault.is_none()
            && let Some(in_force) = in_force.filter(|in_force| *in_force != key)
        {
            self.fault =
                Some(format!("The record says that the key {in_force} is in force, and {key} signed its head."));
        }
        let end = self.audit.summary();
        if self.fault.is_none()
            && let Err(what) = &end
        {
            self.fault = Some(sentence(what));
        }
        let is_right = self.fault.is_none();
        let summary = end.ok().filter(|_| is_right);
        let at_page = self.at_page.and_then(Result::ok).filter(|_| is_right).or_else(|| summary.clone());
        let mut faults = Faults::default();
        self.fault.into_iter().for_each(|fault| faults.add(fault));
        Checked { summary, at_page, faults, keys: self.audit.keys().to_vec() }
    }
}

/// What was checked, for the report.
pub fn words(summary: &Summary) -> Vec<String> {
    let Summary { entries, transactions, payments, refunds, payouts, not_understood, .. } = summary;
    let mut said = vec![format!(
        "Checked in your browser: all {} entries and {} transactions (payments: {}; refunds and disputes: {}; payouts: \
         {}). Every split was computed again by the rule, every posting added up, and all entries hashed again, to be \
         held against the one number that was signed.",
        count(*entries),
        count(*transactions),
        count(*payments),
        count(*refunds),
        count(*payouts)
    )];
    if *not_understood > 0 {
        said.push(format!(
            "Not checked: what {} entries of a kind that this program does not know say. They are part of what was \
             signed.",
            count(*not_understood)
        ));
    }
    said
}

/// A sentence from an error: a capital at its beginning and a full stop at its end.
pub(crate) fn sentence(error: &impl ToString) -> String {
    let text = error.to_string();
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
