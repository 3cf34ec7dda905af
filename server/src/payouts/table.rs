//! The same payments as a table (CSV), for banks that take no ISO 20022 file and for the eye.

use blkout_core::payouts::bank::BankAccount;

use super::payment_file::Payment;
use crate::spreadsheet::cell;

/// The columns.
const HEAD: [&str; 9] =
    ["payout", "requested_on", "currency", "amount", "name", "sort_code", "account_number", "iban", "bic"];

/// The table, with a line for each payment in the order of the file.
///
/// # Errors
/// When the text cannot be put together.
pub fn to_csv(payments: &[Payment]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(HEAD)?;
    for payment in payments {
        let [sort_code, number, iban, bic] = match &payment.to.account {
            BankAccount::Uk { sort_code, number } => [sort_code.as_str(), number.as_str(), "", ""],
            BankAccount::International { iban, bic } => ["", "", iban.as_str(), bic.as_str()],
        };
        table.write_record([
            payment.id.as_str(),
            &payment.requested_on.iso(),
            payment.money.currency.code(),
            &payment.money.major_text(),
            &cell(payment.to.holder.as_str()),
            sort_code,
            number,
            iban,
            bic,
        ])?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

#[cfg(test)]
mod tests {
    use blkout_core::money::{Currency, Money};
    use blkout_core::payouts::bank::{AccountHolder, AccountNumber, BankDetails, SortCode};
    use blkout_core::time::CalendarDate;

    use super::*;

    #[test]
    fn numbers_keep_their_zeros_and_names_stay_text() {
        let details = |name| BankDetails {
            holder: AccountHolder::new(name).unwrap(),
            account: BankAccount::Uk {
                sort_code: SortCode::new("010203").unwrap(),
                number: AccountNumber::new("00012345").unwrap(),
            },
        };
        let payment = Payment {
            id: "0199a4c2-7b1e-7c3d-9a55-0123456789ab".parse().unwrap(),
            money: Money::new(1_050, Currency::GBP),
            requested_on: CalendarDate { year: 2026, month: 1, day: 3 },
            to: details("=HYPERLINK(\"x\")"),
        };
        let text = String::from_utf8(to_csv(&[payment]).unwrap()).unwrap();
        let expected = "0199a4c2-7b1e-7c3d-9a55-0123456789ab,2026-01-03,GBP,10.50,\
                        \"'=HYPERLINK(\"\"x\"\")\",010203,00012345,,";
        assert_eq!(text.lines().nth(1), Some(expected));
    }
}
