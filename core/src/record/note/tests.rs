//! Notes and keys against the examples of Go's `sumdb/note` and of the specification.

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

const PETER_SECRET: &str = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE: &str =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCH_LINE: &str =
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

fn verifier(text: &str) -> Verifier {
    text.parse().unwrap()
}

fn parse(text: &str) -> Result<Note, NoteError> {
    Note::parse(text.as_bytes())
}

#[wasm_bindgen_test(unsupported = test)]
fn the_published_note_is_made_and_checked() {
    let signer = Signer::from_secret_text(PETER_SECRET).unwrap();
    assert_eq!(signer.secret_text(), PETER_SECRET);
    assert_eq!(signer.verifier().to_string(), PETER);
    let mut note = Note::new(TEXT).unwrap();
    note.add(signer.sign(TEXT)).unwrap();
    let written = format!("{TEXT}\n{PETER_LINE}");
    assert_eq!(note.to_string(), written);
    assert_eq!(parse(&written), Ok(note.clone()));
    assert_eq!(note.verify(&verifier(PETER)), Ok(()));
    assert_eq!(note.verify(&verifier(ENOCH)), Err(NoteError::NotSigned));
}

#[wasm_bindgen_test(unsupported = test)]
fn the_example_of_the_specification_is_checked() {
    let key = verifier("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    let note = parse(
        "This is an example message.\n\n— example.com/foo \
         Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
    );
    assert_eq!(note.unwrap().verify(&key), Ok(()));
}

#[wasm_bindgen_test(unsupported = test)]
fn both_signatures_of_a_note_are_told_apart() {
    let note = parse(&format!("{TEXT}\n{PETER_LINE}{ENOCH_LINE}")).unwrap();
    assert_eq!(note.verify(&verifier(PETER)), Ok(()));
    assert_eq!(note.verify(&verifier(ENOCH)), Ok(()));
    assert_eq!(
        note.signatures().iter().map(|line| line.name.as_str()).collect::<Vec<_>>(),
        ["PeterNeumann", "EnochRoot"]
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn one_false_signature_by_the_key_condemns_the_note() {
    let mut note = parse(&format!("{TEXT}\n{PETER_LINE}")).unwrap();
    let mut line = note.signatures()[0].clone();
    line.bytes[0] ^= 1;
    note.add(line.clone()).unwrap();
    assert_eq!(note.verify(&verifier(PETER)), Err(NoteError::FalseSignature));
    // The same bytes under another id are a stranger's, whom nobody asked for.
    line.key_id = KeyId::new(*b"abcd");
    let mut note = parse(&format!("{TEXT}\n{PETER_LINE}")).unwrap();
    note.add(line).unwrap();
    assert_eq!(note.verify(&verifier(PETER)), Ok(()));
    assert_eq!(
        parse(&format!("{}\n{PETER_LINE}", TEXT.replace("you", "we"))).unwrap().verify(&verifier(PETER)),
        Err(NoteError::FalseSignature)
    );
}

#[wasm_bindgen_test(unsupported = test)]
fn a_text_may_have_empty_lines() {
    let signer = Signer::from_secret_text(PETER_SECRET).unwrap();
    let mut note = Note::new("a\n\n— b c\n\n").unwrap();
    note.add(signer.sign(note.text())).unwrap();
    let back = parse(&note.to_string()).unwrap();
    assert_eq!(back, note);
    assert_eq!(back.verify(&signer.verifier()), Ok(()));
}

#[wasm_bindgen_test(unsupported = test)]
fn what_is_not_a_note_is_refused() {
    let whole = format!("{TEXT}\n{PETER_LINE}");
    for (wrong, why) in [
        (String::new(), NoteError::Signature),
        (TEXT.to_owned(), NoteError::Signature),
        (format!("{TEXT}\n"), NoteError::Signature),
        (whole[..whole.len() - 1].to_owned(), NoteError::Signature),
        (format!("{whole}\n"), NoteError::Signature),
        (format!("{whole}Unexpected line.\n"), NoteError::Signature),
        (format!("\u{1}{whole}"), NoteError::Text),
        (whole.replace('\n', "\r\n"), NoteError::Text),
        (whole.replace("PeterNeumann", "Bad Name"), NoteError::Signature),
        (whole.replace("PeterNeumann", "Bad\u{a0}Name"), NoteError::Signature),
        (whole.replace("PeterNeumann", "Bad+Name"), NoteError::Signature),
        (whole.replace("PeterNeumann", ""), NoteError::Signature),
        (whole.replace('—', "-"), NoteError::Signature),
        (whole.replace("nAM=", "nAN="), NoteError::Signature),
        (whole.replace("nAM=", "nAM"), NoteError::Signature),
        (format!("{TEXT}\n— PeterNeumann x08gow==\n"), NoteError::Signature),
        (format!("{TEXT}\n{}", PETER_LINE.repeat(101)), NoteError::TooLong),
        (format!("{}\n{whole}", "a".repeat(LONGEST_NOTE)), NoteError::TooLong),
    ] {
        assert_eq!(parse(&wrong), Err(why), "{:?}", wrong.chars().take(200).collect::<String>());
    }
    assert_eq!(Note::parse(&[b"\xff".as_slice(), whole.as_bytes()].concat()), Err(NoteError::Text));
    assert!(parse(&format!("{TEXT}\n{}", PETER_LINE.repeat(100))).is_ok());
    assert_eq!(Note::new("no line feed"), Err(NoteError::Text));
    assert_eq!(Note::new("tab\t\n"), Err(NoteError::Text));
}

#[wasm_bindgen_test(unsupported = test)]
fn a_key_is_read_in_its_one_form() {
    assert_eq!(verifier(PETER).to_string(), PETER);
    for start in 0..=PETER.len() {
        for end in start..=PETER.len() {
            assert_eq!(PETER[start..end].parse::<Verifier>().is_ok(), (start, end) == (0, PETER.len()));
        }
    }
    for (wrong, why) in [
        ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==", KeyError::Form),
        ("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADK", KeyError::Key),
        ("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", KeyError::Algorithm),
        ("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", KeyError::KeyId),
        ("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", KeyError::KeyId),
        ("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", KeyError::Name),
        // The identity, for which a signature over everything can be made.
        ("a+00000000+AQEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", KeyError::Key),
    ] {
        assert_eq!(wrong.parse::<Verifier>(), Err(why), "{wrong}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn a_secret_key_is_read_in_its_one_form_and_never_shown() {
    for at in 0..PETER_SECRET.len() {
        let mut bytes = PETER_SECRET.as_bytes().to_vec();
        bytes[at] += 1;
        assert!(Signer::from_secret_text(str::from_utf8(&bytes).unwrap()).is_err(), "{at}");
        assert!(Signer::from_secret_text(&PETER_SECRET[..at]).is_err(), "{at}");
    }
    let signer = Signer::from_secret_text(PETER_SECRET).unwrap();
    assert_eq!(format!("{signer:?}"), format!("Signer({PETER})"));
}

#[wasm_bindgen_test(unsupported = test)]
fn names_have_neither_spaces_nor_plus_signs() {
    assert!(KeyName::new("example.com/récord").is_ok() && KeyName::new("x".repeat(255)).is_ok());
    for wrong in ["", " ", "a b", "a+b", "a\u{2003}b", "a\nb", "a\u{7f}", &"x".repeat(256)] {
        assert_eq!(KeyName::new(wrong), Err(KeyError::Name), "{wrong:?}");
    }
}
