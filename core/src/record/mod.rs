//! The public record: one append-only log of everything that can be checked, in the formats of C2SP transparency logs.

pub mod audit;
pub mod checkpoint;
pub mod cosignature;
pub mod entry;
pub mod export;
pub mod note;
pub mod tile;
pub mod tree;
