//! Witnesses and keys of the record: the last word of each witness, and one key at a time.
#![cfg(test)]

use blkout_core::{
    record::{
        checkpoint::Checkpoint,
        cosignature::{Cosignature, Witness},
        entry::{Entry, KeyEntry},
        note::{KeyName, Signer, Verifier},
        tree::leaf_hash,
    },
    time::{SECOND_MS, UtcMillis},
};
use blkout_store::{CosignError, Cosigned, MOST_WITNESSES, RotateError, SILENT_WITNESS_MS, Store};

const NOW: UtcMillis = UtcMillis(1_790_000_000_000);

fn signer(name: &str, seed: u8) -> Signer {
    Signer::from_seed(KeyName::new(name).unwrap(), &[seed; 32])
}

/// What the witness `number` says of the record at `size`, `seconds` after the start.
fn said(number: u64, size: u64, seconds: u64) -> Cosigned {
    let signer = signer(&format!("witness.example/{number}"), 9);
    let root = leaf_hash(&size.to_be_bytes());
    let checkpoint = Checkpoint::new("example.com/record", size, root).unwrap();
    Cosigned {
        witness: Witness::of(&signer),
        size,
        root,
        cosignature: Cosignature::make(&signer, &checkpoint, 1_790_000_000 + seconds),
        received_at: UtcMillis(NOW.0 + i64::try_from(seconds).unwrap() * SECOND_MS),
    }
}

pub(crate) async fn a_witness_is_listed_with_what_it_said_last(store: Store) {
    assert_eq!(store.witnesses().list().await.unwrap(), []);
    for cosigned in [said(1, 5, 0), said(2, 5, 1), said(1, 7, 2)] {
        store.witnesses().put(cosigned).await.unwrap();
    }
    assert_eq!(store.witnesses().list().await.unwrap(), [said(1, 7, 2), said(2, 5, 1)]);
}

pub(crate) async fn a_witness_never_goes_back(store: Store) {
    store.witnesses().put(said(1, 7, 10)).await.unwrap();
    for older in [said(1, 6, 20), said(1, 7, 9)] {
        assert!(matches!(store.witnesses().put(older).await, Err(CosignError::Older)));
    }
    for again in [said(1, 7, 10), said(1, 7, 11)] {
        store.witnesses().put(again.clone()).await.unwrap();
        assert_eq!(store.witnesses().list().await.unwrap(), [again]);
    }
}

pub(crate) async fn a_cosignature_sent_again_by_anybody_is_no_news(store: Store) {
    store.witnesses().put(said(1, 7, 10)).await.unwrap();
    let sent_later = Cosigned { received_at: UtcMillis(NOW.0 + SILENT_WITNESS_MS), ..said(1, 7, 10) };
    store.witnesses().put(sent_later).await.unwrap();
    assert_eq!(store.witnesses().list().await.unwrap(), [said(1, 7, 10)]);
}

pub(crate) async fn only_cosignatures_of_this_size_are_answered(store: Store) {
    for cosigned in [said(1, 5, 0), said(2, 6, 1), said(3, 6, 2)] {
        store.witnesses().put(cosigned).await.unwrap();
    }
    assert_eq!(store.witnesses().at(6).await.unwrap(), [said(3, 6, 2), said(2, 6, 1)]);
    assert_eq!(store.witnesses().at(4).await.unwrap(), []);
    assert_eq!(store.witnesses().at(u64::MAX).await.unwrap(), []);
}

pub(crate) async fn a_full_list_gives_the_place_of_the_silent(store: Store) {
    for number in 0..MOST_WITNESSES {
        store.witnesses().put(said(number, 5, number)).await.unwrap();
    }
    let refused = store.witnesses().put(said(MOST_WITNESSES, 5, MOST_WITNESSES)).await;
    assert!(matches!(refused, Err(CosignError::Full)));
    // One who is listed is still heard.
    store.witnesses().put(said(0, 6, 1_000)).await.unwrap();
    let a_month = u64::try_from(SILENT_WITNESS_MS / SECOND_MS).unwrap();
    store.witnesses().put(said(MOST_WITNESSES, 6, a_month + 2)).await.unwrap();
    let listed = store.witnesses().list().await.unwrap();
    // Witness 1 was the only one silent for more than the time; 0 had spoken again.
    assert_eq!(listed.len() as u64, MOST_WITNESSES);
    assert!(!listed.contains(&said(1, 5, 1)) && listed.contains(&said(2, 5, 2)) && listed.contains(&said(0, 6, 1_000)));
}

pub(crate) async fn a_cosignature_is_a_change_that_visitors_see(store: Store) {
    let before = store.data_version();
    store.witnesses().put(said(1, 5, 0)).await.unwrap();
    assert!(store.data_version() > before);
}

/// A change of keys, signed as it should be.
fn rotation(old: &Signer, new: &Verifier) -> KeyEntry {
    let mut entry =
        KeyEntry { recorded: NOW, old: old.verifier().to_string(), new: new.to_string(), signature: String::new() };
    let text = String::from_utf8(entry.signed_text()).unwrap();
    entry.signature = hex::encode(old.sign(&text).bytes);
    entry
}

pub(crate) async fn the_first_key_stays_until_it_is_rotated(store: Store) {
    let (first, other) = (signer("example.com/record", 1).verifier(), signer("example.com/record", 2).verifier());
    assert_eq!(store.record_keys().current().await.unwrap(), None);
    assert_eq!(store.record_keys().begin_with(&first, NOW).await.unwrap(), first);
    assert_eq!(store.record_keys().begin_with(&other, NOW).await.unwrap(), first);
    assert_eq!(store.record_keys().current().await.unwrap(), Some(first));
}

pub(crate) async fn a_rotation_is_an_entry_of_the_record(store: Store) {
    let (old, new) = (signer("example.com/record", 1), signer("example.com/record", 2).verifier());
    store.record_keys().begin_with(&old.verifier(), NOW).await.unwrap();
    let entry = rotation(&old, &new);
    let index = store.record_keys().rotate(entry.clone()).await.unwrap();
    assert_eq!(store.record_keys().current().await.unwrap(), Some(new));
    assert_eq!(store.record().head().await.unwrap().size, index + 1);
    let bytes = store.record().entries(index, 1).await.unwrap();
    assert_eq!(Entry::decode(&bytes[0]), Ok(Entry::Key(entry)));
}

pub(crate) async fn only_the_current_key_can_be_rotated(store: Store) {
    let (old, new) = (signer("example.com/record", 1), signer("example.com/record", 2));
    let rotate = |entry| store.record_keys().rotate(entry);
    assert!(matches!(rotate(rotation(&old, &new.verifier())).await, Err(RotateError::NotCurrent)));
    store.record_keys().begin_with(&old.verifier(), NOW).await.unwrap();
    rotate(rotation(&old, &new.verifier())).await.unwrap();
    assert!(matches!(rotate(rotation(&old, &new.verifier())).await, Err(RotateError::NotCurrent)));
    assert!(matches!(rotate(rotation(&new, &old.verifier())).await, Err(RotateError::Known)));
    let size = store.record().head().await.unwrap().size;
    assert_eq!(store.record().entries(0, 10).await.unwrap().len() as u64, size);
}
