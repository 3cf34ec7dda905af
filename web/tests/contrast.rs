//! Computes the contrast of every pair of colours in use, in the light and in the dark theme (care.md, Access).
//!
//! The pairs are listed here; the last test reads the style sheets and fails when a rule sets words and ground to a
//! pair that is not in the list.

#![expect(clippy::float_arithmetic, reason = "relative luminance is defined with powers; nothing here is money")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the style sheets fails")]

use std::{collections::BTreeMap, fs, path::PathBuf};

/// WCAG 2.2, success criterion 1.4.6 (AAA).
const TEXT: f64 = 7.0;
/// WCAG 2.2, success criterion 1.4.11.
const GRAPHICS: f64 = 3.0;

/// Words, and the grounds on which they stand.
const WORDS: &[(&str, &[&str])] = &[
    (
        "ink",
        &[
            "ground",
            "surface",
            "surface-quiet",
            "community-ground",
            "newsroom-ground",
            "money-ground",
            "governance-ground",
            "support-ground",
            "events-ground",
            "success-ground",
        ],
    ),
    ("ink-quiet", &["ground", "surface"]),
    ("on-black", &["black"]),
    ("on-black-quiet", &["black"]),
    ("on-gold", &["gold"]),
    ("community-text", &["ground", "surface", "community-ground"]),
    ("newsroom-text", &["ground", "surface", "newsroom-ground"]),
    ("money-text", &["ground", "surface", "money-ground"]),
    ("governance-text", &["ground", "surface", "governance-ground"]),
    ("support-text", &["ground", "surface", "support-ground"]),
    ("events-text", &["ground", "surface", "events-ground"]),
    ("error-text", &["ground", "surface"]),
    ("success-text", &["ground", "surface"]),
];

/// Lines, edges and shapes that mean something, and what they stand against.
const SHAPES: &[(&str, &[&str])] = &[
    ("line", &["ground", "surface"]),
    ("community", &["ground", "surface", "community-ground"]),
    ("newsroom", &["ground", "surface", "newsroom-ground"]),
    ("money-section", &["ground", "surface", "money-ground"]),
    ("governance", &["ground", "surface", "surface-quiet", "governance-ground"]),
    ("support", &["ground", "surface", "support-ground"]),
    ("events", &["ground", "surface", "events-ground"]),
    ("error-line", &["ground", "surface"]),
    ("success-line", &["ground", "surface", "success-ground"]),
    ("part-creator", &["ground", "surface", "part-gap"]),
    ("part-platform", &["ground", "surface", "part-gap"]),
    ("part-community", &["ground", "surface", "part-gap"]),
    ("gold", &["black"]),
    ("on-gold", &["gold"]),
];

fn style(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../style").join(name);
    fs::read_to_string(path).unwrap()
}

/// Reads `--name: #rrggbb;` and `--name: light-dark(#rrggbb, #rrggbb);`.
fn tokens() -> BTreeMap<String, [String; 2]> {
    let mut tokens = BTreeMap::new();
    for line in style("tokens.css").lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(':')) else {
            continue;
        };
        let value = value.trim().trim_end_matches(';');
        let pair = match value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) {
            Some(both) => both.split_once(',').map(|(light, dark)| [light.trim(), dark.trim()]).unwrap(),
            None => [value, value],
        };
        if pair.iter().all(|colour| colour.starts_with('#')) {
            tokens.insert(name.to_owned(), pair.map(String::from));
        }
    }
    tokens
}

fn luminance(hex: &str) -> f64 {
    let channel = |start: usize| {
        let value = u8::from_str_radix(&hex[start..start + 2], 16).unwrap();
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

fn too_low(pairs: &[(&str, &[&str])], least: f64) -> Vec<String> {
    let tokens = tokens();
    let token = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("there is no token --{name}"));
    let mut found = Vec::new();
    for (front, grounds) in pairs {
        for ground in *grounds {
            for (theme, index) in [("light", 0), ("dark", 1)] {
                let ratio = contrast(&token(front)[index], &token(ground)[index]);
                if ratio < least {
                    found.push(format!("{front} on {ground}, {theme}: {ratio:.2}"));
                }
            }
        }
    }
    found
}

#[test]
fn the_formula_is_the_standard_one() {
    assert!((contrast("#000000", "#ffffff") - 21.0).abs() < 0.001);
    assert!((contrast("#777777", "#ffffff") - 4.48).abs() < 0.01);
}

#[test]
fn words_have_seven_to_one() {
    assert_eq!(too_low(WORDS, TEXT), [] as [String; 0]);
}

#[test]
fn shapes_have_three_to_one() {
    assert_eq!(too_low(SHAPES, GRAPHICS), [] as [String; 0]);
}

/// A rule that names both the colour of words and their ground names a pair of the list.
#[test]
fn every_rule_uses_a_known_pair() {
    let mut unknown = Vec::new();
    for file in ["base", "layout", "frame", "controls", "blocks", "data", "passage"] {
        let sheet = style(&format!("{file}.css"));
        for rule in sheet.split('}') {
            let value = |property: &str| {
                let line = rule.lines().map(str::trim).find(|line| line.starts_with(&format!("{property}: var(--")))?;
                line.split("var(--").nth(1)?.split(')').next()
            };
            let (Some(words), Some(ground)) = (value("color"), value("background")) else { continue };
            let sections = ["community", "newsroom", "money", "governance", "support", "events"];
            let grounds: Vec<String> = match ground {
                "accent-ground" => sections.iter().map(|section| format!("{section}-ground")).collect(),
                other => vec![other.to_owned()],
            };
            for ground in grounds {
                if !WORDS.iter().any(|(known, on)| *known == words && on.contains(&ground.as_str())) {
                    unknown.push(format!("{file}.css: {words} on {ground}"));
                }
            }
        }
    }
    assert_eq!(unknown, [] as [String; 0]);
}
