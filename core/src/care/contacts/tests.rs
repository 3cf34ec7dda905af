//! What must hold for every entry, whoever edits the list.

use std::collections::BTreeSet;

use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

const TODAY: CalendarDate = CalendarDate { year: 2026, month: 6, day: 1 };

/// A day on which nobody has checked anything yet.
fn unchecked<T>(ask: impl FnOnce(AsOf<'_>) -> T) -> T {
    ask(AsOf { today: TODAY, checks: &LastChecks::default() })
}

/// A day on which somebody has checked everything.
fn all_checked<T>(ask: impl FnOnce(AsOf<'_>) -> T) -> T {
    let at = TODAY.start().unwrap();
    let checks = CONTACTS.iter().map(|contact| (contact.slug.to_owned(), contact.content_digest(), at)).collect();
    ask(AsOf { today: TODAY, checks: &checks })
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

/// Emergency and NHS short numbers, the Samaritans' European one (the other 116s answer in other countries, too),
/// five-digit text codes, 0800 1111, free and landline-rate numbers of ten or eleven digits.
fn is_british_form(number: &str) -> bool {
    let digits = digits(number);
    let only_digits_and_blanks = number.chars().all(|c| c.is_ascii_digit() || c == ' ');
    let known = matches!(digits.as_str(), "999" | "111" | "116123" | "08001111");
    let text_code = digits.len() == 5 && digits.starts_with(['6', '8']);
    let prefixes = ["01", "02", "03", "0800", "0808"];
    let national = (10..=11).contains(&digits.len()) && prefixes.iter().any(|prefix| digits.starts_with(prefix));
    only_digits_and_blanks && (known || text_code || national)
}

#[wasm_bindgen_test(unsupported = test)]
fn every_number_is_british() {
    for reach in CONTACTS.iter().flat_map(|contact| contact.reach) {
        assert!(is_british_form(reach.number()), "{}", reach.number());
    }
    let others = [
        "988",
        "911",
        "741741",
        "1-800-273-8255",
        "1800 273 8255",
        "+1 800 273 8255",
        "00 1 800",
        "0900",
        "116 000",
        "116 111",
        "112",
        "0909 879 0000",
        "0870 123 4567",
        "07700 900123",
        "0800 1112",
        "0808 80 10 8000",
    ];
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
}

#[wasm_bindgen_test(unsupported = test)]
fn what_nobody_has_checked_is_the_core_list_alone() {
    let mut seen = 0;
    unchecked(|as_of| {
        for urgency in Urgency::ALL {
            let entries = with_urgency(urgency, None, as_of);
            assert!(!entries.is_empty() && entries.iter().all(|contact| contact.core), "{urgency:?}");
            seen += entries.len();
        }
        for topic in HelpTopic::ALL {
            assert!(!about_topic(topic, None, as_of).is_empty(), "{topic:?}");
        }
    });
    assert_eq!(seen, 13);
    let seen: usize =
        all_checked(|as_of| Urgency::ALL.map(|urgency| with_urgency(urgency, None, as_of).len()).iter().sum());
    assert_eq!(seen, CONTACTS.len());
}

#[wasm_bindgen_test(unsupported = test)]
fn a_choice_of_a_nation_hides_what_does_not_work_there_and_never_the_emergency() {
    all_checked(|as_of| {
        for nation in Nation::ALL {
            let danger = with_urgency(Urgency::ImmediateDanger, Some(nation), as_of);
            assert_eq!(danger.iter().map(|contact| contact.slug).collect::<Vec<_>>(), ["emergency", "emergency-text"]);
            let mut others = with_urgency(Urgency::TalkNow, Some(nation), as_of);
            others.extend(HelpTopic::ALL.into_iter().flat_map(|topic| about_topic(topic, Some(nation), as_of)));
            assert!(others.iter().all(|contact| contact.nations.contains(&nation)), "{nation:?}");
            assert!(!about_topic(HelpTopic::Abuse, Some(nation), as_of).is_empty(), "{nation:?}");
        }
        let scotland: Vec<_> = with_urgency(Urgency::TalkNow, Some(Nation::Scotland), as_of);
        assert!(!scotland.iter().any(|contact| contact.slug == "nhs-mental-health"));
    });
    assert_eq!(Nation::ALL.map(|nation| Nation::from_slug(nation.slug())), Nation::ALL.map(Some));
    assert_eq!(HelpTopic::ALL.map(|topic| HelpTopic::from_slug(topic.slug())), HelpTopic::ALL.map(Some));
    assert_eq!((Nation::from_slug("Wales"), HelpTopic::from_slug("")), (None, None));
}

#[wasm_bindgen_test(unsupported = test)]
fn no_shift_is_longer_than_a_weekend() {
    for contact in CONTACTS {
        if let Hours::Weekly(shifts) = contact.hours {
            assert!(shifts.iter().all(|shift| shift.minutes() <= 3 * london::DAY), "{}", contact.slug);
            assert!(shifts.is_sorted_by_key(|shift| shift.opens), "{}", contact.slug);
        }
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
