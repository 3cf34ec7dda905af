//! Writes an export of invented entries to standard output, signed by a throwaway key: for measuring how long
//! `blkout verify` takes, and how much memory.
//!
//!     cargo run --release -p blkout-core --example synthetic_export -- 1000000 > million.blkout
//!
//! One transaction in ten is a refund. In a long record it follows a payment that lies far back, so that the checker has
//! to go and read it again.

use std::{
    env,
    error::Error,
    io::{self, BufWriter, Write},
};

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorShare, CreatorSlug, Currency, Weights},
    payments::{Applied, Entry as Row, apply},
    record::{
        checkpoint::Checkpoint,
        entry::{Entry, PolicyEntry, TransactionEntry},
        export::Head,
        note::{KeyName, Signer},
        tile::{TILE_WIDTH, encode_bundle},
        tree::{Frontier, leaf_hash},
    },
    time::UtcMillis,
};

type Failure = Box<dyn Error>;

/// How far back a refund reaches, in transactions; and from which size of record on.
const FAR_BACK: u64 = 40_001;
const LONG: u64 = 80_000;
const CREATORS: u64 = 100;

fn main() -> Result<(), Failure> {
    let size: u64 = env::args().nth(1).ok_or("how many entries?")?.parse()?;
    let signer = Signer::from_seed(KeyName::new("synthetic.example/record")?, &[1; 32]);
    let mut tree = Frontier::new();
    for index in 0..size {
        tree.push(leaf_hash(&entry(index, size)?))?;
    }
    let checkpoint = Checkpoint::new(signer.name().as_str(), size, tree.root())?;
    let head = Head::new(signer.verifier(), &checkpoint.sign(&signer)?)?;
    let mut out = BufWriter::new(io::stdout().lock());
    write!(out, "{head}")?;
    for first in (0..size).step_by(TILE_WIDTH.into()) {
        let end = size.min(first + u64::from(TILE_WIDTH));
        let entries = (first..end).map(|index| entry(index, size)).collect::<Result<Vec<_>, _>>()?;
        for entry in &entries {
            out.write_all(leaf_hash(entry).as_bytes())?;
        }
        out.write_all(&encode_bundle(&entries)?)?;
    }
    Ok(out.flush()?)
}

/// The entry at this place of a record of `size` entries: the policy first, and then a transaction each.
fn entry(index: u64, size: u64) -> Result<Vec<u8>, Failure> {
    if index == 0 {
        let policy = PolicyEntry::of_rules(at(0), CreatorShare::FLOOR, None);
        return Ok(Entry::Policy(policy).encode()?);
    }
    let back = if size > LONG { FAR_BACK } else { 1 };
    let applied = match index.checked_sub(back) {
        Some(paid) if index.is_multiple_of(10) && paid > 0 => refund(index, paid)?,
        _ => charge(index)?,
    };
    Ok(Entry::Transaction(TransactionEntry::of(index, at(index), &applied)).encode()?)
}

fn charge(number: u64) -> Result<Applied, Failure> {
    let creators = (0..=number % 3).map(|nth| {
        let slug = CreatorSlug::new(format!("creator-{}", (number * 7 + nth * 31) % CREATORS))?;
        Ok::<_, Failure>((slug, nth + 1))
    });
    let weights = Weights::new(creators.collect::<Result<Vec<_>, _>>()?)?;
    let gross = i64::try_from(100 + number * 7_919 % 9_900)?;
    let row = row(number, number, TransactionKind::Charge, gross, (weights, format!("Zine number {}", number % 500)));
    Ok(apply(&row, None, CreatorShare::FLOOR)?)
}

fn refund(number: u64, paid: u64) -> Result<Applied, Failure> {
    let mut payment = charge(paid)?.payment.ok_or("a charge makes a payment")?;
    payment.last_transaction = Some(paid);
    let gross = -(payment.charged / 3 + 1);
    let row = row(number, paid, TransactionKind::Refund, gross, (Weights::default(), String::new()));
    Ok(apply(&row, Some(&payment), CreatorShare::FLOOR)?)
}

fn row(number: u64, paid: u64, kind: TransactionKind, gross: i64, (weights, work): (Weights, String)) -> Row {
    let fee = if kind == TransactionKind::Charge { 20 + gross / 50 } else { 0 };
    Row {
        id: format!("txn_3Q{number:020}"),
        at: at(number),
        currency: Currency::GBP,
        kind,
        gross,
        fee,
        net: gross - fee,
        charge_id: format!("ch_3Q{paid:020}"),
        weights,
        work,
    }
}

fn at(number: u64) -> UtcMillis {
    UtcMillis(1_767_432_771_000).plus_ms(i64::try_from(number).unwrap_or(0).saturating_mul(60_000))
}
