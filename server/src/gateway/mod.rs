//! Everything between the network and the page: one layer per file, put in order by [`crate::app`].

pub mod access_log;
pub mod admission;
pub mod cache_control;
pub mod client_address;
pub mod compression;
pub mod csrf;
pub mod deadline;
pub mod discreet;
pub mod error_pages;
pub mod left;
pub mod limits;
pub mod look;
pub mod metrics;
pub mod nonce;
pub mod page_memory;
pub mod panics;
pub mod rate_limit;
pub mod request_id;
pub mod security_headers;
pub mod session_cookie;
pub mod static_files;
pub mod view_cookie;
