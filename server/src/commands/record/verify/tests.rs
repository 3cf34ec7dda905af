//! A saved record, honest and not.

use std::{fs, io::Write as _};

use blkout_core::{
    record::{
        checkpoint::Checkpoint,
        entry::{Entry, KeyEntry},
        export::{Head, Item, Reader},
        note::{KeyName, Signer},
        tile::{TILE_WIDTH, encode_bundle},
        tree::{Frontier, leaf_hash},
    },
    time::UtcMillis,
};
use blkout_store::Store;

use super::{super::export, file::FileFault, *};
use crate::{
    clock::Clock,
    commands::import::{self, Progress},
};

const NOW: UtcMillis = UtcMillis(1_767_432_771_000);
const REPORT: &str = "\
balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id,payment_metadata[creators],payment_metadata[work]
txn_1,2026-01-03 09:32:51,gbp,19.99,0.69,19.30,charge,ch_1,\"ada:2,bo:1\",Zine
txn_2,2026-01-04 10:00:00,gbp,5.00,0.30,4.70,charge,ch_2,,A gift
txn_3,2026-01-05 10:00:00,gbp,-7.01,0.00,-7.01,refund,ch_1,,
txn_4,2026-01-06 10:00:00,gbp,-2.00,0.00,-2.00,refund,ch_1,,
txn_5,2026-01-07 10:00:00,gbp,-10.00,0.00,-10.00,payout,,,
txn_6,2026-01-08 10:00:00,gbp,0.01,0.00,0.01,charge,ch_3,bo:1,A penny
";

fn signer(seed: u8) -> Signer {
    Signer::from_seed(KeyName::new("blkout.example/record").unwrap(), &[seed; 32])
}

async fn store(folder: &Path) -> Store {
    let store = Store::connect(&format!("sqlite://{}", folder.join("blkout.db").display())).await.unwrap();
    store.migrate().await.unwrap();
    let clock = Clock::manual(NOW);
    import::import(&store, REPORT.as_bytes(), &clock, false, &mut Progress::silent()).await.unwrap();
    store
}

/// The record of the report as `blkout record export` writes it.
async fn exported() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path()).await;
    let head = store.record().head().await.unwrap();
    let checkpoint = Checkpoint::new("blkout.example/record", head.size, head.root).unwrap();
    let head = Head::new(signer(1).verifier(), &checkpoint.sign(&signer(1)).unwrap()).unwrap();
    let mut bytes = Vec::new();
    export::write(&store, &head, &mut bytes).await.unwrap();
    bytes
}

/// A record of these entries, with a tree and a signature of its own: what somebody with the key could make.
fn signed(entries: &[Vec<u8>], signer: &Signer) -> Vec<u8> {
    let mut tree = Frontier::new();
    for entry in entries {
        tree.push(leaf_hash(entry)).unwrap();
    }
    let checkpoint = Checkpoint::new("blkout.example/record", tree.size(), tree.root()).unwrap();
    let head = Head::new(signer.verifier(), &checkpoint.sign(signer).unwrap()).unwrap();
    let mut file = head.to_string().into_bytes();
    for entries in entries.chunks(TILE_WIDTH.into()) {
        file.extend(entries.iter().flat_map(|entry| *leaf_hash(entry).as_bytes()));
        file.extend(encode_bundle(entries).unwrap());
    }
    file
}

fn entries(file: &[u8]) -> Vec<Vec<u8>> {
    let (mut reader, mut found) = (Reader::new(), Vec::new());
    reader.feed(file);
    while let Some(item) = reader.next().unwrap() {
        if let Item::Entry { bytes, .. } = item {
            found.push(bytes.to_vec());
        }
    }
    found
}

fn check(bytes: &[u8], given: Option<&Signer>) -> Result<look::Found, FileFault> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let given = given.map(Signer::verifier);
    file::check(&file, given.as_ref(), Some(CreatorSlug::new("bo").unwrap())).map(|(_, found)| found)
}

