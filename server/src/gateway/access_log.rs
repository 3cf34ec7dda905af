//! One event and one measurement per answer, without anything that says who asked.
//!
//! Kept: the method, the route's pattern (never the address that was asked for, which may hold a name),
//! the status and the time it took. Not kept: addresses, query strings, cookies, members. Of the exit
//! and the support page nothing at all is kept (rules.md, Consent and data).

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use blkout_core::care::exit::LEAVE_PATH;
use http::Method;

use super::metrics;
use crate::clock::Stopwatch;

/// The address of the page with help.
pub const SUPPORT_PATH: &str = blkout_web::SUPPORT_PATH;

/// What an answer that no route claimed is counted as, for instance a file of the site.
#[derive(Clone, Copy, Debug)]
pub struct RouteLabel(pub &'static str);

/// Measures the answer, writes one event and counts it.
pub async fn layer(request: Request, next: Next) -> Response {
    if leaves_no_trace(request.uri().path()) {
        return next.run(request).await;
    }
    let watch = Stopwatch::start();
    let method = known_method(request.method());
    let matched = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let duration = watch.elapsed();
    let label = response.extensions().get::<RouteLabel>().copied();
    let route = matched.as_ref().map(MatchedPath::as_str).or(label.map(|RouteLabel(name)| name)).unwrap_or("unmatched");
    let status = response.status().as_u16();
    let duration_us = u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
    if response.status().is_server_error() {
        tracing::error!(method, route, status, duration_us, "answered");
    } else {
        tracing::info!(method, route, status, duration_us, "answered");
    }
    metrics::record_answer(route, response.status(), duration);
    response
}

/// True for the exit and the support page themselves, which are always answered.
pub fn is_always_open(path: &str) -> bool {
    path == LEAVE_PATH || path == SUPPORT_PATH
}

/// True for the addresses of which nothing is kept: the exit and the support page, however written.
fn leaves_no_trace(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    [LEAVE_PATH, SUPPORT_PATH]
        .into_iter()
        .any(|kept_out| path.get(..kept_out.len()).is_some_and(|start| start.eq_ignore_ascii_case(kept_out)))
}

/// Methods of our own routes by name, any other as "OTHER": a method is text from outside.
fn known_method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "OTHER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_and_the_support_page_leave_no_trace() {
        for path in ["/leave", "/leave/", "/support", "/support/", "/Support", "/support/anything"] {
            assert!(leaves_no_trace(path), "{path}");
        }
        for path in ["/", "/ledger", "/newsroom/support"] {
            assert!(!leaves_no_trace(path), "{path}");
        }
    }

    #[test]
    fn a_made_up_method_does_not_reach_the_log() {
        let method = Method::from_bytes(b"ADA-LOVELACE").unwrap();
        assert_eq!(known_method(&method), "OTHER");
    }
}
