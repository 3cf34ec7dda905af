//! Proving who somebody is: passwords, the ids of sessions, and the way back after signing in.

pub mod attempts;
pub mod endings;
pub mod password;
pub mod return_path;
pub mod session;
