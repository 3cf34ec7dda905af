//! Cosignatures: what they cover, and what is refused.

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::record::tree::leaf_hash;

fn signer(name: &str, seed: u8) -> Signer {
    Signer::from_seed(KeyName::new(name).unwrap(), &[seed; 32])
}

fn cosigned(seconds: u64) -> (Checkpoint, Note, Witness) {
    let (log, witness) = (signer("example.com/log", 1), signer("witness.example/w1", 2));
    let checkpoint = Checkpoint::new("example.com/log", 3, leaf_hash(b"x")).unwrap();
    let mut note = checkpoint.sign(&log).unwrap();
    let cosignature = Cosignature::make(&witness, &checkpoint, seconds);
    let witness = Witness::of(&witness);
    note.add(witness.line(&cosignature)).unwrap();
    (checkpoint, note, witness)
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_signed_is_the_message_of_the_specification() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    assert_eq!(message(text, 1_679_315_147), format!("cosignature/v1\ntime 1679315147\n{text}"));
    // Its example line: the time stands before the signature.
    let line = "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==";
    let line = NoteSignature::parse(line).unwrap();
    assert_eq!(Cosignature::from_bytes(&line.bytes).unwrap().seconds, 1_679_315_147);
    assert_eq!(line.key_id.to_string(), "8d66cf3f");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_cosignature_is_read_back_from_the_note() {
    let (_, note, witness) = cosigned(1_700_000_000);
    let note = Note::parse(note.to_string().as_bytes()).unwrap();
    assert_eq!(witness.verify(&note).unwrap().seconds, 1_700_000_000);
    assert_eq!(witness.to_string().parse(), Ok(witness.clone()));
    let stranger = Witness::of(&signer("witness.example/w1", 3));
    assert_eq!(stranger.verify(&note), Err(CosignatureError::NotSigned));
    let renamed = Witness::of(&signer("witness.example/w2", 2));
    assert_eq!(renamed.verify(&note), Err(CosignatureError::NotSigned));
}

#[wasm_bindgen_test(unsupported = test)]
fn time_text_and_signature_are_all_covered() {
    let (checkpoint, note, witness) = cosigned(1_700_000_000);
    for at in 0..72 {
        let mut altered = checkpoint.sign(&signer("example.com/log", 1)).unwrap();
        let mut line = note.signatures()[1].clone();
        line.bytes[at] ^= 1;
        altered.add(line).unwrap();
        assert_eq!(witness.verify(&altered), Err(CosignatureError::FalseSignature), "{at}");
    }
    let other = Checkpoint::new("example.com/log", 4, checkpoint.root()).unwrap();
    let mut other = other.sign(&signer("example.com/log", 1)).unwrap();
    other.add(note.signatures()[1].clone()).unwrap();
    assert_eq!(witness.verify(&other), Err(CosignatureError::FalseSignature));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_latest_of_several_counts_and_each_must_be_true() {
    let (checkpoint, mut note, witness) = cosigned(20);
    note.add(witness.line(&Cosignature::make(&signer("witness.example/w1", 2), &checkpoint, 10))).unwrap();
    assert_eq!(witness.verify(&note).unwrap().seconds, 20);
    note.add(NoteSignature { name: witness.name().clone(), key_id: witness.key_id(), bytes: vec![0; 72] }).unwrap();
    assert_eq!(witness.verify(&note), Err(CosignatureError::FalseSignature));
}

#[wasm_bindgen_test(unsupported = test)]
fn only_checkpoints_are_cosigned() {
    let key = signer("witness.example/w1", 2);
    let mut note = Note::new("hello\n").unwrap();
    let bytes = [5_u64.to_be_bytes().as_slice(), &key.sign_bytes(message("hello\n", 5).as_bytes())].concat();
    note.add(NoteSignature { name: key.name().clone(), key_id: Witness::of(&key).key_id(), bytes }).unwrap();
    assert_eq!(Witness::of(&key).verify(&note), Err(CosignatureError::NotACheckpoint));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_forms_keep_within_the_format() {
    let (checkpoint, ..) = cosigned(1);
    let late = Cosignature::make(&signer("w", 2), &checkpoint, u64::MAX);
    assert_eq!(late.seconds, LATEST_SECOND);
    assert_eq!(Cosignature::from_bytes(&late.to_bytes()), Some(late));
    assert_eq!(Cosignature::from_bytes(&[0xff; 72]), None);
    assert_eq!(Cosignature::from_bytes(&[0; 71]), None);
    assert_eq!(Cosignature::from_bytes(&[0; 73]), None);
    // A log's key is not a witness's, nor the other way round.
    let log = signer("example.com/log", 1).verifier().to_string();
    assert_eq!(log.parse::<Witness>(), Err(KeyError::Algorithm));
}
