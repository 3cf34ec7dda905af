//! The long check: every entry of the record from the server, the page's rows and totals with them.

use std::collections::BTreeMap;

use blkout_core::record::{
    tile::{Bundle, Resource, Tile, decode_bundle},
    tree::{Frontier, Hash, leaf_hash},
};

use crate::{
    figures,
    head::Head,
    job::{Job, Row},
    record_check::{self, RecordCheck},
    report::{Report, count},
    row::Findings,
};

/// A check of the whole record under way: each of [`WholeCheck::bundles`] in turn to [`WholeCheck::take`]; then, if it
/// asks for them, the tiles of [`WholeCheck::tiles`]; then [`WholeCheck::finish`].
#[derive(Debug)]
pub struct WholeCheck {
    job: Job,
    head: Head,
    rows: BTreeMap<u64, Vec<Row>>,
    entries: RecordCheck,
    tree: Frontier,
    /// The hash of each entry, to say which one is not what was signed.
    hashes: Vec<Hash>,
    signed: Frontier,
    findings: Findings,
    /// What came where entries should be cannot be read; nothing after it can be placed.
    unreadable: bool,
}

impl WholeCheck {
    /// Begins.
    ///
    /// # Errors
    /// The report, where the head is older than the page.
    pub fn begin(mut job: Job, head: Head) -> Result<Self, Report> {
        let shown = job.rows.iter().map(|row| row.entry.saturating_add(1)).max().unwrap_or(0);
        head.covers(job.size.max(shown))?;
        let mut rows: BTreeMap<u64, Vec<Row>> = BTreeMap::new();
        for row in std::mem::take(&mut job.rows) {
            rows.entry(row.entry).or_default().push(row);
        }
        Ok(Self {
            entries: RecordCheck::new(head.size, job.size),
            job,
            head,
            rows,
            tree: Frontier::new(),
            hashes: Vec::new(),
            signed: Frontier::new(),
            findings: Findings::default(),
            unreadable: false,
        })
    }

    /// How many entries there are to check.
    pub fn size(&self) -> u64 {
        self.head.size
    }

    /// How many of them were checked.
    pub fn read(&self) -> u64 {
        self.entries.read()
    }

    /// The pieces that hold the entries, in their order.
    pub fn bundles(&self) -> impl Iterator<Item = Resource> + use<> {
        Bundle::all(self.head.size).map(Resource::Bundle)
    }

    /// Takes the next piece. After one that cannot be read the others are not looked at.
    pub fn take(&mut self, bundle: Resource, bytes: &[u8]) {
        let Resource::Bundle(bundle) = bundle else { return };
        if self.unreadable {
            return;
        }
        let entries = match decode_bundle(bytes, bundle.width) {
            Ok(entries) => entries,
            Err(error) => {
                let fault = format!("The piece {bundle} of the record, from entry {} on: {error}.", self.read());
                self.findings.faults.add(fault);
                self.unreadable = true;
                return;
            }
        };
        for entry in entries {
            let hash = leaf_hash(entry);
            self.hashes.push(hash);
            // A head covers no more entries than a tree can hold; beyond that the root would differ.
            let _ = self.tree.push(hash);
            for row in self.rows.get(&self.entries.read()).into_iter().flatten() {
                self.findings.compare(row, entry);
            }
            self.entries.push(entry);
        }
    }

    /// After the last piece: the tiles with the signed hashes of the entries, where these are needed to say which entry
    /// is not the one that was signed; otherwise none.
    pub fn tiles(&self) -> impl Iterator<Item = Tile> + use<> {
        let needed = !self.unreadable && self.tree.root() != self.head.root;
        Tile::all(self.head.size).take_while(move |tile| needed && tile.level == 0)
    }

    /// Takes a tile.
    pub fn take_tile(&mut self, bytes: &[u8]) {
        for hash in bytes.as_chunks().0 {
            // As above.
            let _ = self.signed.push(Hash::new(*hash));
        }
        let first = self.signed.size() - (bytes.len() / Hash::BYTES) as u64;
        let theirs = bytes.as_chunks().0.iter().copied().map(Hash::new);
        let ours = self.hashes.iter().skip(usize::try_from(first).unwrap_or(usize::MAX));
        for (index, _) in (first..).zip(theirs.zip(ours)).filter(|(_, (theirs, ours))| theirs != *ours) {
            self.findings.faults.add(format!("Entry {index} is not the one whose hash the record gives out."));
        }
    }

    /// Looks again where the first look could not tell; answers whether that is done.
    pub fn settle(&mut self, most: u64) -> bool {
        self.unreadable || self.entries.settle(most)
    }

    /// What came out.
    pub fn finish(self) -> Report {
        let Findings { rows, figures: row_figures, mut faults, .. } = self.findings;
        let mut said = Vec::new();
        if self.unreadable {
            said.push(format!(
                "The entries before it ({}) could be read; nothing after it was checked.",
                self.tree.size()
            ));
            return Report::wrong(WRONG, faults, said);
        }
        if self.tree.root() != self.head.root {
            faults.add(root_sentence(&self.tree, &self.signed, &self.head));
        }
        let checked = self.entries.finish(&self.head.key);
        faults.append(checked.faults);
        if let Some(summary) = &checked.summary {
            said.extend(record_check::words(summary));
        }
        if let Some(at_page) = &checked.at_page {
            let compared = figures::compare(&self.job.figures, at_page, &mut faults);
            said.push(format!(
                "Compared with this page: {} totals and balances, {} rows with {} figures. Not compared: {} figures that \
                 this check does not know.",
                count(compared.known),
                count(rows),
                count(row_figures),
                count(compared.unknown)
            ));
        } else {
            said.push("Not compared: the totals on this page, because an entry of the record is wrong.".to_owned());
        }
        said.extend(self.head.words());
        said.push("No check can find a payment that was never written down.".to_owned());
        if faults.is_empty() {
            Report::right("The whole record is right, and the figures on this page agree with it.", said)
        } else {
            Report::wrong(WRONG, faults, said)
        }
    }
}

/// The title when something is wrong.
const WRONG: &str = "Something in the record, or on this page, is wrong.";

fn root_sentence(ours: &Frontier, signed: &Frontier, head: &Head) -> String {
    let who = if signed.size() == ours.size() && signed.root() == head.root {
        "The hashes that the record gives out are those that were signed, the entries are not"
    } else {
        "Neither the entries nor the hashes that the record gives out are those that were signed"
    };
    format!("The {} entries do not add up to the number that was signed. {who}.", count(ours.size()))
}

#[cfg(test)]
mod tests;
