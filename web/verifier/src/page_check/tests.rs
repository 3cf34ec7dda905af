//! A page that is right is found right, and each thing that was changed on its way is found and named.

use super::*;
use crate::{report::Verdict, testing::Record};

/// Enough for two bundles and tiles.
const PAYMENTS: u64 = 300;

/// Checks a page over the record as the server gives it out, after `alter` has changed a piece.
fn checked(record: &Record, job: Job, alter: impl Fn(Resource, &mut Vec<u8>)) -> Report {
    let head = Head::open(&record.checkpoint(record.size()), &job.key).unwrap();
    let mut check = match PageCheck::begin(job, head) {
        Ok(check) => check,
        Err(report) => return report,
    };
    for piece in check.wanted().to_vec() {
        let mut bytes = record.piece(piece);
        alter(piece, &mut bytes);
        check.take(piece, bytes);
    }
    check.finish()
}

#[test]
fn a_true_page_is_right() {
    let record = Record::of(PAYMENTS);
    for from in [0, 250, 301] {
        let report = checked(&record, record.page(from), |_, _| ());
        assert_eq!(report.verdict, Verdict::Right, "{report}");
    }
    let report = checked(&record, record.page(0), |_, _| ());
    assert!(report.said[0].contains("302 rows of this page with 1,808 figures"), "{report}");
    assert!(report.said[0].contains("301 splits computed again"), "{report}");
}

#[test]
fn one_penny_on_the_page_is_found() {
    let record = Record::of(3);
    let mut job = record.page(0);
    job.rows[1].parts[4].shown = "£9.99".to_owned();
    let report = checked(&record, job, |_, _| ());
    assert_eq!(
        report.faults,
        ["Entry 2 (transaction 2), payment ch_2, creator:ada: the page shows £9.99, the rule gives £10.00."]
    );
}

#[test]
fn a_row_of_another_payment_is_found() {
    let record = Record::of(3);
    let mut job = record.page(0);
    job.rows[0].payment = "ch_9".to_owned();
    let report = checked(&record, job, |_, _| ());
    assert_eq!(report.faults.len(), 1, "{report}");
    assert!(
        report.faults[0].contains("payment ch_9, the record that it is transaction 1 about payment ch_1"),
        "{report}"
    );
}

#[test]
fn one_byte_of_an_entry_or_of_a_tile_is_found_and_the_entry_named() {
    let record = Record::of(3);
    let in_entry = checked(&record, record.page(0), |piece, bytes| {
        if matches!(piece, Resource::Bundle(_)) {
            let place = bytes.windows(9).position(|window| window == b"gross 199").unwrap() + 8;
            bytes[place] ^= 1;
        }
    });
    assert!(in_entry.faults[0].starts_with("Entry 1 (transaction 1) is not proved"), "{in_entry}");
    // What was looked at does not say in the next line that it came out well.
    assert!(in_entry.said[0].contains("each entry held, by its proof, against"), "{in_entry}");
    assert!(!in_entry.said[0].contains("proved to be"), "{in_entry}");
    let in_tile = checked(&record, record.page(4), |piece, bytes| {
        if matches!(piece, Resource::Tile(_)) {
            bytes[0] ^= 1;
        }
    });
    assert_eq!(in_tile.verdict, Verdict::Wrong);
    assert!(in_tile.faults[0].starts_with("Entry 4 (transaction 4) is not proved"), "{in_tile}");
}

#[test]
fn pieces_of_the_wrong_length_are_found() {
    let record = Record::of(3);
    for length in [0, 1, 31] {
        let report = checked(&record, record.page(0), |_, bytes| bytes.truncate(length));
        assert_eq!(report.verdict, Verdict::Wrong, "{report}");
    }
}

#[test]
fn an_old_head_is_found() {
    let record = Record::of(3);
    let head = Head::open(&record.checkpoint(4), &record.key()).unwrap();
    let report = PageCheck::begin(record.page(0), head.clone()).unwrap_err();
    assert!(report.faults[0].contains("had 6 entries. The signed head covers only 4"), "{report}");
    let silent = Job { size: 0, ..record.page(0) };
    let report = PageCheck::begin(silent, head).unwrap().finish();
    assert!(report.faults[0].contains("Entry 4 (transaction 4) is shown on the page"), "{report}");
}

#[test]
fn a_false_signature_and_another_key_are_found() {
    let record = Record::of(3);
    let mut checkpoint = record.checkpoint(6);
    let place = checkpoint.iter().position(|byte| *byte == b'6').unwrap();
    checkpoint[place] = b'7';
    let report = Head::open(&checkpoint, &record.key()).unwrap_err();
    assert!(report.faults[0].starts_with("Its signature is false"), "{report}");
    let other = blkout_core::record::note::Signer::from_seed(
        blkout_core::record::note::KeyName::new("test.invalid/record").unwrap(),
        &[8; 32],
    );
    let report = Head::open(&record.checkpoint(6), &other.verifier().to_string()).unwrap_err();
    assert!(report.faults[0].starts_with("It is not signed by the key"), "{report}");
}
