//! A small record for tests: a policy, payments, a refund and a fee, signed.

use std::collections::BTreeMap;

use blkout_core::{
    ledger::TransactionKind,
    money::{CreatorShare, CreatorSlug, Currency, Money, Weights},
    payments::{self, Payment, apply},
    record::{
        checkpoint::Checkpoint,
        entry::{Entry, PolicyEntry, TransactionEntry},
        export,
        note::{KeyName, Note, Signer},
        tile::{Bundle, Resource, TILE_WIDTH, Tile, encode_bundle},
        tree::{Frontier, Hash, NodeId, leaf_hash},
    },
    time::UtcMillis,
};

use crate::job::{Figure, Job, Row};

/// 2026-01-01.
const START: UtcMillis = UtcMillis(1_767_225_600_000);

/// A record, and the files that a server would give out.
pub(crate) struct Record {
    pub(crate) entries: Vec<Vec<u8>>,
    signer: Signer,
}

impl Record {
    /// A policy, then `payments` payments of 19.99 shared by two, then a refund of the first and a fee.
    pub(crate) fn of(payments: u64) -> Self {
        let policy = PolicyEntry::of_rules(START, CreatorShare::FLOOR, None);
        let mut entries = vec![Entry::Policy(policy).encode().unwrap()];
        let mut first: Option<Payment> = None;
        let mut number = 0;
        let mut add = |row: &payments::Entry, payment: Option<&Payment>| {
            number += 1;
            let applied = apply(row, payment, CreatorShare::FLOOR).unwrap();
            let entry = TransactionEntry::of(number, row.at, &applied);
            entries.push(Entry::Transaction(entry).encode().unwrap());
            applied.payment.map(|payment| Payment { last_transaction: Some(number), ..payment })
        };
        for index in 1..=payments {
            let payment =
                add(&row(TransactionKind::Charge, &format!("txn_{index}"), 1_999, &format!("ch_{index}")), None);
            first = first.or(payment);
        }
        add(&row(TransactionKind::Refund, "txn_refund", -999, "ch_1"), first.as_ref());
        add(&row(TransactionKind::Fee, "txn_fee", -200, ""), None);
        let signer = Signer::from_seed(KeyName::new("test.invalid/record").unwrap(), &[7; 32]);
        Self { entries, signer }
    }

    pub(crate) fn size(&self) -> u64 {
        self.entries.len() as u64
    }

    pub(crate) fn key(&self) -> String {
        self.signer.verifier().to_string()
    }

    /// The signed head over the first `size` entries.
    pub(crate) fn checkpoint(&self, size: u64) -> Vec<u8> {
        let (tree, _) = self.tree(size);
        let checkpoint = Checkpoint::new("test.invalid/record", size, tree.root()).unwrap();
        checkpoint.sign(&self.signer).unwrap().to_string().into_bytes()
    }

    /// The record as the export writes it.
    pub(crate) fn export(&self) -> Vec<u8> {
        let note = Note::parse(&self.checkpoint(self.size())).unwrap();
        let mut file = export::Head::new(self.signer.verifier(), &note).unwrap().to_string().into_bytes();
        for bundle in Bundle::all(self.size()) {
            let tile = Tile { level: 0, index: bundle.index, width: bundle.width };
            file.extend(self.piece(Resource::Tile(tile)));
            file.extend(self.piece(Resource::Bundle(bundle)));
        }
        file
    }

    /// What a server gives out for a piece of the record at its full size.
    pub(crate) fn piece(&self, piece: Resource) -> Vec<u8> {
        let range = |index: u64, width: u16| {
            let start = usize::try_from(index * u64::from(TILE_WIDTH)).unwrap();
            start..start + usize::from(width)
        };
        match piece {
            Resource::Bundle(Bundle { index, width }) => encode_bundle(&self.entries[range(index, width)]).unwrap(),
            Resource::Tile(Tile { level, index, width }) => {
                let (_, nodes) = self.tree(self.size());
                let first = index * u64::from(TILE_WIDTH);
                let node = |index| nodes[&NodeId { level: level * 8, index }];
                (first..first + u64::from(width)).flat_map(|index| *node(index).as_bytes()).collect()
            }
        }
    }

    /// A page that shows the transactions from entry `from` on, as the record has them, with no totals.
    pub(crate) fn page(&self, from: u64) -> Job {
        let rows = (from..self.size()).filter_map(|entry| {
            let bytes = &self.entries[usize::try_from(entry).unwrap()];
            let Ok(Entry::Transaction(transaction)) = Entry::decode(bytes) else { return None };
            let money = |minor| Money::new(minor, transaction.currency).to_string();
            let posted = |is_one: &dyn Fn(&str) -> bool| {
                let postings = transaction.postings.iter().filter(|posting| is_one(&posting.account.to_string()));
                money(-postings.map(|posting| posting.amount).sum::<i64>())
            };
            let figure = |name: &str, shown| Figure { name: name.to_owned(), shown };
            let mut parts = vec![figure("gross", money(transaction.gross)), figure("fee", money(transaction.fee))];
            if transaction.split.is_some() {
                parts.push(figure("platform", posted(&|account| account == "platform")));
                parts.push(figure("community", posted(&|account| account.starts_with("community:"))));
                parts.push(figure("creator:ada", posted(&|account| account == "creator:ada")));
                parts.push(figure("creator:bo", posted(&|account| account == "creator:bo")));
            }
            let payment = transaction.split.map(|split| split.payment).unwrap_or_default();
            Some(Row { entry, number: transaction.number.to_string(), payment, parts })
        });
        Job { is_whole: false, key: self.key(), size: self.size(), rows: rows.collect(), figures: Vec::new() }
    }

    fn tree(&self, size: u64) -> (Frontier, BTreeMap<NodeId, Hash>) {
        let (mut tree, mut nodes) = (Frontier::new(), BTreeMap::new());
        for bytes in self.entries.iter().take(usize::try_from(size).unwrap()) {
            tree.push_with(leaf_hash(bytes), |node, hash| {
                nodes.insert(node, hash);
            })
            .unwrap();
        }
        (tree, nodes)
    }
}

fn row(kind: TransactionKind, id: &str, gross: i64, charge: &str) -> payments::Entry {
    let fee = if kind == TransactionKind::Charge { 49 } else { 0 };
    let weights = [("ada", 2), ("bo", 1)].map(|(slug, weight)| (CreatorSlug::new(slug).unwrap(), weight));
    let weights = if kind == TransactionKind::Charge { Weights::new(weights).unwrap() } else { Weights::default() };
    payments::Entry {
        id: id.to_owned(),
        at: START,
        currency: Currency::GBP,
        kind,
        gross,
        fee,
        net: gross - fee,
        charge_id: charge.to_owned(),
        weights,
        work: if kind == TransactionKind::Charge { "A zine".to_owned() } else { String::new() },
    }
}
