//! Every row of the ledger against the entry that was recorded with it, and the kept sums against the rows.

use std::collections::BTreeMap;

use blkout_core::{
    ledger::TransactionKind,
    money::{Currency, split},
    record::entry::{Entry, TransactionEntry},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    super::{Record, entities::record_entry, rebuild, rebuild::Rebuilt},
    BATCH_ROWS, Check,
};
use crate::{
    StoreError,
    agreements::check_agreements,
    ledger::entities::{
        account_month, creator, distribution, ledger_transaction, payment, payment_weight, posting, turnover,
    },
    manual::check_manual,
    payouts::check_payouts,
};

/// What the rows add up to, to hold the kept sums against.
#[derive(Default)]
struct Sums {
    transactions: u64,
    postings: u64,
    distributions: u64,
    payments: u64,
    weights: u64,
    months: BTreeMap<(Currency, String, String), i64>,
    turnovers: BTreeMap<(Currency, TransactionKind), (i64, i64, i64)>,
    creators: BTreeMap<String, i64>,
}

impl Record<'_> {
    /// Builds the entry of every transaction again from the rows of the ledger and compares it with the record; then
    /// recomputes every kept sum. `progress` is told how many transactions are done. Best run while nobody writes.
    ///
    /// # Errors
    /// [`StoreError`] when the database does not answer; what is wrong in it is a finding and no error.
    pub async fn check_ledger(self, mut progress: impl FnMut(u64)) -> Result<Check, StoreError> {
        let reader = self.store.reader();
        let mut check = Check::default();
        let mut sums = Sums::default();
        let mut after = 0;
        loop {
            let batch = match rebuild::next(reader, after, BATCH_ROWS).await {
                Ok(batch) => batch,
                Err(StoreError::Corrupt(what)) => {
                    check.fault("ledger_transactions", format_args!("after number {after}"), what);
                    break;
                }
                Err(error) => return Err(error),
            };
            let Some(last) = batch.last() else { break };
            let before = after;
            after = i64::try_from(last.entry.number).map_err(StoreError::corrupt)?;
            let mut recorded: BTreeMap<i64, Vec<u8>> = record_entry::Entity::find()
                .filter(record_entry::Column::TransactionNumber.between(before + 1, after))
                .all(reader)
                .await?
                .into_iter()
                .filter_map(|row| Some((row.transaction_number?, row.entry)))
                .collect();
            for rebuilt in &batch {
                let number = i64::try_from(rebuilt.entry.number).map_err(StoreError::corrupt)?;
                check_transaction(&mut check, rebuilt, recorded.remove(&number).as_deref());
                check_payment(&mut check, rebuilt);
                sums.add(rebuilt);
                check.looked_at += 1;
            }
            for number in recorded.into_keys() {
                check.fault("ledger_transactions", format_args!("number {number}"), "is in the record and not here");
            }
            progress(check.looked_at);
        }
        let entries =
            record_entry::Entity::find().filter(record_entry::Column::TransactionNumber.is_not_null()).count(reader);
        let counts = [
            ("record_entries", entries.await?, sums.transactions),
            ("ledger_transactions", ledger_transaction::Entity::find().count(reader).await?, sums.transactions),
            ("postings", posting::Entity::find().count(reader).await?, sums.postings),
            ("distributions", distribution::Entity::find().count(reader).await?, sums.distributions),
            ("payments", payment::Entity::find().count(reader).await?, sums.payments),
            ("payment_weights", payment_weight::Entity::find().count(reader).await?, sums.weights),
        ];
        for (table, found, expected) in counts {
            check.equal(table, "all rows", "how many there are", (found, expected));
        }
        self.check_sums(&mut check, sums).await?;
        check_payouts(self.store, &mut check).await?;
        check_agreements(self.store, &mut check).await?;
        check_manual(self.store, &mut check).await?;
        if let Some(what) = self.store.ledger().check_figures().await? {
            check.fault("the figures", "all rows", what);
        }
        Ok(check)
    }

    async fn check_sums(self, check: &mut Check, mut sums: Sums) -> Result<(), StoreError> {
        let reader = self.store.reader();
        for row in account_month::Entity::find().all(reader).await? {
            let place = format!("{} {} {}", row.currency, row.account, row.month);
            let expected = row
                .currency
                .parse()
                .ok()
                .and_then(|currency| sums.months.remove(&(currency, row.account.clone(), row.month.clone())));
            check.equal("account_months", place, "the sum", (Some(row.amount), expected));
        }
        for ((currency, account, month), amount) in sums.months {
            check.fault(
                "account_months",
                format_args!("{currency} {account} {month}"),
                format_args!("{amount} is missing"),
            );
        }
        for row in turnover::Entity::find().all(reader).await? {
            let place = format!("{} {}", row.currency, row.kind);
            let key = row.currency.parse().ok().zip(row.kind.parse().ok());
            let expected = key.and_then(|key| sums.turnovers.remove(&key));
            check.equal("turnovers", place, "the sums", (Some((row.gross, row.gifts, row.transactions)), expected));
        }
        for (currency, kind) in sums.turnovers.into_keys() {
            check.fault("turnovers", format_args!("{currency} {kind}"), "is missing");
        }
        for row in creator::Entity::find().all(reader).await? {
            let expected = sums.creators.remove(&row.slug);
            check.equal("creators", &row.slug, "when it was opened", (Some(row.opened_at), expected));
        }
        for slug in sums.creators.into_keys() {
            check.fault("creators", slug, "is missing");
        }
        Ok(())
    }
}

