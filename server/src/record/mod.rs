//! The public record as it is served: who signs it, its checkpoint and tiles, and what witnesses say of it.

pub mod cosigning;
pub mod export;
pub mod key;
pub mod routes;
pub mod signing;

pub use routes::routes;
pub use signing::{RecordKey, RecordKeyError};
