//! How much one visitor may ask for (rules.md, Limits).

use crate::time::MINUTE_MS;

/// The time over which requests and failed sign-ins are counted, in milliseconds: a quarter of an hour.
pub const WINDOW_MS: i64 = 15 * MINUTE_MS;

/// Requests of one member in [`WINDOW_MS`].
pub const MEMBER_REQUESTS: u32 = 1_000;

/// Requests of one visitor who is not signed in, in [`WINDOW_MS`].
pub const VISITOR_REQUESTS: u32 = 300;

/// Failed sign-ins in [`WINDOW_MS`], for one account and, counted apart, for one address.
pub const FAILED_SIGN_INS: u32 = 10;

/// The largest body of a request, in bytes: 1 MiB.
pub const BODY_BYTES: usize = 1 << 20;
