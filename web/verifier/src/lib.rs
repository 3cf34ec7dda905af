//! Checks the public record in a reader's own browser, with the same `core` code as the server.
//!
//! A second WebAssembly file beside the islands': it is loaded only when somebody asks for a check, and runs in a
//! worker, so that the page stays quick; or on its own in a saved file, without any server. What is checked is decided
//! here without a network or a clock; `worker` and `saved` only bring the bytes and show the words.

pub mod figures;
pub mod head;
pub mod job;
pub mod kept;
pub mod page_check;
pub mod record_check;
pub mod report;
pub mod row;
pub mod saved;
pub mod saved_check;
pub mod whole_check;
pub mod worker;

#[cfg(test)]
mod testing;
