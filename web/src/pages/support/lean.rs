//! Leaves out of a style sheet what a page does not use: rules for classes that it does not have, fonts, values that
//! nothing asks for, comments and blanks. Knows as much of CSS as our own sheets use.

use std::collections::BTreeSet;

/// How often values that only unused values asked for are looked for.
const PASSES: usize = 6;
/// Elements that the page never has.
const ABSENT: [&str; 22] = [
    "table",
    "td",
    "th",
    "tr",
    "thead",
    "tbody",
    "caption",
    "pre",
    "code",
    "blockquote",
    "textarea",
    "input",
    "fieldset",
    "legend",
    "hr",
    "h4",
    "ol",
    "dl",
    "dt",
    "dd",
    "figure",
    "leptos-island",
];

/// Every word of some sources: what could be the name of a class.
pub(super) fn words(sources: &[&str]) -> BTreeSet<String> {
    let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    sources.iter().flat_map(|source| source.split(|c| !is_inside(c))).map(str::to_owned).collect()
}

/// `css` without what is of no use to a page whose classes are among `used`.
pub(super) fn lean(css: &str, used: &BTreeSet<String>) -> String {
    let css = without_comments(css);
    let mut lean = rules(&css, used, None);
    for _ in 0..PASSES {
        let asked_for = asked_for(&lean);
        let next = rules(&css, used, Some(&asked_for));
        if next == lean {
            break;
        }
        lean = next;
    }
    lean
}

fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The names of values that something asks for.
fn asked_for(css: &str) -> BTreeSet<String> {
    let names = css.split("var(").skip(1).filter_map(|after| after.split([')', ',']).next());
    names.map(|name| name.trim().to_owned()).collect()
}

fn rules(css: &str, used: &BTreeSet<String>, asked_for: Option<&BTreeSet<String>>) -> String {
    let mut kept = String::new();
    let mut rest = css;
    while let Some(at) = rest.find(['{', ';']) {
        let (before, after) = rest.split_at(at);
        let before = before.trim();
        if let Some(next) = after.strip_prefix(';') {
            // A statement, such as an import: nothing that this page may have.
            rest = next;
            continue;
        }
        let (body, behind) = block(&after[1..]);
        rest = behind;
        let (head, body) = if before.starts_with('@') {
            let is_group = ["@media", "@supports", "@layer", "@container"].iter().any(|name| before.starts_with(name));
            let body = if is_group {
                rules(body, used, asked_for)
            } else if before.starts_with("@page") {
                declarations(body, None)
            } else {
                String::new()
            };
            (squeezed(before), body)
        } else {
            let selectors: Vec<_> =
                at_top(before, ',').into_iter().filter_map(|one| of_use(one.trim(), used)).collect();
            let body = if selectors.is_empty() { String::new() } else { declarations(body, asked_for) };
            (selectors.iter().map(|one| selector(one)).collect::<Vec<_>>().join(","), body)
        };
        if !body.is_empty() {
            kept.extend([head.as_str(), "{", &body, "}"]);
        }
    }
    kept
}

/// What stands before the brace that closes a block, and what behind it.
fn block(css: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in css.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return (&css[..at], &css[at + 1..]),
            '}' => depth -= 1,
            _ => {}
        }
    }
    (css, "")
}

/// The parts of `text` between separators that stand outside of brackets.
fn at_top(text: &str, separator: char) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_usize, 0, Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if c == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// A selector with those of its alternatives that the page can have; none when it can have nothing of it.
fn of_use(selector: &str, used: &BTreeSet<String>) -> Option<String> {
    let (mut kept, mut rest) = (String::new(), selector);
    while let Some((before, after)) = rest.split_once(":is(") {
        let (inside, behind) = bracket(after);
        let alternatives: Vec<_> = at_top(inside, ',').into_iter().filter_map(|one| of_use(one.trim(), used)).collect();
        if alternatives.is_empty() {
            return None;
        }
        kept.extend([before, ":is(", &alternatives.join(","), ")"]);
        rest = behind;
    }
    kept.push_str(rest);
    is_of_use(&kept, used).then_some(kept)
}

/// What stands before the bracket that closes, and what behind it.
fn bracket(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return (&text[..at], &text[at + 1..]),
            ')' => depth -= 1,
            _ => {}
        }
    }
    (text, "")
}

