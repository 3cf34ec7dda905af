//! The payment file against the schema of ISO 20022, read by another program (`xmllint` of libxml2); and payouts through
//! the front door.
#![cfg(test)]

mod forms;
#[expect(dead_code, reason = "the tests of the gateway use all of it")]
#[path = "../gateway/site.rs"]
mod site;

use std::path::Path;
use std::process::Command;

use blkout_core::money::Money;
use blkout_core::payouts::bank::{AccountHolder, AccountNumber, BankAccount, BankDetails, Bic, Iban, SortCode};
use blkout_core::time::{CalendarDate, UtcMillis};
use blkout_server::payouts::{Payment, PaymentFile, PaymentFileError};

const SCHEMA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/payouts/pain.001.001.09.xsd");
/// Names that a file could stumble over.
const NAMES: [&str; 8] = [
    "Zoë Adébáyọ̀",
    "O'Brien & Sons <Ltd>",
    "]]></Nm><Nm>Mallory</Nm>",
    "Имя",
    "// Ada //",
    "\"Quoted\"; DROP TABLE payouts",
    "ﬀ ß Æ 名",
    "A name as long as a credit transfer can carry it, which is seventy 1234",
];

fn holder(name: &str) -> AccountHolder {
    AccountHolder::new(&name.chars().take(70).collect::<String>()).unwrap()
}

fn uk(name: &str) -> BankDetails {
    let account = BankAccount::Uk {
        sort_code: SortCode::new("01-02-03").unwrap(),
        number: AccountNumber::new("00012345").unwrap(),
    };
    BankDetails { holder: holder(name), account }
}

fn iban(name: &str) -> BankDetails {
    let account = BankAccount::International {
        iban: Iban::new("DE89370400440532013000").unwrap(),
        bic: Bic::new("DEUTDEFF").unwrap(),
    };
    BankDetails { holder: holder(name), account }
}

fn id(number: usize) -> String {
    format!("0199a4c2-7b1e-7c3d-9a55-{number:012x}")
}

fn payment(number: usize, minor: i64, code: &str, day: u8, to: BankDetails) -> Payment {
    let money = Money::new(minor, code.parse().unwrap());
    Payment { id: id(number).parse().unwrap(), money, requested_on: CalendarDate { year: 2026, month: 2, day }, to }
}

fn file(from: BankDetails, payments: Vec<Payment>) -> PaymentFile {
    PaymentFile { id: id(0xfff).parse().unwrap(), made_at: UtcMillis(1_767_432_771_000), from, payments }
}

/// Fails with what xmllint says when the document does not keep to the schema.
fn expect_valid(folder: &Path, name: &str, xml: &str) {
    let path = folder.join(name);
    std::fs::write(&path, xml).unwrap();
    let told = Command::new("xmllint").args(["--noout", "--nonet", "--schema", SCHEMA]).arg(&path).output();
    let told = told.expect("xmllint is missing; script/bootstrap --test installs it (libxml2-utils)");
    assert!(told.status.success(), "{name}: {}\n{xml}", String::from_utf8_lossy(&told.stderr));
}

/// The text of every element with this name.
fn texts<'x>(xml: &'x str, name: &str) -> Vec<&'x str> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&start).skip(1).map(|rest| rest.split(&end).next().unwrap()).collect()
}

#[test]
fn files_keep_to_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    for (place, name) in NAMES.into_iter().enumerate() {
        for (from, to) in [(uk(name), iban(name)), (iban(name), uk(name)), (iban(name), iban(name))] {
            let payments = ["gbp", "eur", "jpy", "kwd"].into_iter().enumerate();
            let payments = payments.map(|(at, code)| payment(at, 1_000, code, 3, to.clone())).collect();
            expect_valid(folder.path(), &format!("{place}.xml"), &file(from, payments).to_xml().unwrap());
        }
    }
}

#[test]
fn the_check_itself_finds_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let good = file(uk("The co-op"), vec![payment(1, 1_000, "gbp", 3, uk("Ada"))]).to_xml().unwrap();
    let path = folder.path().join("wrong.xml");
    std::fs::write(&path, good.replace("<PmtMtd>TRF</PmtMtd>", "<PmtMtd>PIGEON</PmtMtd>")).unwrap();
    let told = Command::new("xmllint").args(["--noout", "--nonet", "--schema", SCHEMA]).arg(&path).output().unwrap();
    assert!(!told.status.success());
}

#[test]
fn payments_are_grouped_by_currency_and_day_and_the_sums_are_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let payments = vec![
        payment(1, 1_050, "gbp", 3, uk("Ada")),
        payment(2, 2_000, "gbp", 4, uk("Bo")),
        payment(3, 12_345, "kwd", 3, iban("Cy")),
        payment(4, 1_000, "jpy", 3, iban("Di")),
        payment(5, 5, "gbp", 3, iban("Ed")),
    ];
    let xml = file(uk("The co-op"), payments).to_xml().unwrap();
    expect_valid(folder.path(), "groups.xml", &xml);
    // Of the message, then of GBP on two days, JPY and KWD.
    assert_eq!(texts(&xml, "NbOfTxs"), ["5", "2", "1", "1", "1"]);
    assert_eq!(texts(&xml, "CtrlSum"), ["1042.895", "10.55", "20.00", "1000", "12.345"]);
    assert_eq!(texts(&xml, "EndToEndId").len(), 5);
    assert!(texts(&xml, "EndToEndId").contains(&"0199a4c27b1e7c3d9a55000000000001"));
    assert!(
        xml.contains("<InstdAmt Ccy=\"JPY\">1000</InstdAmt>") && xml.contains("<InstdAmt Ccy=\"GBP\">0.05</InstdAmt>")
    );
    assert!(texts(&xml, "MsgId").iter().chain(&texts(&xml, "PmtInfId")).all(|id| id.len() <= 35));
}

#[test]
fn uk_accounts_go_by_sort_code_and_others_by_iban() {
    let payments = vec![payment(1, 1_000, "gbp", 3, uk("Ada")), payment(2, 1_000, "eur", 3, iban("Bo"))];
    let xml = file(uk("The co-op"), payments).to_xml().unwrap();
    assert_eq!(texts(&xml, "MmbId"), ["010203", "010203", "010203"]);
    assert_eq!(texts(&xml, "IBAN"), ["DE89370400440532013000"]);
    assert_eq!(texts(&xml, "BICFI"), ["DEUTDEFF"]);
    assert_eq!(texts(&xml, "ChrgBr"), ["SLEV", "SHAR"]);
}

#[test]
fn what_no_bank_could_pay_becomes_no_file() {
    let co_op = || uk("The co-op");
    assert_eq!(file(co_op(), Vec::new()).to_xml(), Err(PaymentFileError::Empty));
    for minor in [0, -1, i64::MIN] {
        let payments = vec![payment(1, minor, "gbp", 3, uk("Ada"))];
        assert_eq!(file(co_op(), payments).to_xml(), Err(PaymentFileError::NotPositive));
    }
    let huge = || payment(1, i64::MAX, "gbp", 3, uk("Ada"));
    assert_eq!(file(co_op(), vec![huge()]).to_xml(), Err(PaymentFileError::TooLarge));
    let largest = |number| payment(number, 999_999_999_999_999_999, "gbp", 3, uk("Ada"));
    assert!(file(co_op(), vec![largest(1)]).to_xml().is_ok());
    assert_eq!(file(co_op(), vec![largest(1), largest(2)]).to_xml(), Err(PaymentFileError::TooLarge));
}
