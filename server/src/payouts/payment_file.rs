//! The file that tells a bank to pay: ISO 20022 `CustomerCreditTransferInitiationV09`, that is pain.001.001.09.

use std::collections::BTreeMap;
use std::fmt;

use blkout_core::money::{Currency, Money};
use blkout_core::payouts::bank::{BankAccount, BankDetails, HOLDER_MAX_CHARS};
use blkout_core::payouts::{BatchId, PayoutId};
use blkout_core::time::{CalendarDate, UtcMillis};

use super::charset::bank_text;
use super::xml::Xml;

/// The name of the format.
pub const NAMESPACE: &str = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
/// What stands on the creator's bank statement beside the co-op's name. It says nothing more: others may read it.
const REMITTANCE: &str = "Payout";
/// Digits of an amount or a sum, decimals included (the schema's `totalDigits`).
const MOST_DIGITS: usize = 18;
/// Decimals of the sum over currencies: as many as any currency has.
const SUM_DECIMALS: u32 = 3;

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The payout; its id goes with the money from end to end.
    pub id: PayoutId,
    /// How much, more than nothing.
    pub money: Money,
    /// On which day the bank is to pay.
    pub requested_on: CalendarDate,
    /// To whom.
    pub to: BankDetails,
}

/// A file of payments from one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentFile {
    /// The file's id; its digits name the message.
    pub id: BatchId,
    /// When it was made.
    pub made_at: UtcMillis,
    /// The co-op's account.
    pub from: BankDetails,
    /// The payments.
    pub payments: Vec<Payment>,
}

/// Why there can be no such file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaymentFileError {
    /// A file without payments is none.
    #[error("there is no payment to put into a file")]
    Empty,
    /// Nothing, or less.
    #[error("a payment must be more than nothing")]
    NotPositive,
    /// More than [`MOST_DIGITS`] digits.
    #[error("an amount or a sum is too large for a bank's file")]
    TooLarge,
}

impl PaymentFile {
    /// The document. The same file gives the same bytes.
    ///
    /// # Errors
    /// [`PaymentFileError`]
    pub fn to_xml(&self) -> Result<String, PaymentFileError> {
        let groups = self.groups()?;
        let all = control_sum(&self.payments)?;
        Ok(Xml::document("Document", NAMESPACE, |xml| {
            xml.element("CstmrCdtTrfInitn", |xml| {
                xml.element("GrpHdr", |xml| {
                    xml.leaf("MsgId", &self.id.digits());
                    xml.leaf("CreDtTm", &self.made_at.rfc3339());
                    xml.leaf("NbOfTxs", &self.payments.len().to_string());
                    xml.leaf("CtrlSum", &all.to_string());
                    xml.element("InitgPty", |xml| xml.leaf("Nm", &name(&self.from)));
                });
                for (number, group) in groups.iter().enumerate() {
                    self.write_group(xml, number + 1, group);
                }
            });
        }))
    }

    /// The payments by currency and day, each with their sum.
    fn groups(&self) -> Result<Vec<Group<'_>>, PaymentFileError> {
        if self.payments.is_empty() {
            return Err(PaymentFileError::Empty);
        }
        let mut groups: BTreeMap<(Currency, CalendarDate), Vec<&Payment>> = BTreeMap::new();
        for payment in &self.payments {
            if payment.money.minor <= 0 {
                return Err(PaymentFileError::NotPositive);
            }
            fits(payment.money.minor.into())?;
            groups.entry((payment.money.currency, payment.requested_on)).or_default().push(payment);
        }
        let with_sums = groups.into_iter().map(|((_, requested_on), payments)| {
            Ok(Group { requested_on, sum: control_sum(payments.iter().copied())?, payments })
        });
        with_sums.collect()
    }

    fn write_group(&self, xml: &mut Xml, number: usize, group: &Group<'_>) {
        // 28 digits of the id, so that the number has room within 35 characters.
        let digits = self.id.digits();
        xml.element("PmtInf", |xml| {
            xml.leaf("PmtInfId", &format!("{}-{number}", &digits[4..]));
            xml.leaf("PmtMtd", "TRF");
            xml.leaf("NbOfTxs", &group.payments.len().to_string());
            xml.leaf("CtrlSum", &group.sum.to_string());
            xml.nested(&["ReqdExctnDt", "Dt"], &group.requested_on.iso());
            xml.element("Dbtr", |xml| xml.leaf("Nm", &name(&self.from)));
            write_account(xml, "DbtrAcct", &self.from.account);
            write_agent(xml, "DbtrAgt", &self.from.account);
            for payment in &group.payments {
                write_payment(xml, payment);
            }
        });
    }
}

