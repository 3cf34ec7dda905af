//! The PDF read back: the same figures, the tags of a table, and hostile text.

use blkout_core::{
    ledger::{StatementLine, TransactionKind},
    time::{CalendarMonth, UtcMillis},
};
use lopdf::{Dictionary, Document, Object};

use super::super::tests::{line, statement};
use super::*;

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

fn read_back(statement: &Statement) -> (Document, String) {
    let month = CalendarMonth::parse("2026-01").unwrap();
    let bytes = write(statement, Period::Month(month), NOW).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    (document, text)
}

/// How many structure elements of each kind there are.
fn tags(document: &Document, name: &str) -> usize {
    let is_tag = |dictionary: &Dictionary| {
        dictionary.get(b"S").and_then(Object::as_name).is_ok_and(|found| found == name.as_bytes())
            && dictionary.has(b"P")
    };
    document.objects.values().filter(|object| object.as_dict().is_ok_and(is_tag)).count()
}

/// Whether the document's metadata says PDF/UA-1.
fn claims_accessibility(document: &Document) -> bool {
    let metadata = document.catalog().unwrap().get_deref(b"Metadata", document).unwrap().as_stream().unwrap();
    let xmp = metadata.get_plain_content().unwrap_or_else(|_| metadata.content.clone());
    String::from_utf8_lossy(&xmp).contains("pdfuaid")
}

#[test]
fn the_figures_are_those_of_the_statement() {
    let lines: Vec<StatementLine> = (1..=3).map(|number| line(number, 1_000 + number)).collect();
    let statement = statement(250, lines);
    let (document, text) = read_back(&statement);
    let squeezed = text.replace(char::is_whitespace, "");
    for figure in ["£2.50", "£30.06", "£0.00", "£32.56", "£10.01", "£10.03", "£12.51", "£22.53", "£1.99", "SixKeys"]
    {
        let figure = figure.replace("SixKeys", "Sixkeys");
        assert!(squeezed.contains(&figure), "{figure} in {text}");
    }
    assert!(squeezed.contains("Statementforada,January2026,GBP"), "{text}");
    assert_eq!((tags(&document, "Table"), tags(&document, "TR")), (2, 4 + 1 + 3 + 1));
    assert_eq!(tags(&document, "TH"), 4 + 9 + 3);
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"Outlines"));
    let marked = catalog.get_deref(b"MarkInfo", &document).unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
}

#[test]
fn empty_and_long_statements_are_documents_too() {
    let (document, text) = read_back(&statement(0, Vec::new()));
    assert_eq!(document.get_pages().len(), 1);
    assert!(text.replace(char::is_whitespace, "").contains("Nothingcamein"), "{text}");

    let (document, text) = read_back(&statement(0, (1..=200).map(|number| line(number, 1)).collect()));
    assert!(document.get_pages().len() > 5);
    assert_eq!(tags(&document, "TR"), 4 + 1 + 200 + 1);
    assert_eq!(tags(&document, "TH"), 4 + 9 + 200, "the head is said once and seen on every page");
    assert!(text.matches("Balance").count() > 5);
}

#[test]
fn payouts_debts_and_any_letters_can_be_set() {
    let hostile = "ÅΩЖ שלום مرحبا 田中 🏳️‍🌈 \u{202e}evil\u{0}\u{7f}\u{feff}\u{e000}e\u{301}\u{301} ".repeat(20);
    let lines = vec![
        StatementLine { title: hostile.chars().take(500).collect(), ..line(1, i64::MAX / 4) },
        StatementLine { kind: TransactionKind::PayoutScheduled, title: String::new(), ..line(i64::MAX, -1) },
        StatementLine { kind: TransactionKind::Dispute, title: "x".repeat(500), ..line(3, i64::MIN / 2) },
    ];
    let (document, text) = read_back(&statement(0, lines));
    assert!(claims_accessibility(&document), "the letters above keep PDF/UA-1");
    assert!(text.replace(char::is_whitespace, "").contains("23,058,430,092,136,939.51"), "{text}");
    assert!(tags(&document, "TD") > 0);
}
