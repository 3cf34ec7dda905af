//! Checkpoints: one form, the right log, the right key.

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;
use crate::record::note::KeyName;
use crate::record::tree::{empty_root, leaf_hash};

const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

fn signer() -> Signer {
    Signer::from_seed(KeyName::new("example.com/log").unwrap(), &[7; 32])
}

#[wasm_bindgen_test(unsupported = test)]
fn the_text_of_the_specification_reads_back() {
    let text = format!("example.com/behind-the-sofa\n20852163\n{ROOT}\n");
    let checkpoint = Checkpoint::parse(&text).unwrap();
    assert_eq!(checkpoint.to_string(), text);
    assert_eq!((checkpoint.origin(), checkpoint.size()), ("example.com/behind-the-sofa", 20_852_163));
    assert_eq!(checkpoint.root().to_base64(), ROOT);
    let extended = format!("{text}one more\nand another\n");
    let checkpoint = Checkpoint::parse(&extended).unwrap();
    assert_eq!(checkpoint.to_string(), extended);
    assert_eq!(checkpoint.extensions(), ["one more", "and another"]);
}

#[wasm_bindgen_test(unsupported = test)]
fn every_other_form_is_refused() {
    for text in [
        "",
        "\n",
        "\n\n\n",
        "a\n1\n",
        "a\n1\nROOT",
        "\n1\nROOT\n",
        "a\n\nROOT\n",
        "a\n01\nROOT\n",
        "a\n+1\nROOT\n",
        "a\n-1\nROOT\n",
        "a\n 1\nROOT\n",
        "a\n1 \nROOT\n",
        "a\n18446744073709551616\nROOT\n",
        "a\n1\nROOT \n",
        "a\n1\nROOT\n\n",
        "a\n1\nROOT\nx\n\ny\n",
        "a\r\n1\nROOT\n",
        "a\n1\n00\n",
        "a\n1\nCsUYapGGPo4=\n",
        "a\n1\nROOT\n\t\n",
    ] {
        let text = text.replace("ROOT", ROOT);
        assert_eq!(Checkpoint::parse(&text), Err(CheckpointError::Form), "{text:?}");
    }
    for size in ["0", "18446744073709551615"] {
        assert!(Checkpoint::parse(&format!("a b\n{size}\n{ROOT}\n")).is_ok());
    }
    assert_eq!(Checkpoint::new("", 0, empty_root()), Err(CheckpointError::Form));
    assert_eq!(Checkpoint::new("a\nb", 0, empty_root()), Err(CheckpointError::Form));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_signed_checkpoint_is_trusted_for_its_own_log_and_key() {
    let checkpoint = Checkpoint::new("example.com/log", 3, leaf_hash(b"x")).unwrap();
    let note = checkpoint.sign(&signer()).unwrap();
    let bytes = note.to_string().into_bytes();
    let (log, stranger) = (signer().verifier(), Signer::from_seed(signer().name().clone(), &[8; 32]).verifier());
    let read = |bytes: &[u8], key, origin| Checkpoint::parse_and_verify(bytes, key, origin);
    assert_eq!(read(&bytes, &log, "example.com/log"), Ok((checkpoint, note)));
    assert_eq!(read(&bytes, &log, "example.com/other"), Err(CheckpointError::Origin));
    assert_eq!(read(&bytes, &stranger, "example.com/log"), Err(CheckpointError::Note(NoteError::NotSigned)));
    for at in 0..bytes.len() {
        let mut altered = bytes.clone();
        altered[at] ^= 1;
        assert!(read(&altered, &log, "example.com/log").is_err(), "{at}");
        assert!(read(&bytes[..at], &log, "example.com/log").is_err(), "{at}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_note_of_another_kind_is_not_a_checkpoint() {
    let mut note = Note::new("hello\n").unwrap();
    note.add(signer().sign(note.text())).unwrap();
    let read = Checkpoint::parse_and_verify(note.to_string().as_bytes(), &signer().verifier(), "hello");
    assert_eq!(read, Err(CheckpointError::Form));
}
