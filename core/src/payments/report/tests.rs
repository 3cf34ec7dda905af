//! Rows of the report: what is read, and what is refused with its column named.

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

const HEAD: [&str; 12] = [
    "payment_metadata[work]",
    "balance_transaction_id",
    "customer_email",
    "created_utc",
    "currency",
    "gross",
    "fee",
    "net",
    "reporting_category",
    "charge_id",
    "payment_metadata[creators]",
    "anything else",
];
const ROW: [&str; 12] = [
    "Zine no. 4, \"Home\"",
    "txn_1",
    "payer@example.org",
    "2026-01-03 12:00:27",
    "gbp",
    "33.21",
    "0.69",
    "32.52",
    "charge",
    "ch_1",
    "hex-o:2, ada:1",
    "",
];

fn read_with(changes: &[(&str, &'static str)]) -> Result<Entry, ReportError> {
    let mut row = ROW;
    for (name, value) in changes {
        let place = HEAD.iter().position(|head| head == name).unwrap();
        row[place] = value;
    }
    Columns::find(&HEAD).unwrap().read(|place| row[place])
}

fn refused(changes: &[(&str, &'static str)]) -> (Column, String) {
    let error = read_with(changes).unwrap_err();
    (error.column, error.to_string())
}

#[wasm_bindgen_test(unsupported = test)]
fn a_charge_is_read_and_the_payer_left_behind() {
    let entry = read_with(&[]).unwrap();
    assert_eq!((entry.gross, entry.fee, entry.net), (3_321, 69, 3_252));
    assert_eq!(entry.work, "Zine no. 4, \"Home\"");
    assert_eq!(entry.weights.iter().map(|(c, w)| (c.as_str(), w)).collect::<Vec<_>>(), [("ada", 1), ("hex-o", 2)]);
    assert!(!format!("{entry:?}").contains("payer"));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_head_must_name_every_column_once() {
    let without_gross: Vec<&str> = HEAD.into_iter().filter(|name| *name != "gross").collect();
    assert_eq!(Columns::find(&without_gross), Err(HeaderError::Missing(Column::Gross)));
    let twice: Vec<&str> = HEAD.into_iter().chain(["net"]).collect();
    assert_eq!(Columns::find(&twice), Err(HeaderError::Twice(Column::Net)));
}

#[wasm_bindgen_test(unsupported = test)]
fn each_fault_names_its_column() {
    let column = |changes: &[(&str, &'static str)]| refused(changes).0;
    assert_eq!(column(&[("balance_transaction_id", " ")]), Column::Id);
    assert_eq!(column(&[("created_utc", "yesterday")]), Column::Created);
    assert_eq!(column(&[("currency", "xyz")]), Column::Currency);
    assert_eq!(column(&[("gross", "33.215")]), Column::Gross);
    assert_eq!(column(&[("fee", "")]), Column::Fee);
    assert_eq!(column(&[("net", "32.53")]), Column::Net);
    assert_eq!(column(&[("reporting_category", "gift")]), Column::Category);
    assert_eq!(column(&[("charge_id", "")]), Column::Charge);
    assert_eq!(column(&[("gross", "-33.21"), ("net", "-33.90")]), Column::Gross);
    assert_eq!(column(&[("gross", "99999999999999.00"), ("net", "99999999999998.31")]), Column::Gross);
    assert_eq!(column(&[("reporting_category", "refund")]), Column::Gross);
    assert_eq!(column(&[("charge_id", "a\u{0}b")]), Column::Charge);
    for bad in ["ada", "ada:0", "ada:-1", "ada:1.5", "ada:", ":1", "ada:1,", "ada:1,ada:2", "a/b:1", "ada:+1"] {
        assert_eq!(column(&[("payment_metadata[creators]", bad)]), Column::Creators, "{bad}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_payout_needs_no_charge() {
    let payout = [
        ("reporting_category", "payout"),
        ("gross", "-20.00"),
        ("fee", "0.00"),
        ("net", "-20.00"),
        ("charge_id", ""),
        ("payment_metadata[creators]", ""),
    ];
    assert_eq!(read_with(&payout).unwrap().net, -2_000);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_title_on_several_lines_is_kept_on_one() {
    let entry = read_with(&[("payment_metadata[work]", " Two\r\n  lines\u{0}\tand a tab ")]).unwrap();
    assert_eq!(entry.work, "Two lines and a tab");
}

#[wasm_bindgen_test(unsupported = test)]
fn the_digest_tells_rows_apart_by_what_matters() {
    let same = read_with(&[("customer_email", "another@example.org"), ("payment_metadata[creators]", "ada:1,hex-o:2")]);
    assert_eq!(same.unwrap().digest(), read_with(&[]).unwrap().digest());
    let other = read_with(&[("payment_metadata[creators]", "ada:2,hex-o:1")]);
    assert_ne!(other.unwrap().digest(), read_with(&[]).unwrap().digest());
}
