//! What the tests of this build found. The server knows which build it is; a page gets what may be said about it.

use std::fmt::Debug;
use std::pin::Pin;

use blkout_core::care::report::Evidence;

/// Finds the report of the tests. Implemented by the server, which knows its own program.
pub trait FindEvidence: Debug + Send + Sync {
    /// What can be said about the build that answers.
    fn find(&self) -> Pin<Box<dyn Future<Output = Evidence> + Send + '_>>;
}
