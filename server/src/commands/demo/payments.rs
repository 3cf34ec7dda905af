//! The invented payments, as a report of the payment processor, so that they come in by the import like real ones.

use blkout_core::{
    money::{Currency, Money},
    time::{DAY_MS, HOUR_MS, UtcMillis},
};

use super::dice::Dice;

/// Charges in the report.
const CHARGES: i64 = 240;
/// The days over which they are spread, up to the day of the demonstration.
const DAYS: i64 = 270;
/// The seed of the dice.
const SEED: u64 = 1987;
/// What is sold, the lowest and the highest price in pence, and who shares it.
const WORKS: [(&str, u64, u64, &str); 10] = [
    ("Zine no. 7, “Homecoming”", 450, 900, "amara-j:2,zuri-m:1"),
    ("Portrait print, A3", 3_500, 6_000, "amara-j:1"),
    ("Ballroom workshop, one evening", 1_200, 1_800, "dele-o:1"),
    ("Oral history evening, ticket", 500, 1_500, "nia-w:3,temi-a:2,jojo-s:2"),
    ("“Lavender Hour” (EP)", 700, 1_200, "temi-a:1,jojo-s:1"),
    ("Film night, ticket", 600, 1_000, "zuri-m:1"),
    ("Poetry chapbook", 800, 1_100, "nia-w:1"),
    ("Commission: mural sketch", 18_000, 42_000, "amara-j:1,dele-o:1"),
    ("Cooking together, recipe book", 1_000, 1_600, "jojo-s:1"),
    ("For the community fund", 300, 10_000, ""),
];
/// The head of the report; the payers' columns are not even there.
const HEAD: &str = "balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id,\
                    payment_metadata[creators],payment_metadata[work]\n";

/// A report of invented payments up to `now`.
pub(super) fn report(now: UtcMillis) -> String {
    let mut report = Report { text: HEAD.to_owned(), rows: 0, balance: 0, now };
    let mut dice = Dice::new(SEED);
    let start = now.plus_ms(-DAYS * DAY_MS);
    for number in 0..CHARGES {
        let at = start.plus_ms(number * DAYS * DAY_MS / CHARGES + i64::try_from(dice.below(9)).unwrap_or(0) * HOUR_MS);
        let (work, least, most, creators) = dice.pick(&WORKS);
        let gross = i64::try_from(least + dice.below((most - least) / 50 + 1) * 50).unwrap_or(500);
        let fee = gross * 15 / 1_000 + 20;
        let charge = format!("ch_demo_{number:04}");
        report.row(at, "charge", gross, fee, &charge, creators, work);
        match dice.below(24) {
            0 => report.row(at.plus_ms(2 * DAY_MS), "refund", -gross, 0, &charge, "", ""),
            1 => report.row(at.plus_ms(3 * DAY_MS), "refund", -(gross / 3), 0, &charge, "", ""),
            2 if number % 3 == 0 => {
                report.row(at.plus_ms(9 * DAY_MS), "dispute", -gross, 2_000, &charge, "", "");
                report.row(at.plus_ms(30 * DAY_MS), "dispute_reversal", gross, 0, &charge, "", "");
            }
            _ => {}
        }
        if number % 20 == 19 {
            let payout = report.balance * 9 / 10;
            report.row(at.plus_ms(HOUR_MS), "payout", -payout, 0, "", "", "");
        }
        if number % 40 == 39 {
            report.row(at.plus_ms(2 * HOUR_MS), "fee", -350, 0, "", "", "");
        }
    }
    report.text
}

struct Report {
    text: String,
    rows: u32,
    balance: i64,
    now: UtcMillis,
}

impl Report {
    #[expect(clippy::too_many_arguments, reason = "the columns of the report, in their order")]
    fn row(&mut self, at: UtcMillis, kind: &str, gross: i64, fee: i64, charge: &str, creators: &str, work: &str) {
        if at > self.now {
            return;
        }
        self.rows += 1;
        self.balance += gross - fee;
        let major = |minor| Money::new(minor, Currency::GBP).major_text();
        let instant = at.rfc3339().replace('T', " ").replace('Z', "");
        let (gross, fee, net) = (major(gross), major(fee), major(gross - fee));
        let work = work.replace('"', "\"\"");
        let row = format!(
            "txn_demo_{:05},{instant},gbp,{gross},{fee},{net},{kind},{charge},\"{creators}\",\"{work}\"\n",
            self.rows
        );
        self.text.push_str(&row);
    }
}
