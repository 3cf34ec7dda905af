//! What is suggested, what is not, and how it is said.

use proptest::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::*;

fn of_text(text: &str) -> Vec<Suggestion> {
    suggest(Piece { text, ..Piece::default() }, &[])
}

fn topics(text: &str) -> Vec<Topic> {
    of_text(text).into_iter().map(|suggestion| suggestion.topic).collect()
}

#[wasm_bindgen_test(unsupported = test)]
fn a_suggestion_says_why_and_where() {
    let piece = Piece { title: "A day in May", summary: "After the Funeral.", text: "We walked.\n\nShe passed away." };
    let [suggestion] = &suggest(piece, &[])[..] else { panic!("one topic") };
    assert_eq!(
        suggestion.reason(),
        "You wrote “Funeral” (in the summary) and “passed away” (line 3). Readers may want to know about death and grief."
    );
    let [one] = &of_text("They outed him.")[..] else { panic!("one topic") };
    assert_eq!(one.topic, Topic::IdentityHarm);
    assert!(one.reason().starts_with("You wrote “outed” (line 1). Readers may want to know about identity harm"));
}

#[wasm_bindgen_test(unsupported = test)]
fn neutral_texts_have_none() {
    for text in [
        "",
        "We put the tables where the lanes used to be, and somebody brought a cake.",
        "A classic class in glass-making, with grapes; the stable had stabilisers.",
        "Therapist, rapeseed, grapevine, drapes; an outing to the sea; the groom wept; a shot of the band.",
        "Black, queer, gay, lesbian, bi, trans, intersex, Muslim, disabled and proud.",
        "She killed it on stage. Shade was thrown. I nearly lost my wig.",
        "Deadline, headline, skilful, cutting the ribbon, hanging pictures.",
        "…!?\u{200B}\u{0}",
    ] {
        assert_eq!(of_text(text), [], "{text}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn each_topic_has_words_of_its_own() {
    for (topic, text) in [
        (Topic::Violence, "He was stabbed."),
        (Topic::SexualViolence, "I was raped."),
        (Topic::SexualContent, "an EROTIC poem"),
        (Topic::Abuse, "my abuser"),
        (Topic::DeathAndGrief, "The funeral was on Friday."),
        (Topic::SuicideAndSelfHarm, "thoughts of suicide"),
        (Topic::MentalHealth, "a panic attack"),
        (Topic::SubstanceUse, "chemsex"),
        (Topic::MedicalAndHiv, "living with HIV"),
        (Topic::FamilyRejection, "my parents disowned me"),
        (Topic::IdentityHarm, "deadnamed at work"),
        (Topic::Racism, "racists on the bus"),
        (Topic::Queerphobia, "homophobic neighbours"),
        (Topic::PolicingAndImmigration, "stop-and-search"),
        (Topic::ReligiousHarm, "an exorcism"),
        (Topic::QuotedHateSpeech, "They shouted slurs."),
    ] {
        assert_eq!(topics(text), [topic], "{text}");
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn what_was_chosen_or_waved_away_is_not_suggested_again() {
    let text = "The funeral; the police came.";
    assert_eq!(topics(text), [Topic::DeathAndGrief, Topic::PolicingAndImmigration]);
    let piece = Piece { text, ..Piece::default() };
    assert_eq!(suggest(piece, &[Topic::DeathAndGrief]).len(), 1);
    assert_eq!(suggest(piece, &Topic::ALL), []);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_same_words_are_named_once_and_few_of_them() {
    let [suggestion] = &of_text("Death. DEATH. death. died, dying, funeral, grief")[..] else { panic!("one topic") };
    let words: Vec<_> = suggestion.found.iter().map(|found| found.words.as_str()).collect();
    assert_eq!(words, ["Death", "died", "dying"]);
}

#[wasm_bindgen_test(unsupported = test)]
fn hostile_text_is_repeated_short_and_in_one_direction() {
    let long = format!("racist{} \u{202E}suicide\u{202C}", "z".repeat(5_000));
    for suggestion in of_text(&long) {
        for found in suggestion.found {
            assert!(found.words.chars().count() <= MAX_FOUND_CHARS + 1);
            assert!(!found.words.chars().any(is_unprintable));
        }
    }
    assert_eq!(topics("su\u{0301}icide İstanbul ǅ ﬁ \u{1F3F3}\u{FE0F}\u{200D}\u{1F308}"), []);
}

#[wasm_bindgen_test(unsupported = test)]
fn a_very_long_text_is_looked_at_up_to_a_limit() {
    let within = format!("{} suicide", "word ".repeat(MAX_WORDS - 1));
    assert_eq!(topics(&within), [Topic::SuicideAndSelfHarm]);
    let beyond = format!("{} suicide", "word ".repeat(MAX_WORDS));
    assert_eq!(topics(&beyond), []);
}

#[wasm_bindgen_test(unsupported = test)]
fn rules_are_written_as_they_are_read() {
    for (place, (topic, rules)) in rules().enumerate() {
        assert_eq!(topic, Topic::ALL[place]);
        for rule in rules {
            for word in rule.split(' ') {
                let word = word.strip_suffix('*').unwrap_or(word);
                assert!(
                    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()),
                    "{rule}"
                );
            }
        }
    }
}

#[wasm_bindgen_test(unsupported = test)]
fn no_reason_blames_or_orders() {
    for (topic, rules) in rules() {
        let reason =
            of_text(&rules[0].replace('*', "")).into_iter().find(|one| one.topic == topic).map(|one| one.reason());
        let reason = reason.unwrap_or_else(|| panic!("{topic}: {}", rules[0])).to_lowercase();
        for word in ["must", "should", "wrong", "inappropriate", "offensive", "bad", "please", "warning"] {
            assert!(!reason.contains(word), "{reason}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_can_be_looked_at(title in ".{0,40}", summary in ".{0,40}", text in "(?s).{0,200}") {
        for suggestion in suggest(Piece { title: &title, summary: &summary, text: &text }, &[]) {
            prop_assert!((1..=MAX_PLACES).contains(&suggestion.found.len()));
        }
    }
}
