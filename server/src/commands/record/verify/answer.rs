//! What `blkout verify` says: in words, or as JSON.

use std::{collections::BTreeMap, fmt::Write as _};

use blkout_core::{
    ledger::Statement,
    money::Money,
    record::{audit::Summary, note::Verifier},
};
use blkout_store::Finding;
use serde_json::{Value, json};

use super::look::Found;
use crate::commands::ledger;

/// What came out.
#[derive(Debug)]
pub(super) enum Answer {
    /// Nothing is wrong.
    InOrder { source: Source, found: Box<Found> },
    /// Something is.
    NotInOrder { name: String, entry: Option<u64>, reason: String, rows: Vec<Finding> },
}

/// What was looked at.
#[derive(Debug)]
pub(super) enum Source {
    /// A file, signed by `key`; `given` is the key that the reader knows.
    File { name: String, key: Box<Verifier>, given: Option<Box<Verifier>> },
    /// The database of this machine, and the key that signs its record.
    Database(Option<Box<Verifier>>),
}

impl Answer {
    pub(super) fn is_in_order(&self) -> bool {
        matches!(self, Self::InOrder { .. })
    }

    /// In words.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::NotInOrder { name, reason, .. } => format!("NOT in order: {name}\n{reason}."),
            Self::InOrder { source, found } => {
                let Found { summary, statements, .. } = found.as_ref();
                let mut text = format!("In order: {}\n\n{}\n", source.name(), source.signed(found));
                text.push_str(&checked(summary, source));
                for totals in &summary.totals {
                    let _ = write!(text, "\n{}", ledger::plain(std::slice::from_ref(totals)));
                    text.push_str(&owed(summary, totals.currency));
                }
                for statement in statements.iter().flatten() {
                    text.push_str(&statement_text(statement));
                }
                if statements.as_ref().is_some_and(Vec::is_empty) {
                    text.push_str("\nThe record has nothing about this creator.\n");
                }
                text.trim_end().to_owned()
            }
        }
    }

    /// As one object.
    pub(super) fn json(&self) -> String {
        let answer = match self {
            Self::NotInOrder { name, entry, reason, rows } => {
                let rows = rows.iter().map(|row| json!({ "table": row.table, "row": row.row, "what": row.what }));
                let rows: Vec<Value> = rows.collect();
                json!({ "in_order": false, "checked": name, "entry": entry, "reason": reason, "rows": rows })
            }
            Self::InOrder { source, found } => in_order(source, found),
        };
        answer.to_string()
    }
}

impl Source {
    fn name(&self) -> &str {
        match self {
            Self::File { name, .. } => name,
            Self::Database(_) => "this database",
        }
    }

    fn key(&self) -> Option<&Verifier> {
        match self {
            Self::File { key, .. } => Some(key),
            Self::Database(key) => key.as_deref(),
        }
    }

    fn is_known(&self) -> bool {
        matches!(self, Self::File { given: Some(_), .. })
    }

    /// Who signed it, and what that is worth.
    fn signed(&self, found: &Found) -> String {
        let changes = found.keys.len().saturating_sub(1);
        match self {
            Self::File { key, given: None, .. } => format!(
                "Signed by {key} (key id {}).\nThis key came from the file itself, so what is shown is that the file \
                 agrees with itself, not whose it is.\nGive the key that you know from elsewhere with --key.",
                key.key_id()
            ),
            Self::File { key, given: Some(given), .. } if given == key => {
                format!("Signed by {key} (key id {}), the key that you gave.", key.key_id())
            }
            Self::File { key, given: Some(given), .. } => format!(
                "Signed by {key} (key id {}).\nThe key that you gave (key id {}) leads there: each new key was signed \
                 by the one before. Changes of the key in this record: {changes}.",
                key.key_id(),
                given.key_id()
            ),
            Self::Database(Some(key)) => format!("Its record is signed by {key} (key id {}).", key.key_id()),
            Self::Database(None) => "Its record has not been signed yet.".to_owned(),
        }
    }
}

