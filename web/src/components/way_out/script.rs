//! The inline script of leaving, with the numbers of `blkout_core::care::exit` put in.
//!
//! It is inline because it has to work before anything else has loaded, and also when nothing else ever does.

use std::sync::LazyLock;

use blkout_core::care::exit;
use leptos::{nonce::use_nonce, prelude::*};

/// The script as it stands in the page: no comments, no indentation.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let source: String = include_str!("leave.js")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    source
        .replace("TARGET_URL", exit::TARGET_URL)
        .replace("LEAVE_PATH", exit::LEAVE_PATH)
        .replace("NEUTRAL_TITLE", exit::NEUTRAL_TITLE)
        .replace("WINDOW_MS", &exit::WINDOW_MS.to_string())
        .replace("FINGERS", &exit::FINGERS.to_string())
        .replace("PRESSES", &exit::PRESSES.to_string())
        .replace("KEY", exit::KEY)
});

/// The script element, with the nonce of this response.
#[component]
pub fn LeaveScript() -> impl IntoView {
    view! { <script nonce=use_nonce()>{SCRIPT.as_str()}</script> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_core_are_in_it() {
        for expected in [
            "\"https://www.bbc.co.uk/weather\"",
            "leave = \"/leave\"",
            "title = \"Weather\"",
            "key === \"Shift\"",
            "now - at <= 5000",
            "presses.length >= 3",
            "touches.length >= 3",
        ] {
            assert!(SCRIPT.contains(expected), "{expected} is not in {}", SCRIPT.as_str());
        }
    }

    #[test]
    fn it_can_stand_inside_an_element_and_stays_small() {
        assert!(!SCRIPT.contains("</") && !SCRIPT.contains("<!--") && !SCRIPT.contains("//\n"));
        assert!(SCRIPT.len() < 2_800, "{} bytes", SCRIPT.len());
    }
}
