//! Every change of a file is found, wherever it is.

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::record::{
    checkpoint::Checkpoint,
    note::{KeyName, Signer},
    tile::{Bundle, TILE_WIDTH, encode_bundle},
    tree::{Frontier, leaf_hash},
};

fn signer() -> Signer {
    Signer::from_seed(KeyName::new("blkout.example/record").unwrap(), &[7; 32])
}

fn entries(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|n| format!("entry number {n}\n").into_bytes()).collect()
}

/// The file that a server would write.
fn file(entries: &[Vec<u8>]) -> Vec<u8> {
    let mut tree = Frontier::new();
    for entry in entries {
        tree.push(leaf_hash(entry)).unwrap();
    }
    let checkpoint = Checkpoint::new("blkout.example/record", tree.size(), tree.root()).unwrap();
    let head = Head::new(signer().verifier(), &checkpoint.sign(&signer()).unwrap()).unwrap();
    let mut file = head.to_string().into_bytes();
    for bundle in entries.chunks(TILE_WIDTH.into()) {
        for entry in bundle {
            file.extend_from_slice(leaf_hash(entry).as_bytes());
        }
        file.extend(encode_bundle(bundle).unwrap());
    }
    file
}

/// Reads a file in pieces of this size.
fn read(file: &[u8], piece: usize) -> Result<Vec<Vec<u8>>, ExportError> {
    let mut reader = Reader::new();
    let mut found = Vec::new();
    for piece in file.chunks(piece) {
        reader.feed(piece);
        while let Some(item) = reader.next()? {
            if let Item::Entry { index, offset, bytes } = item {
                assert_eq!(index, found.len() as u64);
                let start = usize::try_from(offset).unwrap();
                assert_eq!(&file[start..start + bytes.len()], bytes);
                found.push(bytes.to_vec());
            }
        }
    }
    reader.finish()?;
    Ok(found)
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_written_reads_back_in_any_pieces() {
    for count in [0, 1, 2, 255, 256, 257, 600] {
        let entries = entries(count);
        let file = file(&entries);
        for piece in [1, 7, 100, file.len()] {
            assert_eq!(read(&file, piece).as_ref(), Ok(&entries), "{count} in pieces of {piece}");
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn bundles_are_where_others_expect_them() {
    let entries = entries(300);
    let file = file(&entries);
    let bundle = Bundle::of(1, 300).unwrap();
    assert_eq!(bundle.width, 44);
    let last = encode_bundle(&entries[256..]).unwrap();
    assert!(file.ends_with(&last));
}

#[wasm_bindgen_test(unsupported = test)]
fn every_flipped_byte_is_found() {
    let file = file(&entries(5));
    for place in 0..file.len() {
        for flip in [1_u8, 2, 4, 8, 16, 32, 64, 128, 255] {
            let mut changed = file.clone();
            changed[place] ^= flip;
            assert!(read(&changed, 64).is_err(), "byte {place} ^ {flip}: {:?}", String::from_utf8_lossy(&changed));
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_missing_added_or_moved_byte_is_found() {
    let file = file(&entries(5));
    for place in 0..=file.len() {
        assert!(place == file.len() || read(&file[..place], 50).is_err(), "cut off at {place}");
        let (before, after) = file.split_at(place);
        for added in [0_u8, b'\n', b' ', b'0', b'=', b'A', 0xff] {
            assert!(read(&[before, &[added], after].concat(), 50).is_err(), "{added} added at {place}");
        }
        let Some((_, rest)) = after.split_first() else { continue };
        assert!(read(&[before, rest].concat(), 50).is_err(), "byte {place} left out");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_changed_entry_is_named() {
    let (entries, mut file) = (entries(300), file(&entries(300)));
    let place = file.windows(entries[280].len()).position(|bytes| bytes == entries[280]).unwrap();
    file[place + 3] ^= 1;
    assert_eq!(read(&file, 1_000), Err(ExportError::Entry(280)));
    let mut reader = Reader::new();
    reader.feed(&file);
    while reader.next().is_ok() {}
    assert_eq!(reader.refused(), Some(&file[place..place + entries[280].len()]));
}

#[wasm_bindgen_test(unsupported = test)]
fn an_entry_changed_together_with_its_hash_is_found_at_the_root() {
    let entries = entries(3);
    let mut file = file(&entries);
    let changed = b"entry number 7\n";
    for (old, new) in [
        (leaf_hash(&entries[1]).as_bytes().to_vec(), leaf_hash(changed).as_bytes().to_vec()),
        (entries[1].clone(), changed.to_vec()),
    ] {
        let place = file.windows(old.len()).position(|bytes| bytes == old).unwrap();
        file[place..place + old.len()].copy_from_slice(&new);
    }
    assert_eq!(read(&file, 100), Err(ExportError::Root));
}

#[wasm_bindgen_test(unsupported = test)]
fn signatures_of_others_are_refused() {
    let checkpoint = Checkpoint::new("blkout.example/record", 0, Frontier::new().root()).unwrap();
    let mut note = checkpoint.sign(&signer()).unwrap();
    let stranger = Signer::from_seed(KeyName::new("somebody.example").unwrap(), &[9; 32]);
    note.add(stranger.sign(note.text())).unwrap();
    assert_eq!(Head::new(signer().verifier(), &note), Err(HeadError::Extra));
    let foreign = checkpoint.sign(&stranger).unwrap();
    assert!(matches!(Head::new(signer().verifier(), &foreign), Err(HeadError::Checkpoint(_))));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_head_without_an_end_is_not_waited_for() {
    let mut reader = Reader::new();
    reader.feed(&[b'x'; 600]);
    assert!(matches!(reader.next(), Err(ExportError::Head(HeadError::Format))));
    assert_eq!(Reader::new().finish(), Err(ExportError::NoHead));
}