impl Sums {
    fn add(&mut self, rebuilt: &Rebuilt) {
        let entry = &rebuilt.entry;
        let month = entry.occurred.month().iso();
        self.transactions += 1;
        self.postings += entry.postings.len() as u64;
        self.distributions += u64::from(rebuilt.distribution.is_some());
        for posting in &entry.postings {
            let key = (entry.currency, posting.account.to_string(), month.clone());
            let sum = self.months.entry(key).or_default();
            *sum = sum.wrapping_add(posting.amount);
        }
        let is_gift = entry.split.as_ref().is_some_and(|split| split.weights.is_gift());
        let (gross, gifts, count) = self.turnovers.entry((entry.currency, entry.kind)).or_default();
        *gross = gross.wrapping_add(entry.gross);
        *gifts = gifts.wrapping_add(if is_gift { entry.gross } else { 0 });
        *count += 1;
        if let (Some(_), Some(split)) = (&rebuilt.payment, &entry.split) {
            self.payments += 1;
            self.weights += split.weights.iter().count() as u64;
            for (creator, _) in split.weights.iter() {
                self.creators.entry(creator.to_string()).or_insert(entry.recorded.0);
            }
        }
    }
}

/// Compares with the record; says of which table the row is that differs.
fn check_transaction(check: &mut Check, rebuilt: &Rebuilt, recorded: Option<&[u8]>) {
    let entry = &rebuilt.entry;
    let place = format!("number {}", entry.number);
    let Some(recorded) = recorded else {
        check.fault("record_entries", place, "the transaction is not in the record");
        return;
    };
    let rebuilt_bytes = Entry::Transaction(entry.clone()).encode();
    if rebuilt_bytes.is_ok_and(|bytes| bytes == recorded) {
        return;
    }
    match Entry::decode(recorded) {
        Ok(Entry::Transaction(recorded)) => {
            let (table, what) = difference(entry, &recorded);
            check.fault(table, place, what);
        }
        _ => check.fault("record_entries", place, "the entry cannot be read"),
    }
}

fn difference(found: &TransactionEntry, recorded: &TransactionEntry) -> (&'static str, String) {
    if found.postings != recorded.postings {
        return ("postings", format!("are {:?} and were recorded as {:?}", found.postings, recorded.postings));
    }
    if found.split != recorded.split {
        return (
            "distributions, payments and payment_weights",
            format!("say {:?} and were recorded as {:?}", found.split, recorded.split),
        );
    }
    let lines = |entry: &TransactionEntry| {
        let bytes = Entry::Transaction(entry.clone()).encode().unwrap_or_default();
        String::from_utf8_lossy(&bytes).lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (found, recorded) = (lines(found), lines(recorded));
    let missing = recorded.iter().find(|line| !found.contains(line)).map_or("", String::as_str);
    let instead = found.iter().find(|line| !recorded.contains(line)).map_or("", String::as_str);
    ("ledger_transactions", format!("says `{instead}` and was recorded with `{missing}`"))
}

/// The columns that the entry does not hold, because they follow from what it holds.
fn check_payment(check: &mut Check, rebuilt: &Rebuilt) {
    let Rebuilt { entry, distribution, payment } = rebuilt;
    let place = format!("number {}", entry.number);
    check.equal(
        "distributions",
        &place,
        "whether there is one",
        (distribution.is_some(), entry.kind.concerns_a_payment()),
    );
    check.equal("payments", &place, "whether it brings one", (payment.is_some(), entry.kind.is_payment()));
    let (Some(terms), Some(row)) = (&entry.split, distribution) else { return };
    let after = terms.before.saturating_add(entry.gross);
    let Ok(now) = split(&terms.payment, after, terms.share, &terms.weights) else {
        check.fault("distributions", place, "what is left of the payment is below zero");
        return;
    };
    let found = (row.gross, row.creator_pool, row.platform, row.community, row.is_gift);
    let expected = (now.gross, now.creator_pool, now.platform, now.community, terms.weights.is_gift());
    check.equal("distributions", &place, "the split", (found, expected));
    if let Some(row) = payment {
        let found = (row.currency.as_str(), i64::from(row.share_bps), row.charged, row.title.as_str(), row.is_gift);
        let expected = (
            entry.currency.code(),
            i64::from(terms.share.bps()),
            entry.gross,
            entry.title.as_str(),
            terms.weights.is_gift(),
        );
        check.equal("payments", &terms.payment, "the row", (found, expected));
    }
}
