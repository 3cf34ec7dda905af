//! Listening, answering connections, and stopping without cutting anybody off.

pub mod ballot_box;
pub mod connections;
pub mod record_check;
pub mod signals;
pub mod versions;
