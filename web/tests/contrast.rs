//! Computes the contrast of every pair of colours in use, in the light, the dark and the high-contrast theme (care.md,
//! Access).
//!
//! The pairs are listed here. The last tests read every style sheet and fail when a rule uses a colour in a way that the
//! lists do not know, so that no pair escapes.

#![expect(clippy::float_arithmetic, reason = "relative luminance is defined with powers; nothing here is money")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot read the style sheets fails")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// WCAG 2.2, success criterion 1.4.6 (AAA).
const TEXT: f64 = 7.0;
/// WCAG 2.2, success criterion 1.4.11.
const GRAPHICS: f64 = 3.0;
/// The themes, in the order of a token's values.
const THEMES: [&str; 3] = ["light", "dark", "high contrast"];
/// The sections, whose colours stand for `accent`.
const SECTIONS: [&str; 6] = ["community", "newsroom", "money", "governance", "support", "events"];

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
    ("ink-quiet", &["ground", "surface", "surface-quiet"]),
    ("on-black", &["black", "on-black-ground"]),
    ("on-black-quiet", &["black"]),
    ("gold", &["black"]),
    ("on-gold", &["gold"]),
    // Drawn the other way round where a reader asks for quiet colours.
    ("black", &["on-black"]),
    ("ground", &["ink"]),
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
    ("ink", &["ground", "surface"]),
    ("line", &["ground", "surface"]),
    ("on-black", &["black"]),
    ("on-black-line", &["black"]),
    ("band-creator", &["black"]),
    ("band-platform", &["black"]),
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

/// Colours that say nothing: threads, drawings, hairlines between things that stand apart anyway, the gap between the
/// parts of a bar, and the red hem of a gold button, whose gold is its edge.
const DECORATION: &[&str] = &[
    "red",
    "green",
    "pink",
    "purple",
    "sky",
    "sand",
    "skin-deep",
    "skin-warm",
    "skin-light",
    "thread-one",
    "thread-two",
    "strip",
    "hairline",
    "on-black-hairline",
    "part-gap",
    "black",
];

fn style_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../style")
}

/// A sheet without its comments.
fn sheet(name: &str) -> String {
    let text = fs::read_to_string(style_folder().join(name)).unwrap();
    let mut parts = text.split("/*");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once("*/").map_or("", |(_, rest)| rest));
    }
    plain
}

/// The sheets that use colours: all but the list of them and those that only say which values tokens have.
fn sheets() -> Vec<(String, String)> {
    let names = fs::read_dir(style_folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| Path::new(name).extension() == Some("css".as_ref())).collect();
    names.retain(|name| !["main.css", "tokens.css", "themes.css"].contains(&name.as_str()));
    names.sort();
    names.into_iter().map(|name| (name.clone(), sheet(&name))).collect()
}

/// Reads `--name: #rrggbb;` and `--name: light-dark(#rrggbb, #rrggbb);`, and what the high-contrast theme puts in place.
fn tokens() -> BTreeMap<String, [String; 3]> {
    let mut tokens = BTreeMap::new();
    for (name, value) in sheet("tokens.css").lines().filter_map(token) {
        let [light, dark] = match value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) {
            Some(both) => both.split_once(',').map(|(light, dark)| [light.trim(), dark.trim()]).unwrap(),
            None => [value.as_str(), value.as_str()],
        };
        if light.starts_with('#') && dark.starts_with('#') {
            tokens.insert(name, [light, dark, dark].map(str::to_owned));
        }
    }
    let themes = sheet("themes.css");
    let (_, high) = themes.split_once(":root[data-theme=\"high-contrast\"] {").unwrap();
    let (high, _) = high.split_once('}').unwrap();
    for (name, value) in high.lines().filter_map(token) {
        tokens.get_mut(&name).unwrap_or_else(|| panic!("there is no token --{name}"))[2] = value;
    }
    tokens
}