/// Whether the page can have what a selector names outside of brackets: what it excludes need not be there.
fn is_of_use(selector: &str, used: &BTreeSet<String>) -> bool {
    let elsewhere = selector.contains("data-section=") && !selector.contains("data-section=\"support\"");
    let (mut sure, mut depth) = (String::new(), 0_usize);
    for c in selector.chars() {
        depth = if c == '(' || c == '[' { depth + 1 } else { depth };
        if depth == 0 {
            sure.push(c);
        }
        depth = if c == ')' || c == ']' { depth.saturating_sub(1) } else { depth };
    }
    let is_inside = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut classes = sure.split('.').skip(1).filter_map(|after| after.split(|c| !is_inside(c)).next());
    let mut elements = sure.split([' ', '>', '+', '~']).filter_map(|part| part.split(|c| !is_inside(c)).next());
    !elsewhere && classes.all(|class| used.contains(class)) && !elements.any(|element| ABSENT.contains(&element))
}

fn declarations(body: &str, asked_for: Option<&BTreeSet<String>>) -> String {
    if body.contains('{') {
        // Nested rules; our sheets have next to none.
        return squeezed(body);
    }
    let kept = at_top(body, ';').into_iter().filter_map(|one| {
        let (name, value) = one.trim().split_once(':')?;
        let is_unused = name.starts_with("--") && asked_for.is_some_and(|names| !names.contains(name.trim()));
        (!is_unused).then(|| format!("{}:{}", name.trim(), short(value)))
    });
    kept.collect::<Vec<_>>().join(";")
}

/// A selector without the blanks that mean nothing.
fn selector(text: &str) -> String {
    squeezed(text).replace(" > ", ">").replace(" + ", "+").replace(" ~ ", "~")
}

/// A value without the zeros before a point. Texts in quotes stay as they are.
fn short(value: &str) -> String {
    let mut value = squeezed(value);
    if !value.contains('"') {
        for before in [" ", "(", ",", "-"] {
            value = value.replace(&format!("{before}0."), &format!("{before}."));
        }
        if value.starts_with("0.") {
            value.remove(0);
        }
    }
    value.replace(" !important", "!important")
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")").replace(", ", ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaned(css: &str) -> String {
        lean(css, &words(&["class=\"card card--quiet\" nav"]))
    }

    #[test]
    fn only_rules_of_the_page_stay() {
        assert_eq!(leaned(".card > a, .table td { color : red; }"), ".card>a{color:red}");
        assert_eq!(leaned(".table { color: red } .card.table { color: red }"), "");
        assert_eq!(leaned("a:not(.table) { color: red }"), "a:not(.table){color:red}");
        assert_eq!(leaned(".card :is(h2, .table, h4) { color: red }"), ".card :is(h2){color:red}");
        assert_eq!(leaned(":is(.hero, .band) .card { color: red } pre, table { color: red }"), "");
        assert_eq!(leaned("@font-face { src: url(x) } @import \"x\"; a { top: 0 }"), "a{top:0}");
        assert_eq!(
            leaned("@media print { .table { top: 0 } } @media print { a { top: 0 } }"),
            "@media print{a{top:0}}"
        );
        assert_eq!(
            leaned("[data-section=\"money\"] { top: 0 } [data-section=\"support\"] { top: 0 }").matches("top").count(),
            1
        );
    }

    #[test]
    fn only_values_that_are_asked_for_stay() {
        let css = ":root { --a: var(--b); --b: 1; --c: var(--d); --d: 2 } a { top: var(--a, 0) } /* var(--c) */";
        assert_eq!(leaned(css), ":root{--a:var(--b);--b:1}a{top:var(--a,0)}");
    }

    #[test]
    fn zeros_before_a_point_go() {
        let css = "a { margin: 0.5rem -0.25rem 10.5rem calc(2 * 0.5rem); top: 0.1em !important; content: \" 0.5\" }";
        assert_eq!(leaned(css), "a{margin:.5rem -.25rem 10.5rem calc(2 * .5rem);top:.1em!important;content:\" 0.5\"}");
    }

    #[test]
    fn calculations_and_texts_stay_as_they_are() {
        let css = "a::before { content: \"·\" / \"\"; inline-size: calc(1rem + 2 * var(--x)) }";
        assert_eq!(leaned(css), "a::before{content:\"·\" / \"\";inline-size:calc(1rem + 2 * var(--x))}");
    }
}
