//! The inline scripts of leaving, with the numbers of `blkout_core::care` put in.
//!
//! They are inline because they have to work before anything else has loaded, and also when nothing else ever does.

use std::sync::LazyLock;

use blkout_core::care::{discreet, exit};
use leptos::{nonce::use_nonce, prelude::*};

use crate::page::request;

/// The address of the page on which a session is begun.
const SIGN_IN_PATH: &str = "/sign-in";

/// Leaving, on every page.
static LEAVE: LazyLock<String> = LazyLock::new(|| {
    lean(include_str!("leave.js"))
        .replace("TARGET_URL", exit::TARGET_URL)
        .replace("LEAVE_PATH", exit::LEAVE_PATH)
        .replace("NEUTRAL_TITLE", exit::NEUTRAL_TITLE)
        .replace("LEFT_COOKIE", exit::LEFT_COOKIE)
        .replace("WINDOW_MS", &exit::WINDOW_MS.to_string())
        .replace("BLANK_MS", &exit::BLANK_WITHIN_MS.to_string())
        .replace("TIDY_MS", &exit::TIDY_MS.to_string())
        .replace("ANSWER_MS", &exit::ANSWER_MS.to_string())
        .replace("TRAIL_MS", &exit::TRAIL_MS.to_string())
        .replace("FINGERS", &exit::FINGERS.to_string())
        .replace("PRESSES", &exit::PRESSES.to_string())
        .replace("KEY", exit::KEY)
});

/// The session's bond to its tab, where there is a session or where one begins.
static TAB: LazyLock<String> = LazyLock::new(|| {
    lean(include_str!("tab.js"))
        .replace("TAB_MARK", discreet::TAB_MARK)
        .replace("FRESH_MS", &discreet::TAB_MARK_FRESH_MS.to_string())
});

/// A script as it stands in the page: no comments, no indentation.
fn lean(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The script elements, with the nonce of this response.
#[component]
pub fn LeaveScript() -> impl IntoView {
    let context = request();
    let has_session = context.viewer.is_some() || context.path == SIGN_IN_PATH;
    let tab = has_session.then(|| view! { <script nonce=use_nonce()>{TAB.as_str()}</script> });
    view! {
        <script nonce=use_nonce()>{LEAVE.as_str()}</script>
        {tab}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What every page may spend on leaving, before compression.
    const MOST_BYTES: usize = 4_096;
    /// What a page with a session may spend on its bond to the tab, before compression.
    const MOST_TAB_BYTES: usize = 1_024;

    #[test]
    fn the_numbers_of_core_are_in_them() {
        for expected in [
            "\"https://www.bbc.co.uk/weather\"",
            "leave = \"/leave\"",
            "title = \"Weather\"",
            "key === \"Shift\"",
            "now - at <= 5000",
            "presses.length >= 3",
            "touches.length >= 3",
            "setTimeout(away, 100)",
            "wait(300)",
            "wait(1000)",
            "wait(3000)",
            "\"__Host-left=1; Path=/; Secure; SameSite=Lax\"",
        ] {
            assert!(LEAVE.contains(expected), "{expected} is not in {}", LEAVE.as_str());
        }
        for expected in ["mark = \"tab\"", "< 10000"] {
            assert!(TAB.contains(expected), "{expected} is not in {}", TAB.as_str());
        }
    }

    #[test]
    fn they_can_stand_inside_an_element_and_stay_small() {
        for (script, most) in [(&*LEAVE, MOST_BYTES), (&*TAB, MOST_TAB_BYTES)] {
            assert!(!script.contains("</") && !script.contains("<!--") && !script.contains("//\n"));
            assert!(script.len() < most, "{} bytes", script.len());
        }
    }

    #[test]
    fn every_placeholder_is_filled() {
        for script in [&*LEAVE, &*TAB] {
            let words = script.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
            let shouted = |word: &&str| word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
            let left: Vec<_> = words.filter(shouted).filter(|word| *word != "POST").collect();
            assert!(left.is_empty(), "{left:?}");
        }
    }
}