/// The name and the value of a line such as `--gold: #ffd700;`.
fn token(line: &str) -> Option<(String, String)> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(':')?;
    Some((name.to_owned(), value.trim().trim_end_matches(';').to_owned()))
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
    let value = |name: &str| tokens.get(name).unwrap_or_else(|| panic!("there is no token --{name}"));
    let mut found = Vec::new();
    for (front, grounds) in pairs {
        for ground in *grounds {
            for (place, theme) in THEMES.into_iter().enumerate() {
                let ratio = contrast(&value(front)[place], &value(ground)[place]);
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

/// The colours that a declaration names; `accent` stands for that of every section.
fn colours(value: &str) -> Vec<String> {
    let names = value.split("var(--").skip(1).filter_map(|rest| rest.split([')', ',']).next());
    let known = tokens();
    let local = ["accent", "accent-text", "accent-ground", "notice", "part", "strip", "thread-one", "thread-two"];
    let names = names.filter(|name| known.contains_key(*name) || local.contains(name));
    names
        .flat_map(|name| match name {
            "accent" => {
                SECTIONS.map(|section| if section == "money" { "money-section" } else { section }.to_owned()).to_vec()
            }
            "accent-text" => SECTIONS.map(|section| format!("{section}-text")).to_vec(),
            "accent-ground" => SECTIONS.map(|section| format!("{section}-ground")).to_vec(),
            // What these stand for is looked at where they are set.
            "notice" | "part" => Vec::new(),
            name => vec![name.to_owned()],
        })
        .collect()
}

/// Each declaration of every sheet: its file, the number of its rule, its property and its value.
fn declarations() -> Vec<(String, usize, String, String)> {
    let mut found = Vec::new();
    for (file, text) in sheets() {
        for (rule, body) in text.split('}').enumerate() {
            let body = body.rsplit('{').next().unwrap_or_default();
            for (property, value) in body.split(';').filter_map(|line| line.split_once(':')) {
                found.push((file.clone(), rule, property.trim().to_owned(), value.trim().to_owned()));
            }
        }
    }
    found
}

fn is_word(name: &str) -> bool {
    WORDS.iter().any(|(word, _)| *word == name)
}

fn is_ground(name: &str) -> bool {
    WORDS.iter().chain(SHAPES).any(|(_, grounds)| grounds.contains(&name))
}

fn is_shape(name: &str) -> bool {
    SHAPES.iter().any(|(shape, _)| *shape == name)
}

/// Whatever a rule paints, it paints with a colour that the lists know in that use.
#[test]
fn every_colour_in_use_is_in_the_lists() {
    let mut unknown = Vec::new();
    for (file, _, property, value) in declarations() {
        for name in colours(&value) {
            let is_known = match property.as_str() {
                "color" => is_word(&name),
                "background" | "background-color" => {
                    is_ground(&name) || is_shape(&name) || DECORATION.contains(&name.as_str())
                }
                _ => is_word(&name) || is_ground(&name) || is_shape(&name) || DECORATION.contains(&name.as_str()),
            };
            if !is_known {
                unknown.push(format!("{file}: {property}: {name}"));
            }
        }
        let raw = value.split('#').nth(1).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_hexdigit()));
        // Paper is white, and black is what prints on it.
        if raw && !value.starts_with("url") && value != "#000" {
            unknown.push(format!("{file}: {property}: {value} is no token"));
        }
    }
    assert_eq!(unknown, [] as [String; 0]);
}

/// A rule that names both the colour of words and their ground names a pair of the list.
#[test]
fn every_rule_uses_a_known_pair() {
    let mut rules: BTreeMap<(String, usize), (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (file, rule, property, value) in declarations() {
        let rule = rules.entry((file, rule)).or_default();
        match property.as_str() {
            "color" => rule.0 = colours(&value),
            "background" | "background-color" if value.starts_with("var(") => rule.1 = colours(&value),
            _ => {}
        }
    }
    let mut unknown = Vec::new();
    for ((file, _), (words, grounds)) in rules {
        for (word, ground) in words.iter().flat_map(|word| grounds.iter().map(move |ground| (word, ground))) {
            if !WORDS.iter().any(|(known, on)| known == word && on.contains(&ground.as_str())) {
                unknown.push(format!("{file}: {word} on {ground}"));
            }
        }
    }
    assert_eq!(unknown, [] as [String; 0]);
}
