//! The check of a saved file: the record as `blkout record export` writes it, read piece by piece.

use blkout_core::record::export::{ExportError, Item, Reader};

use crate::{
    record_check::{self, RecordCheck},
    report::{Faults, Report, count},
};

/// A check of a saved file under way: [`SavedCheck::feed`] with every piece, [`SavedCheck::settle`] until it is done,
/// then [`SavedCheck::finish`].
#[derive(Debug, Default)]
pub struct SavedCheck {
    /// The key that the reader has noted; empty when they have none.
    key: String,
    reader: Reader,
    entries: Option<RecordCheck>,
    fault: Option<ExportError>,
}

impl SavedCheck {
    /// Begins. `key` is the record's key as the reader knows it from elsewhere, or empty.
    pub fn new(key: &str) -> Self {
        Self { key: key.trim().to_owned(), ..Self::default() }
    }

    /// Takes the next piece of the file. Answers whether it is worth going on.
    pub fn feed(&mut self, piece: &[u8]) -> bool {
        if self.fault.is_some() {
            return false;
        }
        self.reader.feed(piece);
        loop {
            match self.reader.next() {
                Ok(None) => return true,
                Ok(Some(Item::Head(head))) => self.entries = Some(RecordCheck::new(head.checkpoint().size(), 0)),
                Ok(Some(Item::Entry { bytes, .. })) => {
                    if let Some(entries) = &mut self.entries {
                        entries.push(bytes);
                    }
                }
                Err(error) => {
                    self.fault = Some(error);
                    return false;
                }
            }
        }
    }

    /// After the last piece: looks again at up to `most` entries where the first look could not tell. Answers whether
    /// that is done.
    pub fn settle(&mut self, most: u64) -> bool {
        self.fault.is_some() || self.entries.as_mut().is_none_or(|entries| entries.settle(most))
    }

    /// What came out.
    pub fn finish(self) -> Report {
        let mut faults = Faults::default();
        let read = self.entries.as_ref().map_or(0, RecordCheck::read);
        let head = match self.fault.map_or_else(|| self.reader.finish(), Err) {
            Ok(head) => head,
            Err(error) => {
                faults.add(record_check::sentence(&error));
                let said = format!("Looked at: {} entries, up to the place where it is wrong.", count(read));
                return Report::wrong_file("This file is not the record as it was signed.", faults, vec![said]);
            }
        };
        let signed_by = head.key().to_string();
        let Some(entries) = self.entries else { return Report::unable("The file is empty.".to_owned(), CHOOSE) };
        let checked = entries.finish(&signed_by);
        let mut said = checked.summary.as_ref().map(record_check::words).unwrap_or_default();
        faults.append(checked.faults);
        match self.key.as_str() {
            "" => said.push(format!(
                "The record is signed with the key {signed_by}, which stands in the file itself. That shows that the file \
                 fits together, not who made it: compare the key with the one that somebody else has noted."
            )),
            key if key == signed_by => said.push(format!("The record is signed with the key that you gave: {key}.")),
            key if checked.keys.iter().any(|known| known == key) => said.push(format!(
                "The key that you gave signed the record once; from it a chain of signatures leads to {signed_by}, which \
                 signs it now."
            )),
            key => faults.add(format!("The record is signed with the key {signed_by}, and not with the one that you gave: {key}.")),
        }
        said.push("No check can find a payment that was never written down.".to_owned());
        if faults.is_empty() {
            Report::right("The whole record is right.", said)
        } else {
            Report::wrong_file("Something in this record is wrong.", faults, said)
        }
    }
}

/// What one can do when there is nothing in the file.
const CHOOSE: &str = "Choose the file that the export wrote.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{report::Verdict, testing::Record};

    fn checked(file: &[u8], key: &str, piece: usize) -> Report {
        let mut check = SavedCheck::new(key);
        let _ = file.chunks(piece).all(|piece| check.feed(piece));
        while !check.settle(7) {}
        check.finish()
    }

    #[test]
    fn a_true_file_is_right_in_pieces_of_any_size() {
        let record = Record::of(300);
        for piece in [1_000, 65_536, usize::MAX] {
            let report = checked(&record.export(), "", piece);
            assert_eq!(report.verdict, Verdict::Right, "{report}");
        }
    }

    #[test]
    fn the_key_is_compared() {
        let record = Record::of(3);
        let report = checked(&record.export(), &format!(" {}\n", record.key()), 100);
        assert_eq!(report.verdict, Verdict::Right, "{report}");
        assert!(report.said[1].starts_with("The record is signed with the key that you gave"), "{report}");
        let report = checked(&record.export(), "another+00000000+AAAA", 100);
        assert!(report.faults[0].contains("and not with the one that you gave"), "{report}");
    }

    #[test]
    fn a_changed_byte_anywhere_is_found() {
        let record = Record::of(3);
        let file = record.export();
        for place in 0..file.len() {
            let mut changed = file.clone();
            changed[place] ^= 1;
            let report = checked(&changed, &record.key(), 1_000);
            assert_eq!(report.verdict, Verdict::Wrong, "byte {place}");
        }
        let report = checked(&file[..file.len() - 1], "", 100);
        assert!(report.faults[0].contains("ends early"), "{report}");
        assert_eq!(checked(b"", "", 100).verdict, Verdict::Wrong);
    }
}
