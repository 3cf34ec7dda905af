//! The public record: one append-only log of everything that can be checked, in the formats of C2SP transparency logs.

pub mod entry;
