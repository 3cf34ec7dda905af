//! The quick check: the rows of one page, each against its entry, and each entry against the signed head.

use std::collections::{BTreeMap, BTreeSet};

use blkout_core::record::{
    tile::{Bundle, Resource, TILE_WIDTH, Tile, TileSet, decode_bundle, tiles_for_inclusion},
    tree::{inclusion_proof, leaf_hash, verify_inclusion},
};

use crate::{
    head::Head,
    job::{Job, Row},
    report::{Report, count},
    row::Findings,
};

/// A check of a page's rows under way. Ask for [`PageCheck::wanted`], hand each over, and [`PageCheck::finish`].
#[derive(Clone, Debug)]
pub struct PageCheck {
    job: Job,
    head: Head,
    wanted: Vec<Resource>,
    bundles: BTreeMap<u64, Vec<u8>>,
    tiles: TileSet,
    findings: Findings,
}

impl PageCheck {
    /// Begins.
    ///
    /// # Errors
    /// The report, where the head is older than the page or the page shows nothing of the record.
    pub fn begin(mut job: Job, head: Head) -> Result<Self, Report> {
        head.covers(job.size)?;
        if job.rows.is_empty() {
            return Err(Report::unable(
                "This page shows no entries of the record.".to_owned(),
                "Where there are payments on a page, this button checks them.",
            ));
        }
        let mut findings = Findings::default();
        let (inside, outside): (Vec<Row>, Vec<Row>) = job.rows.into_iter().partition(|row| row.entry < head.size);
        for row in outside {
            findings.faults.add(format!(
                "Entry {} (transaction {}) is shown on the page, and the signed head covers only {} entries.",
                row.entry,
                row.number,
                count(head.size)
            ));
        }
        job.rows = inside;
        let wanted = wanted(&job.rows, head.size);
        Ok(Self { job, head, wanted, bundles: BTreeMap::new(), tiles: TileSet::new(), findings })
    }

    /// The pieces of the record that the check needs, each once.
    pub fn wanted(&self) -> &[Resource] {
        &self.wanted
    }

    /// Takes one of them.
    pub fn take(&mut self, piece: Resource, bytes: Vec<u8>) {
        match piece {
            Resource::Bundle(bundle) => {
                self.bundles.insert(bundle.index, bytes);
            }
            Resource::Tile(tile) => {
                if let Err(error) = self.tiles.insert(tile, bytes) {
                    self.findings.faults.add(format!("The piece {tile} of the record cannot be read: {error}."));
                }
            }
        }
    }

    /// Compares everything.
    pub fn finish(mut self) -> Report {
        let mut unreadable = BTreeSet::new();
        for row in &self.job.rows {
            let (index, place) = (row.entry / u64::from(TILE_WIDTH), row.entry % u64::from(TILE_WIDTH));
            let bytes = self.bundles.get(&index).map(Vec::as_slice).unwrap_or_default();
            let width = Bundle::of(index, self.head.size).map_or(0, |bundle| bundle.width);
            let entries = match decode_bundle(bytes, width) {
                Ok(entries) => entries,
                Err(error) => {
                    if unreadable.insert(index) {
                        let first = index * u64::from(TILE_WIDTH);
                        let last = first + u64::from(width.saturating_sub(1));
                        let fault = format!("The entries {first} to {last} of the record cannot be read: {error}.");
                        self.findings.faults.add(fault);
                    }
                    continue;
                }
            };
            let entry = usize::try_from(place).ok().and_then(|place| entries.get(place)).copied().unwrap_or_default();
            prove(row, entry, &self.head, &self.tiles, &mut self.findings);
            self.findings.compare(row, entry);
        }
        report(self.findings, &self.head)
    }
}

/// The bundle and the tiles of each row, without any twice.
fn wanted(rows: &[Row], size: u64) -> Vec<Resource> {
    let mut bundles: BTreeSet<Bundle> = BTreeSet::new();
    let mut tiles: BTreeSet<Tile> = BTreeSet::new();
    for row in rows {
        bundles.extend(Bundle::of(row.entry / u64::from(TILE_WIDTH), size));
        tiles.extend(tiles_for_inclusion(row.entry, size));
    }
    bundles.into_iter().map(Resource::Bundle).chain(tiles.into_iter().map(Resource::Tile)).collect()
}

/// The entry must be part of the tree whose root was signed.
fn prove(row: &Row, entry: &[u8], head: &Head, tiles: &TileSet, findings: &mut Findings) {
    let proved = inclusion_proof(row.entry, head.size, |node| tiles.node(node))
        .and_then(|proof| verify_inclusion(leaf_hash(entry), row.entry, head.size, head.root, &proof));
    if let Err(error) = proved {
        findings.faults.add(format!(
            "Entry {} (transaction {}) is not proved to be part of the record that was signed: {error}.",
            row.entry, row.number
        ));
    }
}

fn report(findings: Findings, head: &Head) -> Report {
    let Findings { rows, splits, figures, unknown, faults } = findings;
    let mut said = vec![format!(
        "Checked in your browser: {} rows of this page with {} figures, each against its entry of the record; {} splits \
         computed again by the rule; each entry held, by its proof, against the signed head of {} entries.",
        count(rows),
        count(figures),
        count(splits),
        count(head.size)
    )];
    if unknown > 0 {
        said.push(format!("Not checked: {} figures that this check does not know.", count(unknown)));
    }
    said.extend(head.words());
    said.push(
        "Not checked: the totals and balances, and every entry that is not on this page. The whole record has them. \
         No check can find a payment that was never written down."
            .to_owned(),
    );
    if faults.is_empty() {
        Report::right("Every figure of these rows agrees with the record and with the rule.", said)
    } else {
        Report::wrong("Something on this page is not what the record and the rule give.", faults, said)
    }
}

#[cfg(test)]
mod tests;
