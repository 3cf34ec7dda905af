//! What also runs in the browser: the islands, and nothing else. They call the same `core` code as the server.
//!
//! Compiled twice: with feature `ssr` into the server, with `hydrate` to the one WebAssembly bundle.
#![recursion_limit = "256"]

pub mod ballot_meaning;
pub mod check_figures;
#[cfg(feature = "hydrate")]
mod device;
pub mod keep_draft;
pub mod passage_choices;

pub use ballot_meaning::BallotMeaning;
pub use check_figures::CheckFigures;
pub use keep_draft::KeepDraft;
pub use passage_choices::PassageChoices;

/// Called once by the loader in the browser, before the islands come alive.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
