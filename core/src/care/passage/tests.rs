//! What authors write, and what they write by mistake.

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use wasm_bindgen_test::wasm_bindgen_test;

use super::super::warning::Topic;
use super::*;

const ARTICLE: &str = "\
# Home\n\nBefore.\n\n\
::: warning violence, Racism, \"a dog, named Max, dies\" | They are stopped | and get home.\n\
They *walked* on.\n\nThen it happened.\n:::\n\nAfter.\n";

fn problem(source: &str) -> (usize, Problem) {
    let error = parse(source).expect_err(source);
    (error.line, error.problem)
}

#[wasm_bindgen_test(unsupported = test)]
fn an_article_is_split_in_reading_order() {
    let passages = parse(ARTICLE).unwrap();
    let [Passage::Open(before), Passage::Warned(warned), Passage::Open(after)] = passages.as_slice() else {
        panic!("{passages:?}");
    };
    assert_eq!(before, "# Home\n\nBefore.\n\n");
    assert_eq!(after, "\nAfter.\n");
    assert_eq!(warned.source, "They *walked* on.\n\nThen it happened.\n");
    assert_eq!(warned.summary, "They are stopped | and get home.");
    assert_eq!(warned.length.words(), 6);
    let labels: Vec<_> = warned.warnings.iter().map(Warning::label).collect();
    assert_eq!(labels, ["violence", "racism", "a dog, named Max, dies"]);
}

#[wasm_bindgen_test(unsupported = test)]
fn the_ends_of_lines_do_not_matter() {
    let unix = parse(ARTICLE).unwrap();
    assert_eq!(parse(&ARTICLE.replace('\n', "\r\n")).unwrap(), unix);
    assert_eq!(parse(&ARTICLE.replace('\n', "\r")).unwrap(), unix);
}

#[wasm_bindgen_test(unsupported = test)]
fn warnings_are_gathered_once_in_order() {
    let source = "::: warning racism, violence | s\na\n:::\n::: warning \"x1\", violence | s\nb\n:::\n";
    let labels: Vec<_> = warnings_of(&parse(source).unwrap()).iter().map(|w| w.label().to_owned()).collect();
    assert_eq!(labels, ["violence", "racism", "x1"]);
    assert_eq!(warnings_of(&parse("open").unwrap()), []);
}

#[wasm_bindgen_test(unsupported = test)]
fn errors_name_the_line_and_the_mistake() {
    assert_eq!(problem(""), (1, Problem::NoText));
    assert_eq!(problem(" \n\n"), (1, Problem::NoText));
    assert_eq!(problem("a\n::: warning violence | s\nb\n"), (2, Problem::NeverClosed));
    assert_eq!(problem("a\n:::\n"), (2, Problem::NothingToClose));
    assert_eq!(problem("::: warning violence | s\n\n***\n:::\n"), (4, Problem::Empty));
    assert_eq!(
        problem("::: warning violence | s\na\n::: warning racism | s\nb\n:::\n:::\n"),
        (3, Problem::Nested { opened: 1 })
    );
    assert_eq!(problem("::: warning spoilers | s\na\n:::"), (1, Problem::UnknownTopic("spoilers".into())));
    assert_eq!(problem("::: warning violence, Violence | s\na\n:::"), (1, Problem::NamedTwice("violence".into())));
    for none in ["::: warning", "::: warning | s", "::: warning , violence | s", "::: warning violence, | s"] {
        assert_eq!(problem(none), (1, Problem::NoTopic), "{none}");
    }
    for none in ["::: warning violence", "::: warning violence |", "::: warning violence | …"] {
        assert_eq!(problem(none), (1, Problem::NoSummary), "{none}");
    }
    for quotes in ["::: warning \"open | s", "::: warning \"a\" b | s", "::: warning \"a\" \"b\" | s"] {
        assert_eq!(problem(quotes), (1, Problem::Quotes), "{quotes}");
    }
    assert!(matches!(problem("::: warning \"\" | s"), (1, Problem::OwnWords(_))));
    for unknown in ["::: note", "::::", "::: warnings violence | s", ":::Warning violence | s"] {
        assert_eq!(problem(unknown), (1, Problem::UnknownMarker), "{unknown}");
    }
    let error = parse("a\n::: warning spoilers | s").unwrap_err();
    assert_eq!(error.to_string(), "line 2: \"spoilers\" is not a topic; put your own words in double quotes");
}

