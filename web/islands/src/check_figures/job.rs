//! Writes down what the reader sees, as the lines of text that the verifier reads.

use leptos::prelude::document;
use web_sys::{Element, NodeList};

use super::panel::{Panel, elements};

/// The job: every row of the record and every figure that the page shows. `kind` is `page` or `whole`.
pub(super) fn of_page(panel: &Panel, kind: &str) -> Option<String> {
    let mut job = String::new();
    line(&mut job, &["check", kind]);
    line(&mut job, &["key", &panel.attribute("data-key")]);
    line(&mut job, &["size", &panel.attribute("data-size")]);
    for row in elements(&document().query_selector_all("[data-entry]").ok()?) {
        let of_row = |name: &str| row.get_attribute(name).unwrap_or_default();
        line(&mut job, &["row", &of_row("data-entry"), &of_row("data-number"), &of_row("data-payment")]);
        figures(&mut job, "part", "data-part", &row.query_selector_all("[data-part]").ok()?);
        if let Some(time) = row.query_selector("time").ok().flatten() {
            line(&mut job, &["part", "day", &time.get_attribute("datetime").unwrap_or_default()]);
            line(&mut job, &["part", "date", &text(&time)]);
        }
    }
    figures(&mut job, "figure", "data-figure", &document().query_selector_all("[data-figure]").ok()?);
    Some(job)
}

fn figures(job: &mut String, word: &str, name: &str, found: &NodeList) {
    for figure in elements(found) {
        line(job, &[word, &figure.get_attribute(name).unwrap_or_default(), &text(&figure)]);
    }
}

fn text(element: &Element) -> String {
    element.text_content().unwrap_or_default()
}

/// One line; nothing that a page shows can begin another one.
fn line(job: &mut String, values: &[&str]) {
    for (place, value) in values.iter().enumerate() {
        if place > 0 {
            job.push('\t');
        }
        job.extend(value.chars().map(|letter| if letter == '\t' || letter == '\n' { ' ' } else { letter }));
    }
    job.push('\n');
}