#[tokio::test]
async fn an_export_is_in_order_and_says_what_it_adds_up_to() {
    let found = check(&exported().await, Some(&signer(1))).unwrap();
    let summary = &found.summary;
    assert_eq!((summary.entries, summary.payments, summary.refunds), (7, 3, 2));
    let totals = &summary.totals[0];
    assert_eq!((totals.charged, totals.returned, totals.gifts, totals.paid_out), (2_500, 901, 500, 1_000));
    let statement = &found.statements.as_ref().unwrap()[0];
    assert_eq!(statement.lines.iter().map(|line| line.amount).sum::<i64>(), statement.closing);
    assert_eq!(statement.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 4, 5, 3]);
    let (name, key) = ("record.blkout".to_owned(), Box::new(signer(1).verifier()));
    let answer = Answer::InOrder { source: Source::File { name, key, given: None }, found: Box::new(found) };
    let text = answer.plain();
    for words in ["In order: record.blkout", "This key came from the file itself", "owed to bo", "Statement of bo, GBP"]
    {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&answer.json()).unwrap();
    assert_eq!((&json["in_order"], &json["key_is_the_one_given"]), (&true.into(), &false.into()));
    assert_eq!(
        json["totals"]["gbp"]["creator_pool"],
        json["creators"]["gbp"]["ada"]["earned"].as_i64().unwrap()
            + json["creators"]["gbp"]["bo"]["earned"].as_i64().unwrap()
    );
}

#[tokio::test]
async fn every_changed_byte_is_found() {
    let honest = exported().await;
    for place in 0..honest.len() {
        let mut changed = honest.clone();
        changed[place] ^= 1 << (place % 8);
        assert!(check(&changed, None).is_err(), "byte {place}");
    }
}

#[tokio::test]
async fn a_changed_figure_is_named_with_its_reason() {
    let honest = exported().await;
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let mut entries = entries(&honest);
    entries[1] = text(&entries[1]).replace("-1000 creator:ada", "-900 creator:ada").into_bytes();
    let fault = check(&signed(&entries, &signer(1)), Some(&signer(1))).unwrap_err();
    let expected =
        "entry 1 (transaction 1, charge, payment ch_1): posts −£9.00 to creator:ada, and the rule gives −£10.00";
    assert_eq!((fault.entry(), fault.to_string().as_str()), (Some(1), expected));

    // Without a tree of its own, it is found by the hash, and the rule is named all the same.
    let place = honest.windows(17).position(|bytes| bytes == b"-1000 creator:ada").unwrap();
    let mut changed = honest.clone();
    changed[place + 1] = b'2';
    let fault = check(&changed, None).unwrap_err();
    assert_eq!(fault.entry(), Some(1));
    assert!(fault.to_string().contains("it is not what its hash in the file says"), "{fault}");
    assert!(fault.to_string().contains("posts −£20.00 to creator:ada"), "{fault}");
}

#[tokio::test]
async fn a_key_from_before_a_change_of_keys_will_do_and_a_strangers_will_not() {
    let honest = exported().await;
    assert!(matches!(check(&honest, Some(&signer(9))), Err(FileFault::OtherKey { .. })));
    let (old, new) = (signer(1).verifier().to_string(), signer(2).verifier().to_string());
    let mut entry = KeyEntry { recorded: NOW, old, new, signature: String::new() };
    let text = String::from_utf8(entry.signed_text()).unwrap();
    entry.signature = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, signer(1).sign(&text).bytes);
    let mut entries = entries(&honest);
    entries.push(Entry::Key(entry).encode().unwrap());
    let changed = signed(&entries, &signer(2));
    assert!(check(&changed, Some(&signer(1))).is_ok());
    assert!(check(&changed, Some(&signer(2))).is_ok());
    assert!(matches!(check(&changed, Some(&signer(9))), Err(FileFault::OtherKey { .. })));
    // The old key cannot sign after it was replaced.
    let forged = signed(&entries, &signer(1));
    assert!(matches!(check(&forged, Some(&signer(1))), Err(FileFault::NotTheLastKey { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn this_machines_database_is_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path()).await;
    let database = database::check(&store, None).await.unwrap();
    assert_eq!((database.found.summary.entries, database.key), (7, None));
}

#[tokio::test]
async fn a_pipe_is_kept_until_it_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.blkout");
    fs::write(&path, exported().await).unwrap();
    assert!(file::check(&file::open(&path).unwrap(), None, None).is_ok());
    assert!(file::open(&folder.path().join("nothing")).is_err());
}