#[wasm_bindgen_test(unsupported = test)]
fn a_marker_that_markdown_would_show_is_refused() {
    let hidden =
        ["> ::: warning violence | s", "- :::", "1. :::", " :::", "\t:::", "\u{A0}:::", "\u{200B}:::", "\u{FEFF}:::"];
    for source in hidden {
        assert_eq!(problem(source), (1, Problem::NotAtLineStart), "{source:?}");
    }
    assert!(parse("\\::: is how it is written, and so is a::: b").is_ok());
}

#[wasm_bindgen_test(unsupported = test)]
fn a_code_block_cannot_swallow_a_marker() {
    let source = "```\ncode\n::: warning violence | s\nharm\n:::\n```\n";
    let passages = parse(source).unwrap();
    assert!(matches!(&passages[1], Passage::Warned(warned) if warned.source == "harm\n"));
}

#[wasm_bindgen_test(unsupported = test)]
fn everything_has_a_limit() {
    assert_eq!(problem(&"a".repeat(MAX_SOURCE_BYTES + 1)), (1, Problem::TooLong));
    assert!(parse(&"a".repeat(MAX_SOURCE_BYTES)).is_ok());

    let passage = "::: warning violence | s\na\n:::\n";
    assert!(parse(&passage.repeat(MAX_WARNED_PASSAGES)).is_ok());
    assert_eq!(problem(&passage.repeat(MAX_WARNED_PASSAGES + 1)).1, Problem::TooManyPassages);

    let topics = |count: usize| Topic::ALL[..count].iter().map(|t| t.slug()).collect::<Vec<_>>().join(",");
    assert!(parse(&format!("::: warning {} | s\na\n:::", topics(MAX_WARNINGS))).is_ok());
    assert_eq!(problem(&format!("::: warning {} | s", topics(MAX_WARNINGS + 1))).1, Problem::TooManyWarnings);

    let summary = |chars: usize| format!("::: warning violence | {}\na\n:::", "é".repeat(chars));
    assert!(parse(&summary(MAX_SUMMARY_CHARS)).is_ok());
    assert_eq!(problem(&summary(MAX_SUMMARY_CHARS + 1)).1, Problem::Summary);
    assert_eq!(problem("::: warning violence | safe \u{202E}elbirroh").1, Problem::Summary);
    let Problem::UnknownTopic(shown) = problem(&format!("::: warning {}", "x".repeat(5_000))).1 else { panic!() };
    assert_eq!(shown.chars().count(), 41);
}

/// Whatever stands around it, a line between two markers is never part of an open passage, and the other way round.
#[wasm_bindgen_test(unsupported = test)]
fn no_line_of_a_warned_passage_is_ever_open() {
    let line = proptest::sample::select(vec![
        "::: warning violence | s",
        ":::",
        "```",
        "> quoted",
        "- ```",
        "<!--",
        "SECRET",
        "",
    ]);
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 512, failure_persistence: None, ..Config::default() },
        TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]),
    );
    let lines = proptest::collection::vec(line, 0..24);
    runner
        .run(&lines, |lines| {
            if let Ok(passages) = parse(&lines.join("\n")) {
                let (mut open, mut warned) = (0, 0);
                for passage in &passages {
                    match passage {
                        Passage::Open(source) => open += source.matches("SECRET").count(),
                        Passage::Warned(passage) => warned += passage.source.matches("SECRET").count(),
                    }
                }
                prop_assert_eq!((open, warned), count_by_markers(&lines));
            }
            Ok(())
        })
        .unwrap();
}

/// The model: the lines outside and inside, counted with nothing but the markers in mind.
fn count_by_markers(lines: &[&str]) -> (usize, usize) {
    let (mut open, mut warned, mut inside) = (0, 0, false);
    for line in lines {
        match *line {
            ":::" => inside = false,
            "SECRET" if inside => warned += 1,
            "SECRET" => open += 1,
            marker => inside = inside || marker.starts_with(":::"),
        }
    }
    (open, warned)
}