struct Group<'f> {
    requested_on: CalendarDate,
    sum: ControlSum,
    payments: Vec<&'f Payment>,
}

fn write_payment(xml: &mut Xml, payment: &Payment) {
    let is_iban = matches!(payment.to.account, BankAccount::International { .. });
    let is_sepa = is_iban && payment.money.currency.code() == "EUR";
    xml.element("CdtTrfTxInf", |xml| {
        xml.nested(&["PmtId", "EndToEndId"], &payment.id.digits());
        if is_sepa {
            xml.nested(&["PmtTpInf", "SvcLvl", "Cd"], "SEPA");
        }
        let currency = payment.money.currency;
        xml.element("Amt", |xml| xml.leaf_with("InstdAmt", ("Ccy", currency.code()), &payment.money.major_text()));
        xml.leaf("ChrgBr", if is_sepa { "SLEV" } else { "SHAR" });
        write_agent(xml, "CdtrAgt", &payment.to.account);
        xml.element("Cdtr", |xml| xml.leaf("Nm", &name(&payment.to)));
        write_account(xml, "CdtrAcct", &payment.to.account);
        xml.nested(&["RmtInf", "Ustrd"], REMITTANCE);
    });
}

fn write_agent(xml: &mut Xml, element: &str, account: &BankAccount) {
    xml.element(element, |xml| {
        xml.element("FinInstnId", |xml| match account {
            BankAccount::Uk { sort_code, .. } => xml.element("ClrSysMmbId", |xml| {
                // The sort codes of the United Kingdom among the world's clearing systems.
                xml.nested(&["ClrSysId", "Cd"], "GBDSC");
                xml.leaf("MmbId", sort_code.as_str());
            }),
            BankAccount::International { bic, .. } => xml.leaf("BICFI", bic.as_str()),
        });
    });
}

fn write_account(xml: &mut Xml, element: &str, account: &BankAccount) {
    match account {
        BankAccount::Uk { number, .. } => xml.element(element, |xml| {
            xml.element("Id", |xml| {
                xml.element("Othr", |xml| {
                    xml.leaf("Id", number.as_str());
                    xml.nested(&["SchmeNm", "Cd"], "BBAN");
                });
            });
        }),
        BankAccount::International { iban, .. } => xml.nested(&[element, "Id", "IBAN"], iban.as_str()),
    }
}

fn name(details: &BankDetails) -> String {
    bank_text(details.holder.as_str(), HOLDER_MAX_CHARS)
}

/// The sum of amounts whatever their currency, as banks compare it: in thousandths.
#[derive(Clone, Copy)]
struct ControlSum {
    thousandths: i128,
    decimals: u8,
}

fn control_sum<'p>(payments: impl IntoIterator<Item = &'p Payment>) -> Result<ControlSum, PaymentFileError> {
    let mut sum = ControlSum { thousandths: 0, decimals: 0 };
    for Payment { money, .. } in payments {
        let missing = SUM_DECIMALS.saturating_sub(u32::from(money.currency.decimals()));
        sum.thousandths += i128::from(money.minor) * 10_i128.pow(missing);
        sum.decimals = sum.decimals.max(money.currency.decimals());
    }
    let shown = sum.thousandths / 10_i128.pow(SUM_DECIMALS - u32::from(sum.decimals));
    fits(shown).map(|()| sum)
}

fn fits(digits: i128) -> Result<(), PaymentFileError> {
    if digits.to_string().len() <= MOST_DIGITS { Ok(()) } else { Err(PaymentFileError::TooLarge) }
}

impl fmt::Display for ControlSum {
    /// With as many decimals as the currencies in it have.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per_unit = 10_i128.pow(SUM_DECIMALS);
        write!(f, "{}", self.thousandths / per_unit)?;
        match usize::from(self.decimals) {
            0 => Ok(()),
            decimals => {
                let rest = format!("{:03}", self.thousandths % per_unit);
                write!(f, ".{}", rest.get(..decimals).unwrap_or_default())
            }
        }
    }
}
