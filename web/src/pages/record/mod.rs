//! `/record`: what the public record is, where it stands, who watches it, and how anybody checks it.

mod index;
mod witnesses;

pub use index::RecordPage;
