//! Checks the public record in a reader's own browser, with the same `core` code as the server.
//!
//! A second WebAssembly file beside the islands': it is loaded only when somebody asks for a check, and runs in a
//! worker, so that the page stays quick; or on its own in a saved file, without any server.

use wasm_bindgen::prelude::wasm_bindgen;

/// Starts.
#[wasm_bindgen]
pub fn check(job: &str) -> String {
    job.to_owned()
}
