//! The inline script that asks for the service worker; where nothing may be kept on the device, the one that takes it back.
//!
//! It is one of the two places for scripts by hand (architecture.md): it must run on every page, and an island would
//! load the whole of the islands' code for these lines.

use std::sync::LazyLock;

use blkout_core::care::exit::LEAVE_PATH;
use blkout_core::care::kept_draft::ARTICLE_FORM;
use blkout_core::care::offline::WORKER_PATH;
use leptos::{nonce::use_nonce, prelude::*};

use super::keep_draft::forgetting;
use crate::page::request;

static REGISTER: LazyLock<String> = LazyLock::new(|| {
    let script = without_comments(include_str!("register.js"));
    script.replace("LEAVE_PATH", LEAVE_PATH).replace("WORKER_PATH", WORKER_PATH)
});

static FORGET: LazyLock<String> = LazyLock::new(|| without_comments(include_str!("forget.js")));

/// Where not even what somebody typed may be kept, it goes, too; where there is only no worker, it stays.
static FORGET_ALL: LazyLock<String> = LazyLock::new(|| forgetting(ARTICLE_FORM) + FORGET.as_str());

/// The script as it stands in the page: no comments, no indentation.
fn without_comments(source: &str) -> String {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The script element, with the nonce of this response.
#[component]
pub fn WorkerScript() -> impl IntoView {
    let context = request();
    let script = match (context.may_keep(), context.may_keep_drafts()) {
        (true, _) => &REGISTER,
        (false, true) => &FORGET,
        (false, false) => &FORGET_ALL,
    };
    view! { <script nonce=use_nonce()>{script.as_str()}</script> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_of_core_are_in_it() {
        assert!(REGISTER.contains("register(\"/service-worker.js\""));
        assert_eq!(REGISTER.matches("location.pathname === \"/leave\"").count(), 1);
        assert!(!REGISTER.contains("_PATH") && !FORGET.contains(".register("));
        assert!(FORGET_ALL.contains("removeItem(\"kept-article\")") && !FORGET.contains("removeItem"));
    }

    #[test]
    fn they_can_stand_inside_an_element_and_stay_small() {
        for script in [&*REGISTER, &*FORGET, &*FORGET_ALL] {
            assert!(!script.contains("</") && !script.contains("<!--") && !script.contains("//"));
            assert!(script.len() < 600, "{} bytes", script.len());
        }
    }
}
