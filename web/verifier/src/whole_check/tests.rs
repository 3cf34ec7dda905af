//! A record that is right is found right, and whatever was changed in it or on the page is found and named.

use super::*;
use crate::{job::Figure, report::Verdict, testing::Record};

const PAYMENTS: u64 = 300;

fn checked(record: &Record, job: Job, alter: impl Fn(Resource, &mut Vec<u8>)) -> Report {
    let head = Head::open(&record.checkpoint(record.size()), &job.key).unwrap();
    let mut check = match WholeCheck::begin(job, head) {
        Ok(check) => check,
        Err(report) => return report,
    };
    let piece = |piece| {
        let mut bytes = record.piece(piece);
        alter(piece, &mut bytes);
        bytes
    };
    for bundle in check.bundles() {
        check.take(bundle, &piece(bundle));
    }
    for tile in check.tiles() {
        check.take_tile(&piece(Resource::Tile(tile)));
    }
    while !check.settle(10) {}
    check.finish()
}

fn figure(name: &str, shown: &str) -> Figure {
    Figure { name: name.to_owned(), shown: shown.to_owned() }
}

#[test]
fn a_true_record_and_its_totals_are_right() {
    let record = Record::of(PAYMENTS);
    let mut job = record.page(250);
    job.figures =
        vec![figure("GBP:charged", "£5,997.00"), figure("GBP:returned", "£9.99"), figure("EUR:charged", "€0.00")];
    job.figures.push(figure("GBP:wishes", "£1.00"));
    let report = checked(&record, job, |_, _| ());
    assert_eq!(report.verdict, Verdict::Right, "{report}");
    assert!(
        report.said[0].contains("all 303 entries and 302 transactions (payments: 300; refunds and disputes: 1;"),
        "{report}"
    );
    assert!(
        report.said[1].contains("3 totals and balances, 53 rows with 314 figures. Not compared: 1 figures"),
        "{report}"
    );
}

#[test]
fn totals_are_those_of_the_record_when_the_page_was_made() {
    let record = Record::of(3);
    let job = |shown: &str| Job { size: 3, figures: vec![figure("GBP:charged", shown)], ..record.page(1) };
    let rows_then = |mut job: Job| {
        job.rows.truncate(2);
        job
    };
    assert_eq!(checked(&record, rows_then(job("£39.98")), |_, _| ()).verdict, Verdict::Right);
    let report = checked(&record, rows_then(job("£59.97")), |_, _| ());
    assert_eq!(report.faults, ["GBP:charged: the page shows £59.97, the record adds up to £39.98."]);
}

#[test]
fn a_changed_entry_is_named() {
    let record = Record::of(PAYMENTS);
    let report = checked(&record, record.page(302), |piece, bytes| {
        if matches!(piece, Resource::Bundle(bundle) if bundle.index == 1) {
            let place = bytes.windows(6).position(|window| window == b"A zine").unwrap();
            bytes[place] = b'B';
        }
    });
    assert_eq!(report.faults[0], "Entry 256 is not the one whose hash the record gives out.", "{report}");
    assert!(report.faults[1].contains("are those that were signed, the entries are not"), "{report}");
    // What was looked at does not say in the next line that it came out well.
    let said = report.said.join(" ");
    assert!(!said.contains("hashed again to the one number"), "{report}");
}

#[test]
fn an_entry_against_the_rule_is_named_although_it_was_signed() {
    let mut record = Record::of(3);
    let text = String::from_utf8(record.entries[2].clone()).unwrap();
    record.entries[2] =
        text.replace("-1000 creator:ada", "-999 creator:ada").replace("-199 platform", "-200 platform").into();
    let report = checked(&record, record.page(5), |_, _| ());
    assert!(report.faults[0].starts_with("Entry 2 (transaction 2, charge, payment ch_2)"), "{report}");
    assert!(report.faults[0].contains("to platform, and the rule gives"), "{report}");
}

#[test]
fn a_piece_that_ends_early_is_named() {
    let record = Record::of(3);
    let report = checked(&record, record.page(0), |_, bytes| bytes.truncate(100));
    assert_eq!(
        report.faults,
        ["The piece tile/entries/000.p/6 of the record, from entry 0 on: the bundle ends too early."]
    );
}

#[test]
fn an_old_head_is_found() {
    let record = Record::of(3);
    let head = Head::open(&record.checkpoint(4), &record.key()).unwrap();
    let report = WholeCheck::begin(record.page(0), head).unwrap_err();
    assert_eq!(report.title, "The signed head of the record is older than this page.");
}