fn checked(summary: &Summary, source: &Source) -> String {
    let Summary { entries, payments, refunds, payouts, not_understood, clock_went_back, .. } = summary;
    let place = match source {
        Source::File { .. } => "every byte of the file; each entry's place under the signed root",
        Source::Database(_) => {
            "each entry's place in the tree; every row of the ledger against its entry; the kept sums against the rows; \
             every closed vote counted again"
        }
    };
    let mut text = format!(
        "\nChecked: {place}. Entries: {entries}. Payments: {payments}; refunds and disputes: {refunds}; each split and \
         each posting was computed again. Payouts: {payouts}; each step follows from the one before. No payment stands \
         there twice; balances and totals fit.\nNot checked: whether what was reported to the record is what happened. \
         When entries were recorded, the marks of approvals and a few more fields stand there as they were signed; \
         docs/checking.md names them.\n"
    );
    if *not_understood > 0 {
        let _ = writeln!(
            text,
            "Not understood: {not_understood} entries of kinds that this version does not know. They are as they were \
             signed; what they say was not checked."
        );
    }
    if *clock_went_back > 0 {
        let _ = writeln!(
            text,
            "Entries recorded at an earlier time than the one before: {clock_went_back}. A clock was set back; that is no fault."
        );
    }
    for (currency, lowest) in &summary.lowest_shares {
        let _ = writeln!(
            text,
            "Lowest share ever paid to creators in {currency}: {} ({}), after transaction {}.",
            lowest.share,
            lowest.share.per_cent_down(),
            lowest.number
        );
    }
    text
}

fn owed(summary: &Summary, currency: blkout_core::money::Currency) -> String {
    let mut text = String::new();
    for ((_, creator), account) in summary.owed.iter().filter(|((of, _), _)| *of == currency) {
        let now =
            account.now().map_or_else(|| "too large to say".to_owned(), |now| Money::new(now, currency).to_string());
        let name = format!("  owed to {creator}");
        let _ = writeln!(text, "{name:<24}{now:>24}");
    }
    text
}

fn statement_text(statement: &Statement) -> String {
    let Statement { creator, currency, lines, closing, .. } = statement;
    let money = |minor| Money::new(minor, *currency).to_string();
    let mut text = format!("\nStatement of {creator}, {currency}\n");
    for line in lines {
        let of = line.payment_id.as_deref().unwrap_or_default();
        let (date, amount, balance) = (line.at.date().iso(), money(line.amount), money(line.balance));
        let what = line.kind.label();
        let _ = writeln!(text, "  {:>8}  {date}  {what:<32} {amount:>14} {balance:>14}  {of}", line.number);
    }
    let _ = writeln!(text, "  owed now: {}", money(*closing));
    text
}

fn in_order(source: &Source, found: &Found) -> Value {
    let summary = &found.summary;
    let code = |currency: &blkout_core::money::Currency| currency.code().to_ascii_lowercase();
    let totals: BTreeMap<String, _> = summary.totals.iter().map(|of| (code(&of.currency), of)).collect();
    let mut owed: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for ((currency, creator), account) in &summary.owed {
        let figures = json!({ "earned": account.earned, "paid_out": account.paid_out, "owed": account.now() });
        owed.entry(code(currency)).or_default().insert(creator.to_string(), figures);
    }
    let lowest = |(currency, lowest): (&_, &blkout_core::ledger::LowestShare)| {
        let share = json!([lowest.share.part(), lowest.share.whole()]);
        (code(currency), json!({ "share": share, "transaction": lowest.number }))
    };
    let lowest: BTreeMap<String, Value> = summary.lowest_shares.iter().map(lowest).collect();
    let statements = found
        .statements
        .as_ref()
        .map(|all| all.iter().map(|of| (code(&of.currency), of)).collect::<BTreeMap<String, &Statement>>());
    json!({
        "in_order": true,
        "checked": source.name(),
        "key": source.key().map(ToString::to_string),
        "key_id": source.key().map(|key| key.key_id().to_string()),
        "key_is_the_one_given": source.is_known(),
        "keys": found.keys,
        "entries": summary.entries,
        "transactions": summary.transactions,
        "payments": summary.payments,
        "refunds": summary.refunds,
        "payouts": summary.payouts,
        "not_understood": summary.not_understood,
        "clock_went_back": summary.clock_went_back,
        "totals": totals,
        "creators": owed,
        "lowest_share": lowest,
        "statements": statements,
    })
}
