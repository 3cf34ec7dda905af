//! A statement as CSV (RFC 4180), for spreadsheets.

use blkout_core::{
    ledger::{Statement, StatementLine},
    money::Money,
};

use crate::spreadsheet::cell;

/// The whole file. Amounts are in major units without signs of currency.
///
/// # Errors
/// Those of the writer; memory does not refuse.
pub(super) fn write(statement: &Statement) -> Result<Vec<u8>, csv::Error> {
    let major = |minor| Money::new(minor, statement.currency).major_text();
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record([
        "number",
        "date_utc",
        "kind",
        "payment_id",
        "title",
        "currency",
        "paid",
        "all_creators",
        "platform",
        "community",
        "fee_borne_by_coop",
        "yours",
        "balance",
    ])?;
    let code = statement.currency.code();
    let balance = |file: &mut csv::Writer<Vec<u8>>, what: &str, minor| {
        file.write_record(["", "", what, "", "", code, "", "", "", "", "", "", &major(minor)])
    };
    balance(&mut file, "opening balance", statement.opening)?;
    for line in &statement.lines {
        let StatementLine {
            number,
            at,
            kind,
            payment_id,
            title,
            gross,
            fee,
            creator_pool,
            platform,
            community,
            amount,
            balance,
        } = line;
        file.write_record([
            number.to_string(),
            at.rfc3339(),
            kind.word().to_owned(),
            cell(payment_id.as_deref().unwrap_or_default()).into_owned(),
            cell(title).into_owned(),
            code.to_owned(),
            major(*gross),
            major(*creator_pool),
            major(*platform),
            major(*community),
            major(*fee),
            major(*amount),
            major(*balance),
        ])?;
    }
    balance(&mut file, "closing balance", statement.closing)?;
    file.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{line, statement};
    use super::*;

    #[test]
    fn a_title_never_becomes_a_formula() {
        let line = StatementLine { title: "=HYPERLINK(\"x\"), \"two\"".to_owned(), ..line(1, 1_000) };
        let file = String::from_utf8(write(&statement(0, vec![line])).unwrap()).unwrap();
        let expected = "1,2026-01-03T09:32:51Z,charge,ch_1,\"'=HYPERLINK(\"\"x\"\"), \"\"two\"\"\",GBP,19.99,15.00,1.99,3.00,0.20,\
                        10.00,10.00";
        assert_eq!(file.lines().nth(2), Some(expected));
    }
}
