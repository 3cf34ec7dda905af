//! Computes the contrast of the high-contrast theme: every token of style/tokens.css with what style/themes.css puts in
//! its place. Which pair belongs together is told by the names, so that a new token cannot escape.

#![expect(clippy::float_arithmetic, reason = "relative luminance is defined with powers; nothing here is money")]
#![expect(clippy::unwrap_used, reason = "a test that cannot read the style sheets fails")]

use std::{collections::BTreeMap, fs, path::PathBuf};

/// WCAG 2.2, success criterion 1.4.6 (AAA).
const WORDS: f64 = 7.0;
/// More than the 3:1 of success criterion 1.4.11: this is the theme of readers who need more.
const SHAPES: f64 = 4.5;

/// The shapes that mean something. Threads and drawings only decorate.
const MEANT: [&str; 12] = [
    "line",
    "hairline",
    "community",
    "newsroom",
    "money-section",
    "governance",
    "support",
    "events",
    "part-creator",
    "part-platform",
    "part-community",
    "success-line",
];

fn style(name: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../style").join(name)).unwrap()
}

/// Reads `--name: #rrggbb;` and of `light-dark(#rrggbb, #rrggbb)` the dark one, which this theme builds on.
fn colours(sheet: &str) -> BTreeMap<String, String> {
    let declarations = sheet.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'));
    let dark = declarations.filter_map(|(name, value)| {
        let value = value.trim().trim_end_matches(';').trim_end_matches(')');
        let colour = value.rsplit_once(',').map_or(value, |(_, dark)| dark).trim();
        colour.starts_with('#').then(|| (name.to_owned(), colour.to_owned()))
    });
    dark.collect()
}

fn theme() -> BTreeMap<String, String> {
    let themes = style("themes.css");
    let start = themes.find(":root[data-theme=\"high-contrast\"] {").unwrap();
    let block = &themes[start..start + themes[start..].find('}').unwrap()];
    let mut colours_now = colours(&style("tokens.css"));
    let replaced = colours(block);
    for name in replaced.keys() {
        assert!(colours_now.contains_key(name), "themes.css replaces --{name}, which tokens.css does not have");
    }
    colours_now.extend(replaced);
    colours_now
}

fn luminance(hex: &str) -> f64 {
    let channel = |start: usize| {
        let value = f64::from(u8::from_str_radix(&hex[start..start + 2], 16).unwrap()) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn too_low(fronts: impl Fn(&str) -> bool, grounds: impl Fn(&str) -> bool, least: f64) -> Vec<String> {
    let theme = theme();
    let mut found = Vec::new();
    for (front, colour) in theme.iter().filter(|(name, _)| fronts(name)) {
        for (ground, under) in theme.iter().filter(|(name, _)| grounds(name)) {
            let (one, other) = (luminance(colour) + 0.05, luminance(under) + 0.05);
            let ratio = (one / other).max(other / one);
            if ratio < least {
                found.push(format!("{front} on {ground}: {ratio:.2}"));
            }
        }
    }
    found
}

fn is_ground(name: &str) -> bool {
    ["ground", "surface", "surface-quiet"].contains(&name) || name.ends_with("-ground")
}

#[test]
fn words_have_seven_to_one_on_every_ground() {
    let words = |name: &str| name.starts_with("ink") || name.ends_with("-text");
    assert_eq!(too_low(words, is_ground, WORDS), [] as [String; 0]);
    let on_black = |name: &str| ["on-black", "on-black-quiet"].contains(&name);
    assert_eq!(too_low(on_black, |name| name == "black", WORDS), [] as [String; 0]);
    assert_eq!(too_low(|name| name == "on-gold", |name| name == "gold", WORDS), [] as [String; 0]);
}

#[test]
fn shapes_and_the_focus_stand_out_on_every_ground() {
    let shapes = |name: &str| MEANT.contains(&name) || name.ends_with("-line") || name == "gold";
    assert_eq!(too_low(shapes, is_ground, SHAPES), [] as [String; 0]);
}
