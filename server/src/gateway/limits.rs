//! The limits of the gateway that are the server's own. Those of the community (requests per quarter of
//! an hour, sizes) come from the rules and live in `blkout_core::limits`.

use std::time::Duration;

/// The longest that one answer may take, its body read and its page rendered.
pub const REQUEST_DEADLINE: Duration = Duration::from_secs(15);

/// The longest that a client may take to send the headers of one request.
pub const HEADER_DEADLINE: Duration = Duration::from_secs(10);

/// The most that the headers of one request may weigh, in bytes.
pub const HEADER_BYTES: usize = 64 * 1024;

/// How many connections are open at once; further ones wait in the system's queue.
pub const OPEN_CONNECTIONS: usize = 4_096;

/// After the signal to stop: how long answers under way may take to finish.
pub const SOFT_SHUTDOWN: Duration = Duration::from_secs(10);
