//! What people see: the pages, their parts, and the loaders that fetch their data. Compiled for the server only.
//!
//! A page is found by its address: `/proposals/{id}` is `pages/proposals/show.rs`. To add one: a file under `pages/`,
//! a `<Route>` in [`app`], and its address in the end-to-end route list.
// The types of views nest deeply.
#![recursion_limit = "512"]
#![expect(unreachable_pub, reason = "the component macro writes public items, also in private modules")]
#![expect(clippy::needless_pass_by_value, reason = "a component takes its props by value")]

pub mod app;
pub mod bank_details;
pub mod components;
pub mod context;
pub mod evidence;
pub mod failure;
pub mod markdown;
pub mod page;
pub mod pages;
pub mod shell;

pub use app::App;
pub use bank_details::{ShowDetails, ShownDetails};
pub use context::{FormReturn, PageContext, VerifierFiles, Viewer};
pub use evidence::FindEvidence;
pub use failure::{Failure, failure_document};
pub use pages::design::{DESIGN_PATH, DesignLinks, THEME_QUERY, design_document, design_file};
pub use pages::support::SUPPORT_PATH;
pub use shell::shell;
