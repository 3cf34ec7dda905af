//! `blkout record …` and `blkout verify`: the public record on the command line.

pub mod export;
mod progress;
pub mod rotate;
pub mod verify;
pub mod witness;
