//! Numbers of helplines stand in one file, `core/src/care/contacts/list.rs`, and nowhere else in the workspace: a number
//! that changes is changed once, in a reviewed change, and no number of another country gets in by the side door.
#![cfg(not(target_family = "wasm"))]
#![expect(clippy::unwrap_used, reason = "a test that cannot read the sources fails")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use blkout_core::care::contacts::CONTACTS;

/// The file of the numbers, and the tests that hold it, the page and the sanitiser against the design's core list.
const HOLDERS: [&str; 7] = [
    "core/src/care/contacts/list.rs",
    "core/src/care/contacts/tests.rs",
    "core/src/care/contacts/checks.rs",
    "core/tests/phone_numbers.rs",
    "end2end/tests/support.spec.js",
    "end2end/tests/offline.spec.js",
    "web/src/markdown/tests.rs",
];
/// Kinds of files that people write.
const KINDS: [&str; 14] =
    ["rs", "js", "mjs", "css", "html", "md", "json", "toml", "svg", "txt", "yml", "yaml", "sh", "webmanifest"];
/// Folders that nobody writes by hand.
const SKIPPED: [&str; 6] = ["target", "node_modules", ".git", "test-results", "playwright-report", "blob-report"];
/// Files of checksums and versions, in which any digits may come by chance.
const MADE: [&str; 3] = ["package-lock.json", "Cargo.lock", "LICENSE"];
/// Larger files are data and not words, in bytes.
const LARGEST: u64 = 2 << 20;

/// Numbers that would be dialled or texted where words around them say so. Short ones mean other things elsewhere.
const SHORT: [&str; 9] = ["999", "111", "112", "911", "988", "116123", "85258", "741741", "116000"];
/// Words before a number that make it one to call.
const CALLING: [&str; 9] = ["call", "dial", "ring", "phone", "text", "tel", "sms", "to", "number"];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if path.is_symlink() || SKIPPED.contains(&name.as_str()) || MADE.contains(&name.as_str()) {
            continue;
        }
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| KINDS.contains(&kind))
            && path.metadata().unwrap().len() <= LARGEST
        {
            found.push(path);
        }
    }
}

/// Digits with single blanks, hyphens or brackets between them, as people write numbers, with what stands right before.
fn runs(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let starts = bytes[at].is_ascii_digit() && !at.checked_sub(1).is_some_and(|before| is_word(bytes[before]));
        if !starts {
            at += 1;
            continue;
        }
        let (start, mut end, mut digits) = (at, at, String::new());
        while end < bytes.len() {
            if bytes[end].is_ascii_digit() {
                digits.push(char::from(bytes[end]));
            } else if !(matches!(bytes[end], b' ' | b'-' | b'(' | b')')
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit))
            {
                break;
            }
            end += 1;
        }
        let is_whole = !bytes.get(end).copied().is_some_and(is_word);
        if is_whole {
            let before: String = text[..start].chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
            found.push((digits, before));
        }
        at = end.max(at + 1);
    }
    found
}

/// What belongs to the same word or figure as a digit beside it, such as the rest of a hexadecimal number.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'%' | b'#')
}

/// Whether the words right before a number make it one to call: "call 999", `tel:999`, "SHOUT to 85258".
fn is_called(before: &str) -> bool {
    let end = before.trim_end_matches([' ', ':', '"', '\'', '`', '*']);
    let word = end.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
    CALLING.contains(&word.as_str()) && !end.is_empty()
}

/// Every number of a helpline, ours or a foreign one, in a text.
fn numbers(text: &str, ours: &BTreeSet<String>) -> Vec<String> {
    let is_one = |(digits, before): &(String, String)| {
        let foreign =
            (digits.len() == 11 && digits.starts_with("18")) || digits.len() == 10 && digits.starts_with("18");
        let free = (9..=11).contains(&digits.len()) && (digits.starts_with("0800") || digits.starts_with("0808"));
        let long_and_ours = digits.len() >= 6 && ours.contains(digits);
        free || long_and_ours || is_called(before) && (foreign || SHORT.contains(&digits.as_str()))
    };
    runs(text).into_iter().filter(is_one).map(|(digits, _)| digits).collect()
}

fn ours() -> BTreeSet<String> {
    let reaches = CONTACTS.iter().flat_map(|contact| contact.reach);
    reaches.map(|reach| reach.number().chars().filter(char::is_ascii_digit).collect()).collect()
}

#[test]
fn numbers_stand_in_one_file() {
    let (workspace, ours) = (workspace(), ours());
    let mut all = Vec::new();
    files(&workspace, &mut all);
    assert!(all.len() > 300, "only {} files were found", all.len());
    let mut faults = Vec::new();
    for path in all {
        let name = path.strip_prefix(&workspace).unwrap().to_string_lossy().into_owned();
        // Not every file is text, whatever its name says.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        if !HOLDERS.contains(&name.as_str()) {
            faults.extend(numbers(&text, &ours).into_iter().map(|number| format!("{name}: {number}")));
        }
    }
    assert!(faults.is_empty(), "numbers outside of the list: {faults:#?}");
}

#[test]
fn the_search_finds_what_it_should_and_leaves_the_rest() {
    let ours = ours();
    for text in [
        "please call 999 now",
        "<a href=\"tel:911\">",
        "Text HOME to 741741",
        "ring 0800 111 2222",
        "0808 2000 247",
        "0808-801-0327",
        "Samaritans (116 123)",
        "call 988",
        "call 1-800-273-8255",
        "phone: 116 000",
        "03453303030",
    ] {
        assert_eq!(numbers(text, &ours).len(), 1, "{text}");
    }
    for text in [
        "assert_eq!(rest, 999);",
        "about 1 000 000 rows",
        "2026-11-21 09:00:00",
        "sha256 0800a1b2",
        "-999 creator:ada",
        "£9.99",
        "https://example.org/111",
        "01234567-89ab-7def-8123-456789abcdef",
    ] {
        assert_eq!(numbers(text, &ours), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_file_itself_is_found_by_the_search() {
    let list = fs::read_to_string(workspace().join(HOLDERS[0])).unwrap();
    assert!(numbers(&list, &ours()).len() >= 20);
}
