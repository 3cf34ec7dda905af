//! What must hold for every entry, whoever edits the list.

use std::collections::BTreeSet;

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

const TODAY: CalendarDate = CalendarDate { year: 2026, month: 6, day: 1 };

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Emergency and NHS short numbers, European helplines under 116, five-digit text codes, 0800 1111 and the
/// ordinary ten or eleven digits that begin with 0 and a digit other than 0.
fn is_british_form(number: &str) -> bool {
    let digits = digits(number);
    let only_digits_and_blanks = number.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let known = matches!(digits.as_str(), "999" | "111" | "08001111");
    let harmonised = digits.len() == 6 && digits.starts_with("116");
    let text_code = digits.len() == 5 && digits.starts_with(['6', '8']);
    let national = (10..=11).contains(&digits.len()) && digits.starts_with('0') && !digits.starts_with("00");
    only_digits_and_blanks && (known || harmonised || text_code || national)
}

#[wasm_bindgen_test(unsupported = test)]
fn every_number_is_british() {
    for reach in CONTACTS.iter().flat_map(|contact| contact.reach) {
        assert!(is_british_form(reach.number()), "{}", reach.number());
    }
    let others = ["988", "911", "741741", "1-800-273-8255", "1800 273 8255", "+1 800 273 8255", "00 1 800", "0900"];
    for other in others {
        assert!(!is_british_form(other), "{other}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn the_core_list_is_complete() {
    let ours: BTreeSet<_> = CONTACTS
        .iter()
        .filter(|contact| contact.core)
        .flat_map(|contact| contact.reach)
        .map(|reach| digits(reach.number()))
        .collect();
    let care_md = [
        "999",
        "111",
        "116123",
        "85258",
        "08001111",
        "08000119100",
        "08009995428",
        "08082000247",
        "08088010327",
        "08088004444",
        "08088021221",
        "03453303030",
    ];
    assert_eq!(ours, care_md.map(String::from).into());
}

#[wasm_bindgen_test(unsupported = test)]
fn the_order_is_danger_then_talking_then_topics() {
    assert!(CONTACTS.is_sorted_by_key(|contact| contact.urgency));
    let first: Vec<_> = CONTACTS.iter().take(4).map(|contact| contact.slug).collect();
    assert_eq!(first, ["emergency", "emergency-text", "nhs-mental-health", "samaritans"]);
    for urgency in Urgency::ALL {
        assert!(with_urgency(urgency, TODAY).next().is_some(), "{urgency:?}");
    }
    for topic in HelpTopic::ALL {
        assert!(about_topic(topic, TODAY).next().is_some(), "{topic:?}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn every_entry_says_what_a_person_needs_to_know() {
    let mut slugs = BTreeSet::new();
    for contact in CONTACTS {
        assert!(slugs.insert(contact.slug), "{} is there twice", contact.slug);
        assert!(!contact.reach.is_empty() && !contact.nations.is_empty(), "{}", contact.slug);
        assert!(contact.about.ends_with('.') && contact.about.len() <= 160, "{}", contact.slug);
        assert!(contact.source.starts_with("https://"), "{}", contact.slug);
        assert!(contact.urgency != Urgency::ByTopic || !contact.topics.is_empty(), "{}", contact.slug);
        let free = contact.reach.iter().all(|reach| !reach.number().starts_with("03"));
        assert!(free || contact.cost == Cost::LandlineRate, "{}", contact.slug);
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn links_open_the_phone() {
    let shown: Vec<_> = CONTACTS.iter().flat_map(|c| c.reach).map(|r| (r.href(), r.label())).collect();
    for expected in [
        ("tel:999", "Call 999"),
        ("sms:999?&body=register", "Text register to 999"),
        ("tel:111", "Call 111, option 2"),
        ("tel:116123", "Call 116 123"),
        ("sms:85258?&body=SHOUT", "Text SHOUT to 85258"),
        ("tel:03453303030", "Call 0345 3 30 30 30"),
    ] {
        assert!(shown.contains(&(expected.0.into(), expected.1.into())), "{expected:?}");
    }
}
