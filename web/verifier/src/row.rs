//! One row of the page against its entry of the record, and the entry against the rule.

use blkout_core::{
    ledger::{Account, Postings, TransactionKind},
    money::{CreatorSlug, Money},
    payments::{Received, Terms},
    record::entry::{Entry, SplitTerms, TransactionEntry},
};

use crate::{
    job::{Figure, Row},
    report::Faults,
};

/// What the page shows where there is nothing to show.
const NOTHING: &str = "–";

/// What came out of holding rows against their entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Rows that were held against their entries.
    pub rows: usize,
    /// Of these, rows whose split was computed again.
    pub splits: usize,
    /// Figures that were compared.
    pub figures: usize,
    /// Figures by a name that this program does not know.
    pub unknown: usize,
    /// What is wrong.
    pub faults: Faults,
}

impl Findings {
    /// Holds a row against the bytes of its entry.
    pub fn compare(&mut self, row: &Row, bytes: &[u8]) {
        self.rows += 1;
        let place = format!("Entry {} (transaction {})", row.entry, row.number);
        let entry = match Entry::decode(bytes) {
            Ok(Entry::Transaction(entry)) => entry,
            Ok(other) => return self.faults.add(format!("{place}: the record has a {} there.", other.kind())),
            Err(error) => return self.faults.add(format!("{place}: the entry {error}.")),
        };
        let payment = entry.split.as_ref().map_or("", |split| split.payment.as_str());
        if row.number != entry.number.to_string() || row.payment != payment {
            self.faults.add(format!(
                "{place}: the page says that it is about {}, the record that it is transaction {} about {}.",
                named(&row.payment),
                entry.number,
                named(payment),
            ));
        }
        let Some(postings) = self.by_the_rule(&place, &entry) else { return };
        for part in &row.parts {
            self.compare_part(&place, part, &entry, &postings);
        }
    }

    /// What the rule posts. The entry must say the same.
    fn by_the_rule(&mut self, place: &str, entry: &TransactionEntry) -> Option<Postings> {
        let posted = match entry.balanced_postings() {
            Ok(posted) => posted,
            Err(error) => {
                self.faults.add(format!("{place}: {error}."));
                return None;
            }
        };
        let Some(split) = &entry.split else { return Some(posted) };
        self.splits += 1;
        let Some(rule) = rule(entry, split) else {
            self.faults.add(format!("{place}: its amounts are not ones that a payment can have."));
            return None;
        };
        let accounts = rule.iter().chain(&posted).map(|posting| &posting.account);
        let wrong = accounts.filter(|account| rule.amount(account) != posted.amount(account)).min();
        if let Some(account) = wrong {
            let money = |postings: &Postings| Money::new(postings.amount(account), entry.currency);
            self.faults.add(format!(
                "{place}, payment {}: the record posts {} to {account}, the rule gives {}.",
                split.payment,
                money(&posted),
                money(&rule)
            ));
        }
        Some(rule)
    }

    fn compare_part(&mut self, place: &str, part: &Figure, entry: &TransactionEntry, rule: &Postings) {
        let Some(right) = expected(&part.name, entry, rule) else {
            self.unknown += 1;
            return;
        };
        self.figures += 1;
        if part.shown != right {
            let about = entry.split.as_ref().map(|split| format!(", payment {}", split.payment)).unwrap_or_default();
            let (name, shown) = (&part.name, &part.shown);
            self.faults.add(format!("{place}{about}, {name}: the page shows {shown}, the rule gives {right}."));
        }
    }
}

fn named(payment: &str) -> String {
    if payment.is_empty() { "no payment".to_owned() } else { format!("payment {payment}") }
}

/// The postings that follow from the terms of the split.
fn rule(entry: &TransactionEntry, split: &SplitTerms) -> Option<Postings> {
    let account = match entry.kind {
        TransactionKind::ManualPayment | TransactionKind::ManualRefund
            if entry.postings.iter().any(|posting| posting.account == Account::Cash) =>
        {
            Account::Cash
        }
        TransactionKind::ManualPayment | TransactionKind::ManualRefund => Account::Bank,
        _ => Account::Processor,
    };
    let terms = Terms { payment_id: &split.payment, share: split.share, weights: &split.weights };
    let after = split.before.checked_add(entry.gross)?;
    let received = Received { account, gross: entry.gross, fee: entry.fee };
    terms.redistributed(split.before, after, received).ok().map(|(_, postings)| postings)
}

/// What the page has to show for a part. `None` for a part that this program does not know.
fn expected(name: &str, entry: &TransactionEntry, rule: &Postings) -> Option<String> {
    let money = |minor: i64| Money::new(minor, entry.currency).to_string();
    // What is owed is posted as a credit, below nought.
    let owed = |account: &Account| rule.amount(account).checked_neg();
    let shared = |minor: Option<i64>| match &entry.split {
        Some(_) => minor.map(money),
        None => Some(NOTHING.to_owned()),
    };
    let all = |is_one: fn(&Account) -> bool| {
        let amounts = rule.iter().filter(|posting| is_one(&posting.account)).map(|posting| posting.amount);
        amounts.into_iter().try_fold(0_i64, i64::checked_sub)
    };
    match name {
        "gross" => Some(money(entry.gross)),
        "fee" => Some(money(entry.fee)),
        "date" => Some(entry.occurred.date().to_string()),
        "day" => Some(entry.occurred.date().iso()),
        "platform" => shared(owed(&Account::Platform)),
        "community" => shared(all(|account| matches!(account, Account::Community(_)))),
        "creators" => shared(all(|account| matches!(account, Account::Creator(_)))),
        _ => {
            let slug = CreatorSlug::new(name.strip_prefix("creator:")?).ok()?;
            entry.split.as_ref()?;
            owed(&Account::Creator(slug)).map(money)
        }
    }
}
